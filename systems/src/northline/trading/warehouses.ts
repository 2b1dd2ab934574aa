// Where the goods lie: the distribution centre, two branches, a supplier who ships direct, and stock at a customer.
import type { WarehouseSeed } from '../../erp/seed.ts';

export const warehouses = [
  { code: 'DAY', name: 'Dayton Distribution Center', type: 'DISTRIBUTION_CENTER', city: 'Dayton', country: 'US' },
  { code: 'CHI', name: 'Chicago Branch', type: 'BRANCH', city: 'Chicago', country: 'US' },
  { code: 'HOU', name: 'Houston Branch', type: 'BRANCH', city: 'Houston', country: 'US' },
  { code: 'SUP-SKF', name: 'Bearing supplier, direct shipment', type: 'SUPPLIER', city: 'Lansdale', country: 'US' },
  {
    code: 'CONS-ACME',
    name: 'Consignment at Acme Pumps',
    type: 'CONSIGNMENT',
    city: 'Dayton',
    country: 'US',
    accountId: 'acme',
  },
] as const satisfies readonly WarehouseSeed[];

export type WarehouseCode = (typeof warehouses)[number]['code'];

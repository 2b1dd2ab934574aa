// When invoices fall due.
import type { PaymentTermsSeed } from '../../erp/seed.ts';

export const paymentTerms: readonly PaymentTermsSeed[] = [
  { code: 'PREPAID', name: 'Prepaid', netDays: 0 },
  { code: 'NET30', name: 'Net 30', netDays: 30 },
  { code: '2-10-NET30', name: '2/10 net 30', netDays: 30, discountPercent: '2', discountDays: 10 },
  { code: 'NET45', name: 'Net 45', netDays: 45 },
  { code: 'NET60', name: 'Net 60', netDays: 60 },
];

// A small ERP: enough items for a page, and one of each case that a subgraph must tell apart.
import type { ErpSeed } from '@commerce-graph/systems';

type ItemSeed = ErpSeed['items'][number];

const each = {
  uom: 'EA',
  numerator: '1',
  denominator: '1',
  isDefault: true,
  minimumOrderQuantity: '1',
  orderIncrement: '1',
};
const dozen = {
  uom: 'DZ',
  numerator: '12',
  denominator: '1',
  isDefault: false,
  minimumOrderQuantity: '2',
  orderIncrement: '1',
};

function createItem(sku: string, more: Partial<ItemSeed> = {}): ItemSeed {
  return {
    sku,
    description: `Item ${sku}`,
    status: 'ACTIVE',
    type: 'INVENTORY',
    baseUom: 'EA',
    sellingUoms: [each],
    isBackorderAllowed: true,
    updatedAt: '2026-01-05T08:00:00Z',
    ...more,
  };
}

function createAccount(id: string, more: Partial<ErpSeed['accounts'][number]> = {}): ErpSeed['accounts'][number] {
  return {
    id,
    accountNumber: `C-${id}`,
    name: `The ${id} company`,
    status: 'ACTIVE',
    currencyCode: 'USD',
    language: 'en-US',
    priceLists: ['LIST-USD'],
    addresses: [],
    orderPolicy: {
      isPoNumberRequired: false,
      isShipCompleteOnly: false,
      areBackordersAllowed: true,
      areSubstitutionsAllowed: false,
    },
    credit: { balance: '0', onOrder: '0', overdue: '0', isOnHold: false },
    ...more,
  };
}

const worksAddress: ErpSeed['accounts'][number]['addresses'][number] = {
  id: 'SHIP-1',
  type: 'SHIP_TO',
  isDefault: true,
  name: 'Acme works',
  lines: ['1 Pump Road'],
  city: 'Dayton',
  region: 'OH',
  postalCode: '45402',
  country: 'US',
};

/** The SKUs of a page. */
export const pageSkus = Array.from({ length: 24 }, (_, index) => `PAGE-${String(index + 1).padStart(2, '0')}`);

export const erpSeed: ErpSeed = {
  unitsOfMeasure: [
    { code: 'EA', name: 'Each', unece: 'EA', decimals: 0 },
    { code: 'DZ', name: 'Dozen', unece: 'DZN', decimals: 0 },
    { code: 'M', name: 'Metre', unece: 'MTR', decimals: 2 },
  ],
  warehouses: [
    { code: 'DAY', name: 'Dayton', type: 'DISTRIBUTION_CENTER', city: 'Dayton', country: 'US' },
    { code: 'CHI', name: 'Chicago', type: 'BRANCH', city: 'Chicago', country: 'US' },
    { code: 'CONS-ACME', name: 'Acme works', type: 'CONSIGNMENT', accountId: 'acme' },
  ],
  paymentTerms: [
    { code: '2/10N30', name: '2/10 net 30', netDays: 30, discountPercent: '2', discountDays: 10 },
    { code: 'N30', name: 'Net 30', netDays: 30 },
  ],
  customerGroups: [],
  priceLists: [
    { code: 'LIST-USD', name: 'List', currencyCode: 'USD' },
    { code: 'LIST-CAD', name: 'List Canada', currencyCode: 'CAD' },
  ],
  accounts: [
    createAccount('acme', {
      paymentTerms: '2/10N30',
      preferredWarehouse: 'DAY',
      addresses: [worksAddress],
      credit: { limit: '25000', balance: '1200.50', onOrder: '300', overdue: '0', isOnHold: false },
    }),
    createAccount('acme-dayton', { parentId: 'acme', paymentTerms: 'N30' }),
    createAccount('acme-houston', { parentId: 'acme', addresses: [{ ...worksAddress, city: 'Houston' }] }),
    createAccount('borealis', { currencyCode: 'CAD', priceLists: ['LIST-CAD', 'LIST-USD'] }),
  ],
  items: [
    createItem('BRG-1', {
      sellingUoms: [each, dozen],
      hsCode: '8482.10',
      countryOfOrigin: 'SE',
      lowStockThreshold: '20',
    }),
    createItem('CABLE-1', {
      baseUom: 'M',
      sellingUoms: [{ ...each, uom: 'M', minimumOrderQuantity: '0.5', orderIncrement: '0.25' }],
      leadTime: { businessDays: 10, basis: 'SUPPLIER' },
    }),
    createItem('SERVICE-1', { type: 'SERVICE' }),
    createItem('BLOCKED-1', { status: 'BLOCKED' }),
    createItem('ASK-1', { priceOnRequestReason: 'Made to order.' }),
    ...pageSkus.map((sku) => createItem(sku)),
  ],
  customerPartNumbers: [
    { accountId: 'acme', sku: 'BRG-1', partNumber: 'ACME-77' },
    { accountId: 'borealis', sku: 'BRG-1', partNumber: 'BOR-5' },
  ],
  uomPermissions: [{ accountId: 'borealis', sku: 'BRG-1', uoms: ['EA'] }],
  listPrices: [
    { priceList: 'LIST-USD', sku: 'BRG-1', tiers: [{ minimumQuantity: '0', amount: '10.00' }] },
    { priceList: 'LIST-CAD', sku: 'BRG-1', tiers: [{ minimumQuantity: '0', amount: '13.75' }] },
    { priceList: 'LIST-USD', sku: 'CABLE-1', tiers: [{ minimumQuantity: '0', amount: '3.333' }] },
    ...pageSkus.map((sku) => ({ priceList: 'LIST-USD', sku, tiers: [{ minimumQuantity: '0', amount: '5.00' }] })),
  ],
  promotions: [],
  groupPrices: [],
  agreements: [
    {
      number: 'CT-1',
      name: 'Acme contract',
      accountId: 'acme',
      coversChildren: true,
      currencyCode: 'USD',
      validFrom: '2020-01-01',
      validTo: '2099-12-31',
      prices: [
        {
          sku: 'BRG-1',
          tiers: [
            { minimumQuantity: '0', amount: '8.125' },
            { minimumQuantity: '100', amount: '7.50' },
          ],
        },
      ],
    },
  ],
  projects: [
    {
      id: 'job-1',
      number: 'J-1',
      name: 'Job 1',
      accountId: 'acme',
      currencyCode: 'USD',
      prices: [{ sku: 'BRG-1', tiers: [{ minimumQuantity: '0', amount: '5.00' }], remainingQuantity: '200' }],
    },
  ],
  stock: [
    { sku: 'BRG-1', warehouse: 'DAY', onHand: '100', reserved: '30' },
    { sku: 'BRG-1', warehouse: 'CHI', onHand: '12', reserved: '0' },
    { sku: 'BRG-1', warehouse: 'CONS-ACME', onHand: '40', reserved: '5' },
    ...pageSkus.map((sku) => ({ sku, warehouse: 'DAY', onHand: '50', reserved: '0' })),
  ],
  futureSupplies: [{ sku: 'BRG-1', warehouse: 'CHI', date: '2099-01-15', quantity: '200', type: 'PURCHASE_ORDER' }],
};

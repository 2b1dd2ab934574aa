// A small company for the ERP's tests: every item and every account is there for one rule.
import type { AccountSeed, ErpSeed, ItemSeed, SellingUomSeed } from '../../../systems/src/erp/seed.ts';

/** The tests' present. Prices and receipts of the seed lie around it. */
export const today = '2026-06-15';

function sellingUom(uom: string, conversion: Partial<SellingUomSeed> = {}): SellingUomSeed {
  return {
    uom,
    numerator: '1',
    denominator: '1',
    isDefault: false,
    minimumOrderQuantity: '1',
    orderIncrement: '1',
    ...conversion,
  };
}

function item(sku: string, differences: Partial<ItemSeed> = {}): ItemSeed {
  return {
    sku,
    description: `Item ${sku}`,
    status: 'ACTIVE',
    type: 'INVENTORY',
    baseUom: 'EA',
    sellingUoms: [sellingUom('EA', { isDefault: true }), sellingUom('CS12', { numerator: '12' })],
    isBackorderAllowed: true,
    updatedAt: '2026-01-01T00:00:00Z',
    ...differences,
  };
}

function account(id: string, differences: Partial<AccountSeed> = {}): AccountSeed {
  return {
    id,
    accountNumber: `C-${id}`,
    name: `The ${id} company`,
    status: 'ACTIVE',
    currencyCode: 'USD',
    language: 'en-US',
    priceLists: ['USD-LIST'],
    addresses: [],
    orderPolicy: {
      isPoNumberRequired: false,
      isShipCompleteOnly: false,
      areBackordersAllowed: true,
      areSubstitutionsAllowed: true,
    },
    credit: { limit: '1000', balance: '100', onOrder: '0', overdue: '0', isOnHold: false },
    ...differences,
  };
}

const always = '0';

export const seed: ErpSeed = {
  unitsOfMeasure: [
    { code: 'EA', name: 'Each', unece: 'EA', decimals: 0 },
    { code: 'CS12', name: 'Case of 12', unece: 'XCS', decimals: 0 },
    { code: 'DZN', name: 'Dozen', unece: 'DZN', decimals: 2 },
    { code: 'M', name: 'Metre', unece: 'MTR', decimals: 2 },
    { code: 'FT', name: 'Foot', unece: 'FOT', decimals: 1 },
  ],
  warehouses: [
    { code: 'DAY', name: 'Dayton', type: 'DISTRIBUTION_CENTER', city: 'Dayton', country: 'US' },
    { code: 'CHI', name: 'Chicago', type: 'BRANCH', city: 'Chicago', country: 'US' },
    { code: 'SUP', name: 'A supplier', type: 'SUPPLIER' },
    { code: 'CONS', name: 'At the contract account', type: 'CONSIGNMENT', accountId: 'contract' },
  ],
  paymentTerms: [{ code: '2-10-N30', name: '2/10 net 30', netDays: 30, discountPercent: '2', discountDays: 10 }],
  customerGroups: [{ code: 'OEM', name: 'Manufacturers' }],
  priceLists: [
    { code: 'USD-LIST', name: 'List in dollars', currencyCode: 'USD' },
    { code: 'USD-OLD', name: 'An older list in dollars', currencyCode: 'USD' },
    { code: 'JPY-LIST', name: 'List in yen', currencyCode: 'JPY' },
    { code: 'KWD-LIST', name: 'List in dinars', currencyCode: 'KWD' },
  ],
  accounts: [
    account('contract', {
      customerGroup: 'OEM',
      paymentTerms: '2-10-N30',
      preferredWarehouse: 'CHI',
      addresses: [
        {
          id: 'plant',
          type: 'SHIP_TO',
          isDefault: true,
          name: 'Plant 1',
          lines: ['1 Mill Road'],
          city: 'Dayton',
          region: 'OH',
          postalCode: '45402',
          country: 'US',
        },
      ],
    }),
    account('branch', { parentId: 'contract', status: 'ON_HOLD' }),
    account('group', { customerGroup: 'OEM' }),
    account('list', { priceLists: ['USD-LIST', 'USD-OLD'] }),
    account('yen', { currencyCode: 'JPY', priceLists: ['JPY-LIST', 'USD-LIST'] }),
    account('dinar', { currencyCode: 'KWD', priceLists: ['KWD-LIST'] }),
    account('project'),
    account('overdue', { credit: { limit: '1000', balance: '900', onOrder: '0', overdue: '200', isOnHold: false } }),
    account('stopped', { credit: { balance: '0', onOrder: '0', overdue: '0', isOnHold: true } }),
    account('blocked', { status: 'BLOCKED' }),
    account('unlimited', { credit: { balance: '0', onOrder: '0', overdue: '0', isOnHold: false } }),
    account('no-backorders', {
      orderPolicy: {
        isPoNumberRequired: true,
        isShipCompleteOnly: true,
        areBackordersAllowed: false,
        areSubstitutionsAllowed: false,
      },
    }),
  ],
  items: [
    item('BEARING', { hsCode: '8482.10', countryOfOrigin: 'DE', lowStockThreshold: '50' }),
    item('BOLT', { sellingUoms: [sellingUom('EA', { isDefault: true, orderIncrement: '100' })] }),
    item('CABLE', {
      baseUom: 'M',
      sellingUoms: [
        sellingUom('M', { isDefault: true, minimumOrderQuantity: '0.5', orderIncrement: '0.01' }),
        sellingUom('FT', { numerator: '3048', denominator: '10000' }),
      ],
    }),
    item('GLOVE', {
      baseUom: 'DZN',
      sellingUoms: [sellingUom('EA', { isDefault: true, denominator: '12' })],
      updatedAt: '2026-06-01T00:00:00Z',
    }),
    item('MOTOR', { priceOnRequestReason: 'Built to order: ask for a quotation.' }),
    item('BLOCKED', { status: 'BLOCKED' }),
    item('GONE', { status: 'DISCONTINUED' }),
    item('LAST', { status: 'PHASE_OUT' }),
    item('SOON', { status: 'PREVIEW' }),
    item('SEAL', { dropShipWarehouse: 'SUP', leadTime: { businessDays: 5, basis: 'SUPPLIER' } }),
    item('COMING', {}),
    item('RARE', { isBackorderAllowed: false }),
    item('OWED', {}),
    item('REPAIR', { type: 'SERVICE' }),
    item('UNPRICED', {}),
    item('OFFER', {}),
    item('PACKED', {
      sellingUoms: [sellingUom('EA', { isDefault: true }), sellingUom('CS12', { numerator: '12' })],
    }),
  ],
  customerPartNumbers: [
    { accountId: 'contract', sku: 'BEARING', partNumber: 'C-77' },
    { accountId: 'contract', sku: 'BOLT', partNumber: 'C-78' },
    { accountId: 'branch', sku: 'BOLT', partNumber: 'B-1' },
  ],
  uomPermissions: [
    { accountId: 'contract', sku: 'PACKED', uoms: ['CS12'] },
    { accountId: 'contract', sku: 'OFFER', uoms: ['CS12'] },
    { accountId: 'branch', sku: 'OFFER', uoms: ['EA'] },
  ],
  listPrices: [
    {
      sku: 'BEARING',
      priceList: 'USD-LIST',
      tiers: [
        { minimumQuantity: '500', amount: '15.00' },
        { minimumQuantity: always, amount: '20.00' },
      ],
    },
    { sku: 'BEARING', priceList: 'USD-OLD', tiers: [{ minimumQuantity: always, amount: '1.00' }] },
    { sku: 'BEARING', priceList: 'JPY-LIST', tiers: [{ minimumQuantity: always, amount: '2980.5' }] },
    { sku: 'BEARING', priceList: 'KWD-LIST', tiers: [{ minimumQuantity: always, amount: '6.1115' }] },
    {
      sku: 'BOLT',
      priceList: 'USD-LIST',
      basisQuantity: '100',
      tiers: [{ minimumQuantity: always, amount: '13.205' }],
    },
    { sku: 'CABLE', priceList: 'USD-LIST', tiers: [{ minimumQuantity: always, amount: '3.10' }] },
    { sku: 'GLOVE', priceList: 'USD-LIST', tiers: [{ minimumQuantity: always, amount: '10.00' }] },
    { sku: 'BLOCKED', priceList: 'USD-LIST', tiers: [{ minimumQuantity: always, amount: '1' }] },
    { sku: 'SOON', priceList: 'USD-LIST', tiers: [{ minimumQuantity: always, amount: '9' }] },
    { sku: 'MOTOR', priceList: 'USD-LIST', tiers: [{ minimumQuantity: always, amount: '999' }] },
    { sku: 'PACKED', priceList: 'USD-LIST', tiers: [{ minimumQuantity: always, amount: '2' }] },
    { sku: 'OFFER', priceList: 'USD-LIST', tiers: [{ minimumQuantity: always, amount: '50' }] },
  ],
  promotions: [
    {
      sku: 'OFFER',
      priceList: 'USD-LIST',
      code: 'SUMMER',
      tiers: [{ minimumQuantity: always, amount: '40' }],
      validFrom: '2026-06-01T00:00:00Z',
      validTo: '2026-06-15T18:00:00Z',
    },
  ],
  groupPrices: [
    {
      sku: 'BEARING',
      customerGroup: 'OEM',
      currencyCode: 'USD',
      tiers: [{ minimumQuantity: always, amount: '17.00' }],
    },
  ],
  agreements: [
    {
      number: 'A-1',
      name: 'Bearings 2026',
      accountId: 'contract',
      coversChildren: true,
      currencyCode: 'USD',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
      prices: [
        {
          sku: 'BEARING',
          tiers: [
            { minimumQuantity: always, amount: '14.50' },
            { minimumQuantity: '100', amount: '12.75' },
          ],
        },
        { sku: 'MOTOR', tiers: [{ minimumQuantity: always, amount: '700' }] },
      ],
    },
    {
      number: 'A-2',
      name: 'Bolts for the parent alone',
      accountId: 'contract',
      coversChildren: false,
      currencyCode: 'USD',
      prices: [{ sku: 'BOLT', basisQuantity: '100', tiers: [{ minimumQuantity: always, amount: '9' }] }],
    },
    {
      number: 'A-0',
      name: 'Bearings 2025',
      accountId: 'contract',
      coversChildren: true,
      currencyCode: 'USD',
      validFrom: '2025-01-01',
      validTo: '2025-12-31',
      prices: [{ sku: 'BEARING', tiers: [{ minimumQuantity: always, amount: '1' }] }],
    },
  ],
  projects: [
    {
      id: 'shaft-7',
      number: 'P-7',
      name: 'Shaft 7',
      accountId: 'project',
      currencyCode: 'USD',
      validFrom: '2026-01-01',
      validTo: '2026-06-30',
      prices: [{ sku: 'BEARING', tiers: [{ minimumQuantity: always, amount: '11.00' }], remainingQuantity: '40' }],
    },
    {
      id: 'shaft-8',
      number: 'P-8',
      name: 'Shaft 8',
      accountId: 'project',
      currencyCode: 'USD',
      validFrom: '2027-01-01',
      prices: [{ sku: 'BEARING', tiers: [{ minimumQuantity: always, amount: '10.00' }] }],
    },
  ],
  stock: [
    { sku: 'BEARING', warehouse: 'DAY', onHand: '380', reserved: '0' },
    { sku: 'BEARING', warehouse: 'CHI', onHand: '50', reserved: '20' },
    { sku: 'BEARING', warehouse: 'CONS', onHand: '24', reserved: '0' },
    { sku: 'CABLE', warehouse: 'DAY', onHand: '100.25', reserved: '0' },
    { sku: 'GLOVE', warehouse: 'DAY', onHand: '2', reserved: '0' },
    { sku: 'GONE', warehouse: 'DAY', onHand: '0', reserved: '0' },
    { sku: 'LAST', warehouse: 'DAY', onHand: '0', reserved: '0' },
    { sku: 'COMING', warehouse: 'DAY', onHand: '0', reserved: '5' },
    { sku: 'COMING', warehouse: 'CHI', onHand: '0', reserved: '0' },
    { sku: 'RARE', warehouse: 'DAY', onHand: '3', reserved: '0' },
    { sku: 'OWED', warehouse: 'DAY', onHand: '5', reserved: '12' },
  ],
  futureSupplies: [
    { sku: 'COMING', warehouse: 'DAY', date: '2026-06-14', quantity: '1000', type: 'PURCHASE_ORDER' },
    { sku: 'COMING', warehouse: 'DAY', date: '2026-06-20', quantity: '10', type: 'PURCHASE_ORDER' },
    { sku: 'COMING', warehouse: 'DAY', date: '2026-07-01', quantity: '20', type: 'TRANSFER' },
  ],
};

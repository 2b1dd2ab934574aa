// Every field of the ERP's part of the contract, as one account sees it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queryEntities } from '../query-subgraph.ts';
import { type RunningErp, startErp } from './start-erp.ts';

let erp: RunningErp;
beforeAll(async () => {
  erp = await startErp();
});
afterAll(() => erp.close());

const acme = { account: 'acme' };
const instant = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/);

describe('Product', () => {
  test('item master', async () => {
    const selection = `sku itemStatus itemType baseUom { code name unece decimals } hsCode countryOfOrigin customerPartNumber
      sellingUoms { uom { code name unece decimals } numerator denominator isDefault minimumOrderQuantity orderIncrement }`;
    const { data, errors } = await erp.query({ ...queryEntities('Product', [{ sku: 'BRG-1' }], selection), as: acme });
    expect(errors).toEqual([]);
    expect(data?.['_entities']).toEqual([
      {
        __typename: 'Product',
        sku: 'BRG-1',
        itemStatus: 'ACTIVE',
        itemType: 'INVENTORY',
        baseUom: { code: 'EA', name: 'Each', unece: 'EA', decimals: 0 },
        hsCode: '8482.10',
        countryOfOrigin: 'SE',
        customerPartNumber: 'ACME-77',
        sellingUoms: [
          {
            uom: { code: 'EA', name: 'Each', unece: 'EA', decimals: 0 },
            numerator: '1',
            denominator: '1',
            isDefault: true,
            minimumOrderQuantity: '1',
            orderIncrement: '1',
          },
          {
            uom: { code: 'DZ', name: 'Dozen', unece: 'DZN', decimals: 0 },
            numerator: '12',
            denominator: '1',
            isDefault: false,
            minimumOrderQuantity: '2',
            orderIncrement: '1',
          },
        ],
      },
    ]);
  });

  test('price', async () => {
    const selection = `price(quantity: "2", uom: "DZ", currency: "USD") { __typename ... on Price {
      unitPrice { amount currencyCode basisQuantity basisUom }
      listPrice { amount currencyCode basisQuantity basisUom }
      extendedPrice { amount currencyCode }
      quantity { value uom }
      priceSource
      agreement { number name validFrom validTo }
      tiers { minimumQuantity { value uom } unitPrice { amount currencyCode basisQuantity basisUom } }
      validFrom validTo pricedAt isFirm
    } }`;
    const { data, errors } = await erp.query({ ...queryEntities('Product', [{ sku: 'BRG-1' }], selection), as: acme });
    expect(errors).toEqual([]);
    expect(data?.['_entities']).toMatchObject([
      {
        price: {
          __typename: 'Price',
          unitPrice: { amount: '8.125', currencyCode: 'USD', basisQuantity: '1', basisUom: 'EA' },
          listPrice: { amount: expect.stringMatching(/^10(\.00)?$/), basisUom: 'EA' },
          extendedPrice: { amount: '195.00', currencyCode: 'USD' },
          quantity: { value: '2', uom: 'DZ' },
          priceSource: 'CONTRACT',
          agreement: { number: 'CT-1', name: 'Acme contract', validFrom: '2020-01-01', validTo: '2099-12-31' },
          tiers: [
            { minimumQuantity: { value: '0', uom: 'EA' }, unitPrice: { amount: '8.125' } },
            { minimumQuantity: { value: '100', uom: 'EA' } },
          ],
          pricedAt: instant,
          isFirm: false,
        },
      },
    ]);
  });

  test('availability and consignment stock', async () => {
    const location = `warehouse { code name type city country } onHand { value uom } reserved { value uom }
      available { value uom } futureSupply { date quantity { value uom } type }`;
    const selection = `availability { status totalAvailable { value uom } locations { ${location} }
      leadTime { businessDays basis } isBackorderAllowed asOf } consignmentStock { ${location} }`;
    const { data, errors } = await erp.query({
      ...queryEntities('Product', [{ sku: 'BRG-1' }, { sku: 'CABLE-1' }], selection),
      as: acme,
    });
    expect(errors).toEqual([]);
    expect(data?.['_entities']).toEqual([
      {
        __typename: 'Product',
        availability: {
          status: 'IN_STOCK',
          totalAvailable: { value: '82', uom: 'EA' },
          locations: [
            {
              warehouse: { code: 'CHI', name: 'Chicago', type: 'BRANCH', city: 'Chicago', country: 'US' },
              onHand: { value: '12', uom: 'EA' },
              reserved: { value: '0', uom: 'EA' },
              available: { value: '12', uom: 'EA' },
              futureSupply: [{ date: '2099-01-15', quantity: { value: '200', uom: 'EA' }, type: 'PURCHASE_ORDER' }],
            },
            {
              warehouse: { code: 'DAY', name: 'Dayton', type: 'DISTRIBUTION_CENTER', city: 'Dayton', country: 'US' },
              onHand: { value: '100', uom: 'EA' },
              reserved: { value: '30', uom: 'EA' },
              available: { value: '70', uom: 'EA' },
              futureSupply: [],
            },
          ],
          leadTime: null,
          isBackorderAllowed: true,
          asOf: instant,
        },
        consignmentStock: [
          {
            warehouse: { code: 'CONS-ACME', name: 'Acme works', type: 'CONSIGNMENT', city: null, country: null },
            onHand: { value: '40', uom: 'EA' },
            reserved: { value: '5', uom: 'EA' },
            available: { value: '35', uom: 'EA' },
            futureSupply: [],
          },
        ],
      },
      {
        __typename: 'Product',
        availability: {
          status: 'BACKORDERABLE',
          totalAvailable: { value: '0', uom: 'M' },
          locations: [],
          leadTime: { businessDays: 10, basis: 'SUPPLIER' },
          isBackorderAllowed: true,
          asOf: instant,
        },
        consignmentStock: [],
      },
    ]);
  });

  test('availability over chosen warehouses is counted for exactly those', async () => {
    const selection = `both: availability(warehouses: ["CHI", "DAY", "CHI"]) { status totalAvailable { value } }
      branch: availability(warehouses: ["CHI"]) { status totalAvailable { value } locations { warehouse { code } } }
      nowhere: availability(warehouses: ["NOPE"]) { status totalAvailable { value } locations { warehouse { code } } }
      foreign: availability(warehouses: ["CONS-ACME"]) { totalAvailable { value } locations { warehouse { code } } }`;
    const { data, errors } = await erp.query({ ...queryEntities('Product', [{ sku: 'BRG-1' }], selection), as: acme });
    expect(errors).toEqual([]);
    expect(data?.['_entities']).toMatchObject([
      {
        both: { status: 'IN_STOCK', totalAvailable: { value: '82' } },
        branch: { status: 'LOW_STOCK', totalAvailable: { value: '12' }, locations: [{ warehouse: { code: 'CHI' } }] },
        nowhere: { totalAvailable: { value: '0' }, locations: [] },
        foreign: { totalAvailable: { value: '0' }, locations: [] },
      },
    ]);
  });

  test.each([
    ['[]', 'is empty'],
    ['[""]', 'a code has 1 to 32 characters'],
    [JSON.stringify(Array.from({ length: 101 }, (_, index) => `W${index}`)), 'at most 100'],
  ])('availability refuses warehouses %s', async (warehouses, message) => {
    const selection = `availability(warehouses: ${warehouses}) { status }`;
    const { data, errors } = await erp.query(queryEntities('Product', [{ sku: 'BRG-1' }], selection));
    expect(errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(data?.['_entities']).toEqual([{ __typename: 'Product', availability: null }]);
  });
});

describe('Warehouse', () => {
  test('all shared ones, and the account’s own consignment', async () => {
    const query = '{ warehouses { code name type city country } }';
    const own = await erp.query({ query, as: acme });
    expect(own.data?.['warehouses']).toContainEqual({
      code: 'CONS-ACME',
      name: 'Acme works',
      type: 'CONSIGNMENT',
      city: null,
      country: null,
    });
    const anonymous = await erp.query({ query });
    expect(anonymous.data?.['warehouses']).toMatchObject([{ code: 'CHI' }, { code: 'DAY' }]);
  });

  test('by reference', async () => {
    const { data } = await erp.query(
      queryEntities('Warehouse', [{ code: 'DAY' }, { code: 'NOPE' }], 'code name type city'),
    );
    expect(data?.['_entities']).toEqual([
      { __typename: 'Warehouse', code: 'DAY', name: 'Dayton', type: 'DISTRIBUTION_CENTER', city: 'Dayton' },
      null,
    ]);
  });
});

test('Account', async () => {
  const query = `{ account {
    id accountNumber name status currencyCode language
    parent { id } children { id }
    paymentTerms { code name netDays discountPercent discountDays }
    preferredWarehouse { code name }
    addresses { id type isDefault name lines city region postalCode country }
    orderPolicy { isPoNumberRequired isShipCompleteOnly areBackordersAllowed areSubstitutionsAllowed }
    credit { status limit { amount currencyCode } balance { amount currencyCode } onOrder { amount } available { amount } overdue { amount } asOf }
  } }`;
  const { data, errors } = await erp.query({ query, as: acme });
  expect(errors).toEqual([]);
  expect(data?.['account']).toMatchObject({
    id: 'acme',
    accountNumber: 'C-acme',
    name: 'The acme company',
    status: 'ACTIVE',
    currencyCode: 'USD',
    language: 'en-US',
    parent: null,
    children: [],
    paymentTerms: { code: '2/10N30', name: '2/10 net 30', netDays: 30, discountPercent: '2', discountDays: 10 },
    preferredWarehouse: { code: 'DAY', name: 'Dayton' },
    addresses: [
      {
        id: 'SHIP-1',
        type: 'SHIP_TO',
        isDefault: true,
        name: 'Acme works',
        lines: ['1 Pump Road'],
        city: 'Dayton',
        region: 'OH',
        postalCode: '45402',
        country: 'US',
      },
    ],
    orderPolicy: {
      isPoNumberRequired: false,
      isShipCompleteOnly: false,
      areBackordersAllowed: true,
      areSubstitutionsAllowed: false,
    },
    credit: {
      status: 'OK',
      limit: { amount: '25000.00', currencyCode: 'USD' },
      balance: { amount: '1200.50', currencyCode: 'USD' },
      onOrder: { amount: '300.00' },
      available: { amount: '23499.50' },
      overdue: { amount: '0.00' },
      asOf: instant,
    },
  });
});

// A small ERP for the OMS to ask: a few items and accounts, chosen for the rules of order entry.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { components } from '@commerce-graph/schema/erp-integration';
import { type ErpSeed, type Switches, createErpSystem } from '@commerce-graph/systems';

type AccountSeed = ErpSeed['accounts'][number];
type ItemSeed = ErpSeed['items'][number];

const erpCredentials = { clientId: 'oms', clientSecret: 'erp-secret' };

const each = {
  uom: 'EA',
  numerator: '1',
  denominator: '1',
  isDefault: true,
  minimumOrderQuantity: '1',
  orderIncrement: '1',
};

function item(sku: string, changes: Partial<ItemSeed> = {}): ItemSeed {
  return {
    sku,
    description: `The ${sku}`,
    status: 'ACTIVE',
    type: 'INVENTORY',
    baseUom: 'EA',
    sellingUoms: [each],
    isBackorderAllowed: true,
    updatedAt: '2026-01-01T00:00:00Z',
    ...changes,
  };
}

function account(id: string, changes: Partial<AccountSeed> = {}): AccountSeed {
  const address = {
    name: 'Plant',
    lines: ['2 Mill Road'],
    city: 'Dayton',
    region: 'OH',
    postalCode: '45402',
    country: 'US',
  };
  return {
    id,
    accountNumber: `C-${id}`,
    name: id,
    status: 'ACTIVE',
    currencyCode: 'USD',
    language: 'en-US',
    priceLists: ['LIST'],
    addresses: [
      { id: 'plant', type: 'SHIP_TO', isDefault: true, ...address },
      { id: 'yard', type: 'SHIP_TO', isDefault: false, ...address, name: 'Yard' },
    ],
    orderPolicy: {
      isPoNumberRequired: false,
      isShipCompleteOnly: false,
      areBackordersAllowed: true,
      areSubstitutionsAllowed: true,
    },
    credit: { balance: '0', onOrder: '0', overdue: '0', isOnHold: false },
    ...changes,
  };
}

const listPrice = (sku: string, amount: string, basisQuantity = '1') => ({
  priceList: 'LIST',
  sku,
  basisQuantity,
  tiers: [{ minimumQuantity: '0', amount }],
});

const erpSeed: ErpSeed = {
  unitsOfMeasure: [
    { code: 'EA', name: 'Each', decimals: 0 },
    { code: 'BX100', name: 'Box of 100', decimals: 0 },
  ],
  warehouses: [{ code: 'DAY', name: 'Dayton', type: 'DISTRIBUTION_CENTER' }],
  paymentTerms: [],
  customerGroups: [],
  priceLists: [{ code: 'LIST', name: 'List', currencyCode: 'USD' }],
  accounts: [
    account('acme'),
    account('borealis'),
    account('strict', {
      orderPolicy: {
        isPoNumberRequired: true,
        isShipCompleteOnly: true,
        areBackordersAllowed: false,
        areSubstitutionsAllowed: false,
      },
      credit: { limit: '1000.00', balance: '0', onOrder: '0', overdue: '0', isOnHold: false },
    }),
    account('limited', { credit: { limit: '1000.00', balance: '0', onOrder: '0', overdue: '0', isOnHold: false } }),
    account('overdue', { credit: { limit: '1000.00', balance: '900', onOrder: '0', overdue: '900', isOnHold: true } }),
  ],
  items: [
    item('PUMP'),
    item('BOLT', {
      sellingUoms: [
        { ...each, isDefault: false, minimumOrderQuantity: '50', orderIncrement: '25' },
        { ...each, uom: 'BX100', numerator: '100' },
      ],
    }),
    // Five in stock, whatever is asked for.
    item('SCARCE'),
    item('LAST', { isBackorderAllowed: false }),
    item('OLD', { status: 'DISCONTINUED' }),
  ],
  customerPartNumbers: [],
  uomPermissions: [],
  listPrices: [
    listPrice('PUMP', '99.90'),
    listPrice('BOLT', '13.205', '100'),
    listPrice('SCARCE', '10'),
    listPrice('LAST', '10'),
    listPrice('OLD', '10'),
  ],
  promotions: [],
  groupPrices: [],
  agreements: [],
  projects: [
    {
      id: 'shaft-7',
      number: 'P-7',
      name: 'Shaft 7',
      accountId: 'acme',
      currencyCode: 'USD',
      prices: [
        { sku: 'PUMP', tiers: [{ minimumQuantity: '0', amount: '80.00' }], remainingQuantity: '200' },
        { sku: 'SCARCE', tiers: [{ minimumQuantity: '0', amount: '8.00' }], remainingQuantity: '20' },
      ],
    },
  ],
  stock: [
    { sku: 'PUMP', warehouse: 'DAY', onHand: '100000', reserved: '0' },
    { sku: 'BOLT', warehouse: 'DAY', onHand: '150', reserved: '0' },
    { sku: 'SCARCE', warehouse: 'DAY', onHand: '5', reserved: '0' },
    { sku: 'LAST', warehouse: 'DAY', onHand: '5', reserved: '0' },
    { sku: 'OLD', warehouse: 'DAY', onHand: '5', reserved: '0' },
  ],
  futureSupplies: [{ sku: 'SCARCE', warehouse: 'DAY', date: '2999-01-01', quantity: '100', type: 'PURCHASE_ORDER' }],
};

export interface RunningErp {
  /** As the OMS needs it. */
  connection: { url: string; clientId: string; clientSecret: string; deadlineMs: number };
  switches: Switches;
  /** Base units of an item that are promised to orders. */
  readReserved(sku: string): Promise<string>;
  /** Whether there is a reservation for an order. */
  hasReservation(orderId: string): Promise<boolean>;
  close(): Promise<void>;
}

export async function startErp(): Promise<RunningErp> {
  const folder = await mkdtemp(path.join(tmpdir(), 'oms-erp-'));
  const system = await createErpSystem({
    databaseFile: path.join(folder, 'erp.db'),
    credentials: erpCredentials,
    seed: erpSeed,
    checkResponses: true,
    logLevel: 'silent',
  });
  const { clientId, clientSecret } = erpCredentials;
  const issued = await fetch(`${system.url}/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  const { access_token: token } = (await issued.json()) as components['schemas']['AccessToken'];
  const authorization = `Bearer ${token}`;

  return {
    connection: { url: system.url, ...erpCredentials, deadlineMs: 2000 },
    switches: system.switches,
    async readReserved(sku) {
      const response = await fetch(`${system.url}/availability/query`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ lines: [{ lineId: '1', sku }] }),
      });
      if (!response.ok) throw new Error(`The ERP answered ${response.status}: ${await response.text()}`);
      const { lines } = (await response.json()) as components['schemas']['AvailabilityQueryResult'];
      const reserved = lines[0]?.locations[0]?.reserved.value;
      if (reserved === undefined) throw new Error(`The ERP keeps no ${sku}.`);
      return reserved;
    },
    async hasReservation(orderId) {
      const response = await fetch(`${system.url}/reservations/${orderId}`, { headers: { authorization } });
      if (response.status !== 200 && response.status !== 404) throw new Error(`The ERP answered ${response.status}.`);
      return response.status === 200;
    },
    async close() {
      await system.close();
      await rm(folder, { recursive: true });
    },
  };
}

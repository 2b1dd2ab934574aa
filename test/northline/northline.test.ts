import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { components as Erp } from '@commerce-graph/schema/erp-integration';
import type { components as Oms } from '@commerce-graph/schema/oms-integration';
import { startSystems } from '@commerce-graph/systems';
import { afterAll, describe, expect, it } from 'vitest';
import { createHttpClient } from '../contracts/http-client.ts';

const dataDir = await mkdtemp(path.join(tmpdir(), 'northline-'));
const client = { clientId: 'tests', clientSecret: 'test-secret' };
const pimUser = { username: 'tests', password: 'test-password' };
// More than the hand-made products, so that generated ones pass the importers too.
const systems = await startSystems({
  dataDir,
  credentials: { erp: client, oms: client, pim: { ...client, ...pimUser } },
  products: 600,
  checkResponses: true,
  logLevel: 'silent',
});
const erp = createHttpClient(systems.erp.url, client);
const oms = createHttpClient(systems.oms.url, client);

afterAll(async () => {
  await systems.close();
  await rm(dataDir, { recursive: true });
});

type PriceLine = Partial<Erp['schemas']['PriceQueryLine']>;

/** The answer to one line: its outcome, where the price comes from, what a unit and the whole cost. */
async function tellPrice(accountId: string, sku: string, line: PriceLine = {}): Promise<string> {
  const body = { accountId, purpose: 'BROWSE', lines: [{ lineId: '1', sku, quantity: '1', ...line }] };
  const answer = await erp.send('POST', '/prices/query', { body });
  const [priced] = (answer.body as Erp['schemas']['PriceQueryResult']).lines;
  if (priced?.outcome === 'ON_REQUEST') return 'ON_REQUEST';
  if (priced?.outcome !== 'PRICED') return priced?.code ?? 'NO ANSWER';
  return `${priced.source} ${priced.unitPrice.amount}/${priced.unitPrice.basisQuantity} = ${priced.extendedPrice.amount} ${priced.extendedPrice.currencyCode}`;
}

describe('prices', () => {
  it.each<[story: string, account: string, sku: string, line: PriceLine, expected: string]>([
    ['the counter pays the list', 'walk-in', 'BRG-6205-2RS', {}, 'LIST 18.40/1 = 18.40 USD'],
    [
      'a dozen is a break',
      'walk-in',
      'BRG-6205-2RS',
      { quantity: '1', uom: 'CS12' },
      'QUANTITY_BREAK 17.95/1 = 215.40 USD',
    ],
    ['Acme has a contract', 'acme', 'BRG-6205-2RS', {}, 'CONTRACT 14.72/1 = 14.72 USD'],
    [
      '99 pieces are below its last break',
      'acme',
      'BRG-6205-2RS',
      { quantity: '99' },
      'CONTRACT 13.60/1 = 1346.40 USD',
    ],
    [
      'nine cases are 108 pieces',
      'acme',
      'BRG-6205-2RS',
      { quantity: '9', uom: 'CS12' },
      'CONTRACT 12.75/1 = 1377.00 USD',
    ],
    ['the contract covers the plants', 'acme-dayton', 'BRG-6205-2RS', {}, 'CONTRACT 14.72/1 = 14.72 USD'],
    ['Houston has a better one until tomorrow', 'acme-houston', 'BRG-6204-2RS', {}, 'CONTRACT 9.95/1 = 9.95 USD'],
    [
      'Houston also buys in pesos',
      'acme-houston',
      'BRG-6305-2RS',
      { currencyCode: 'MXN' },
      'LIST 452.64/1 = 452.64 MXN',
    ],
    ['makers of equipment have group prices', 'acme', 'BRG-6206-2RS', {}, 'CUSTOMER_GROUP 20.10/1 = 20.10 USD'],
    ['Borealis pays in Canadian dollars', 'borealis', 'BRG-6205-2RS', {}, 'CONTRACT 22.40/1 = 22.40 CAD'],
    ['and less for its shaft', 'borealis', 'BRG-6205-2RS', { projectId: 'shaft-7' }, 'PROJECT 19.80/1 = 19.80 CAD'],
    ['but not for the finished one', 'borealis', 'BRG-6205-2RS', { projectId: 'shaft-6' }, 'UNKNOWN_PROJECT'],
    ['the large pump must be asked for', 'walk-in', 'PX-400', {}, 'ON_REQUEST'],
    ['unless a project has it', 'borealis', 'PX-400', { projectId: 'shaft-7' }, 'PROJECT 3750.00/1 = 3750.00 CAD'],
    ['yen have no cents', 'kyoto', 'PX-200', { quantity: '2' }, 'CONTRACT 182000/1 = 364000 JPY'],
    ['there is no list of lubricants in yen', 'kyoto', 'LUB-HYD-46', {}, 'NO_PRICE'],
    ['nor of anything in pesos for Kyoto', 'kyoto', 'PX-200', { currencyCode: 'MXN' }, 'NO_PRICE_IN_CURRENCY'],
    ['bolts are priced per hundred', 'walk-in', 'BLT-4017-M12X50-88', { quantity: '3' }, 'LIST 36.40/100 = 109.20 USD'],
    ['a can is a twelfth of a case', 'walk-in', 'LUB-PEN-400', { uom: 'EA' }, 'LIST 94.80/1 = 7.90 USD'],
    ['Acme takes whole cases only', 'acme', 'LUB-PEN-400', { uom: 'EA' }, 'UOM_NOT_PERMITTED'],
    [
      'cable is cut by the foot',
      'walk-in',
      'CBL-H07VK-2.5-BK',
      { quantity: '100', uom: 'FT' },
      'LIST 0.66/1 = 20.12 USD',
    ],
    ['gloves are on offer today', 'walk-in', 'SAF-GLV-CUT-9', {}, 'PROMOTION 8.20/1 = 8.20 USD'],
    ['what is recalled is not sold', 'walk-in', 'LUB-CNT-400', {}, 'ITEM_BLOCKED'],
  ])('%s', async (_, account, sku, line, expected) => {
    expect(await tellPrice(account, sku, line)).toBe(expected);
  });
});

describe('stock', () => {
  async function readStock(sku: string, accountId?: string) {
    const body = { lines: [{ lineId: '1', sku }], ...(accountId !== undefined && { accountId }) };
    const answer = await erp.send('POST', '/availability/query', { body });
    return answer.body;
  }

  it('shows Acme, and nobody else, what lies at its plant', async () => {
    expect(JSON.stringify(await readStock('BRG-6205-2RS', 'acme'))).toContain('CONS-ACME');
    expect(JSON.stringify(await readStock('BRG-6205-2RS', 'borealis'))).not.toContain('CONS-ACME');
  });
});

describe('orders', () => {
  it('come out in every state they were written in', async () => {
    const accounts = ['acme', 'acme-dayton', 'acme-houston', 'borealis', 'kyoto', 'walk-in', 'overdue', 'govfed'];
    const searches = accounts.map((accountId) => ({ searchId: accountId, accountId, first: 100 }));
    const answer = await oms.send('POST', '/orders/search', { body: { searches } });
    const { results } = answer.body as Oms['schemas']['OrderSearchResponse'];
    const statuses = Object.fromEntries(
      results.flatMap(({ orders }) => orders.map(({ orderNumber, status }) => [orderNumber, status])),
    );
    expect(statuses).toMatchObject({
      'SO-100201': 'COMPLETED',
      'SO-100260': 'CANCELLED',
      'SO-100275': 'DELIVERED',
      'SO-100281': 'PARTIALLY_SHIPPED',
      'SO-100284': 'SHIPPED',
      'SO-100287': 'UNKNOWN',
      'SO-100290': 'BACKORDERED',
      'SO-100297': 'PROCESSING',
      'SO-100298': 'ON_HOLD',
      'SO-100305': 'SUBMITTED',
    });
    expect(Object.keys(statuses).length).toBeGreaterThan(25);
  });
});

import type { components } from '@commerce-graph/schema/erp-integration';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { today } from './seed.ts';
import { startErp } from './start-erp.ts';

type Schemas = components['schemas'];
type Line = Partial<Schemas['PriceQueryLine']>;

const erp = await startErp();
beforeEach(() => {
  erp.now = new Date(`${today}T12:00:00Z`);
});
afterAll(() => erp.stop());

async function price(accountId: string, lines: Line[], purpose = 'BROWSE'): Promise<Schemas['PriceAnswer'][]> {
  const numbered = lines.map((line, index) => ({ lineId: String(index), sku: 'BEARING', quantity: '1', ...line }));
  const { body } = await erp.send('POST', '/prices/query', { body: { accountId, purpose, lines: numbered } });
  return (body as Schemas['PriceQueryResult']).lines;
}

describe('each account gets its own price', () => {
  it.each([
    ['contract', { source: 'CONTRACT', unitPrice: { amount: '14.50' }, agreement: { number: 'A-1' } }],
    ['branch', { source: 'CONTRACT', unitPrice: { amount: '14.50' } }],
    ['group', { source: 'CUSTOMER_GROUP', unitPrice: { amount: '17.00' } }],
    ['list', { source: 'LIST', unitPrice: { amount: '20.00' } }],
    [
      'yen',
      { source: 'LIST', unitPrice: { amount: '2980.5' }, extendedPrice: { amount: '2981', currencyCode: 'JPY' } },
    ],
    ['dinar', { source: 'LIST', extendedPrice: { amount: '6.112', currencyCode: 'KWD' } }],
  ])('%s', async (accountId, expected) => {
    expect(await price(accountId, [{}])).toMatchObject([expected]);
  });

  it('tells the whole of a contract price', async () => {
    const unit = { currencyCode: 'USD', basisQuantity: '1', basisUom: 'EA' };
    expect(await price('contract', [{ quantity: '9', uom: 'CS12' }])).toEqual([
      {
        lineId: '0',
        sku: 'BEARING',
        outcome: 'PRICED',
        quantity: { value: '9', uom: 'CS12' },
        unitPrice: { amount: '12.75', ...unit },
        listPrice: { amount: '20.00', ...unit },
        extendedPrice: { amount: '1377.00', currencyCode: 'USD' },
        source: 'CONTRACT',
        agreement: { number: 'A-1', name: 'Bearings 2026', validFrom: '2026-01-01', validTo: '2026-12-31' },
        tiers: [
          { minimumQuantity: { value: '0', uom: 'EA' }, unitPrice: { amount: '14.50', ...unit } },
          { minimumQuantity: { value: '100', uom: 'EA' }, unitPrice: { amount: '12.75', ...unit } },
        ],
        validFrom: '2026-01-01T00:00:00.000Z',
        validTo: '2027-01-01T00:00:00.000Z',
        changesAt: '2027-01-01T00:00:00.000Z',
        isFirm: false,
      },
    ]);
  });

  it('shares a contract with the accounts below it only where the contract says so', async () => {
    expect(await price('contract', [{ sku: 'BOLT' }])).toMatchObject([
      { source: 'CONTRACT', agreement: { number: 'A-2' } },
    ]);
    expect(await price('branch', [{ sku: 'BOLT' }])).toMatchObject([{ source: 'LIST' }]);
  });

  it('answers in another currency that the account has a price list for', async () => {
    const answers = await price('yen', [{ currencyCode: 'USD' }, { currencyCode: 'KWD' }]);
    expect(answers).toMatchObject([{ unitPrice: { amount: '20.00' } }, { code: 'NO_PRICE_IN_CURRENCY' }]);
  });
});

describe('quantities and units', () => {
  it('orders tiers by quantity, whatever their order in the import', async () => {
    const answers = await price('list', [{ quantity: '499' }, { quantity: '500' }]);
    expect(answers).toMatchObject([
      { source: 'LIST', unitPrice: { amount: '20.00' } },
      { source: 'QUANTITY_BREAK', unitPrice: { amount: '15.00' } },
    ]);
  });

  it('prices per hundred, cut lengths, feet of a metre, and pieces of a dozen', async () => {
    const answers = await price('list', [
      { sku: 'BOLT', quantity: '250' },
      { sku: 'CABLE', quantity: '12.75' },
      { sku: 'CABLE', quantity: '10.5', uom: 'FT' },
      { sku: 'GLOVE', quantity: '1' },
    ]);
    expect(answers).toMatchObject([
      { unitPrice: { amount: '13.205', basisQuantity: '100' }, extendedPrice: { amount: '33.01' } },
      { extendedPrice: { amount: '39.53' } },
      // 10.5 x 0.3048 m x 3.10 = 9.921...
      { unitPrice: { amount: '3.10', basisUom: 'M' }, extendedPrice: { amount: '9.92' } },
      { extendedPrice: { amount: '0.83' } },
    ]);
  });

  it('takes the permitted unit for the default where the account may not buy in the default', async () => {
    const lines = [{ sku: 'PACKED' }, { sku: 'PACKED', uom: 'EA' }];
    for (const accountId of ['contract', 'branch']) {
      expect(await price(accountId, lines)).toMatchObject([
        { quantity: { uom: 'CS12' }, extendedPrice: { amount: '24.00' } },
        { code: 'UOM_NOT_PERMITTED' },
      ]);
    }
    expect(await price('list', lines)).toMatchObject([{ quantity: { uom: 'EA' } }, { quantity: { uom: 'EA' } }]);
  });
});

describe('items without a price', () => {
  it('says why', async () => {
    const skus = ['BLOCKED', 'GONE', 'UNPRICED', 'NOWHERE', 'MOTOR'];
    const answers = await price(
      'list',
      skus.map((sku) => ({ sku })),
    );
    expect(answers.map((answer) => ('code' in answer ? answer.code : answer.outcome))).toEqual([
      'ITEM_BLOCKED',
      'ITEM_BLOCKED',
      'NO_PRICE',
      'UNKNOWN_ITEM',
      'ON_REQUEST',
    ]);
  });

  it('has a price on request for the account that agreed on one', async () => {
    expect(await price('contract', [{ sku: 'MOTOR' }])).toMatchObject([{ unitPrice: { amount: '700.00' } }]);
  });

  it('shows the price of an item in preview, but does not sell it', async () => {
    expect(await price('list', [{ sku: 'SOON' }])).toMatchObject([{ outcome: 'PRICED' }]);
    expect(await price('list', [{ sku: 'SOON' }], 'FIRM')).toMatchObject([{ code: 'ITEM_BLOCKED' }]);
  });
});

describe('projects', () => {
  it('have their price only for lines that name them, while they run, and as far as it goes', async () => {
    const answers = await price('project', [
      {},
      { projectId: 'shaft-7', quantity: '40' },
      { projectId: 'shaft-7', quantity: '41' },
      { projectId: 'shaft-8' },
    ]);
    expect(answers).toMatchObject([
      { source: 'LIST' },
      { source: 'PROJECT', unitPrice: { amount: '11.00' }, agreement: { number: 'P-7' } },
      { source: 'LIST' },
      { code: 'UNKNOWN_PROJECT', changesAt: '2027-01-01T00:00:00.000Z' },
    ]);
  });

  it('count the lines of a firm query together, in their order, as one order', async () => {
    const lines = [
      { projectId: 'shaft-7', quantity: '30' },
      { projectId: 'shaft-7', quantity: '30' },
      { quantity: '30' },
      { projectId: 'shaft-7', quantity: '1', uom: 'CS12' },
      { projectId: 'shaft-7', quantity: '10' },
      { projectId: 'shaft-7', quantity: '1' },
    ];
    const sources = async (purpose: string) =>
      (await price('project', lines, purpose)).map((answer) => ('source' in answer ? answer.source : answer.outcome));
    expect(await sources('FIRM')).toEqual(['PROJECT', 'LIST', 'LIST', 'LIST', 'PROJECT', 'LIST']);
    // Nothing is called off by asking.
    expect(await sources('FIRM')).toEqual(['PROJECT', 'LIST', 'LIST', 'LIST', 'PROJECT', 'LIST']);
    // Browsing asks for alternatives, of which a page shows several: each stands for itself.
    expect(await sources('BROWSE')).toEqual(['PROJECT', 'PROJECT', 'LIST', 'PROJECT', 'PROJECT', 'PROJECT']);
  });

  it('are unknown to every other account', async () => {
    expect(await price('contract', [{ projectId: 'shaft-7' }])).toMatchObject([{ code: 'UNKNOWN_PROJECT' }]);
  });

  it('run through their last day', async () => {
    erp.now = new Date('2026-06-30T23:59:59.999Z');
    expect(await price('project', [{ projectId: 'shaft-7' }])).toMatchObject([{ source: 'PROJECT' }]);
    erp.now = new Date('2026-07-01T00:00:00Z');
    expect(await price('project', [{ projectId: 'shaft-7' }])).toMatchObject([{ code: 'UNKNOWN_PROJECT' }]);
  });
});

describe('time', () => {
  it('starts and ends a promotion to the instant, and tells beforehand', async () => {
    const at = async (instant: string) => {
      erp.now = new Date(instant);
      const [answer] = await price('list', [{ sku: 'OFFER' }]);
      return answer;
    };
    expect(await at('2026-05-31T23:59:59.999Z')).toMatchObject({
      source: 'LIST',
      changesAt: '2026-06-01T00:00:00.000Z',
    });
    const promotion = {
      source: 'PROMOTION',
      validTo: '2026-06-15T18:00:00.000Z',
      changesAt: '2026-06-15T18:00:00.000Z',
    };
    expect(await at('2026-06-01T00:00:00Z')).toMatchObject(promotion);
    expect(await at('2026-06-15T17:59:59.999Z')).toMatchObject(promotion);
    const after = await at('2026-06-15T18:00:00Z');
    expect(after).toMatchObject({ source: 'LIST' });
    expect(after).not.toHaveProperty('changesAt');
  });
});

import type { components } from '@commerce-graph/schema/erp-integration';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningErp, startErp } from './start-erp.ts';

type Schemas = components['schemas'];
type Request = Partial<Omit<Schemas['ReservationRequest'], 'lines'>>;
type Line = Partial<Schemas['ReservationRequestLine']>;

let erp: RunningErp;
beforeEach(async () => {
  erp = await startErp();
});
afterEach(() => erp.stop());

function reserve(lines: Line[], request: Request = {}) {
  const numbered = lines.map((line, index) => ({ lineId: String(index), sku: 'BEARING', quantity: '1', ...line }));
  return erp.send('POST', '/reservations', {
    body: { reference: 'SO-1', accountId: 'contract', ...request, lines: numbered },
  });
}

/** On hand, reserved and available by warehouse, as the contract account sees them. */
async function readStock(sku: string): Promise<Record<string, string>> {
  const body = { accountId: 'contract', lines: [{ lineId: '1', sku }] };
  const answer = await erp.send('POST', '/availability/query', { body });
  const [line] = (answer.body as Schemas['AvailabilityQueryResult']).lines;
  const places = [...(line?.locations ?? []), ...(line?.consignment ?? [])];
  return Object.fromEntries(
    places.map(({ warehouse, onHand, reserved, available }) => [
      warehouse,
      `${onHand.value}-${reserved.value}=${available.value}`,
    ]),
  );
}

async function readOnOrder(accountId = 'contract'): Promise<string | undefined> {
  const { body } = await erp.send('POST', '/credit/query', { body: { accountIds: [accountId] } });
  return (body as Schemas['CreditQueryResult']).credits[0]?.onOrder.amount;
}

const untouched = { CHI: '50-20=30', DAY: '380-0=380', CONS: '24-0=24' };

describe('a reservation', () => {
  it('takes stock and credit, and gives both back when released', async () => {
    const value = { amount: '250.5', currencyCode: 'USD' };
    const made = await reserve([{ quantity: '60' }], { value });
    expect(made).toMatchObject({
      status: 201,
      body: {
        reference: 'SO-1',
        createdAt: '2026-06-15T12:00:00.000Z',
        value: { amount: '250.50', currencyCode: 'USD' },
        lines: [
          {
            quantity: { value: '60', uom: 'EA' },
            allocations: [
              { warehouse: 'CONS', quantity: { value: '24' } },
              { warehouse: 'CHI', quantity: { value: '30' } },
              { warehouse: 'DAY', quantity: { value: '6' } },
            ],
            backordered: { value: '0', uom: 'EA' },
          },
        ],
      },
    });
    expect(await readStock('BEARING')).toEqual({ CHI: '50-50=0', DAY: '380-6=374', CONS: '24-24=0' });
    expect(await readOnOrder()).toBe('250.50');

    expect(await erp.send('DELETE', '/reservations/SO-1')).toMatchObject({ status: 204 });
    expect(await readStock('BEARING')).toEqual(untouched);
    expect(await readOnOrder()).toBe('0.00');
  });

  it('counts once, however often it is asked for, and whatever the order of its properties', async () => {
    const value = { amount: '10', currencyCode: 'USD' };
    const first = await reserve([{ quantity: '5', warehouses: ['DAY'] }], { value });
    const body = {
      lines: [{ warehouses: ['DAY'], quantity: '5', sku: 'BEARING', lineId: '0' }],
      isShipCompleteOnly: false,
      value: { currencyCode: 'USD', amount: '10' },
      accountId: 'contract',
      reference: 'SO-1',
    };
    erp.now = new Date('2026-06-16T00:00:00Z');
    expect(await erp.send('POST', '/reservations', { body })).toMatchObject({ status: 200, body: first.body });
    expect(await readStock('BEARING')).toMatchObject({ DAY: '380-5=375' });
    expect(await readOnOrder()).toBe('10.00');
  });

  it('counts once when the same request comes many times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => reserve([{ quantity: '5', warehouses: ['DAY'] }])),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
    expect(await readStock('BEARING')).toMatchObject({ DAY: '380-5=375' });
  });

  it('refuses a used reference for anything else, and leaves the first as it is', async () => {
    await reserve([{ quantity: '5', warehouses: ['DAY'] }]);
    for (const [lines, request] of [
      [[{ quantity: '6', warehouses: ['DAY'] }], {}],
      [[{ quantity: '5', warehouses: ['DAY'] }], { accountId: 'list' }],
      [[{ quantity: '5', warehouses: ['DAY'] }], { isShipCompleteOnly: true }],
    ] satisfies [Line[], Request][]) {
      expect(await reserve(lines, request)).toMatchObject({ status: 409, body: { code: 'REFERENCE_CONFLICT' } });
    }
    expect(await readStock('BEARING')).toMatchObject({ DAY: '380-5=375' });
  });

  it('can use a reference again after its release', async () => {
    await reserve([{ quantity: '5' }]);
    await erp.send('DELETE', '/reservations/SO-1');
    expect(await reserve([{ quantity: '6' }])).toMatchObject({ status: 201 });
  });

  it('never takes the consignment stock of another account', async () => {
    const { body } = await reserve([{ quantity: '430' }], { accountId: 'list' });
    const [line] = (body as Schemas['Reservation']).lines;
    expect(line?.allocations.map(({ warehouse, quantity }) => [warehouse, quantity.value])).toEqual([
      ['DAY', '380'],
      ['CHI', '30'],
    ]);
    expect(line?.backordered.value).toBe('20');
    expect(await readStock('BEARING')).toMatchObject({ CONS: '24-0=24' });
    const named = await reserve([{ quantity: '1', warehouses: ['CONS'] }], { accountId: 'list', reference: 'SO-2' });
    expect(named.body).toMatchObject({ lines: [{ allocations: [], backordered: { value: '1' } }] });
  });
});

describe('several lines of one item', () => {
  it('share the stock: the second gets what the first left', async () => {
    const lines = [{ sku: 'RARE', quantity: '2' }, { sku: 'RARE' }];
    expect(await reserve(lines)).toMatchObject({ status: 201 });
    expect(await readStock('RARE')).toEqual({ DAY: '3-3=0' });
    const more = await reserve([...lines, { sku: 'RARE' }], { reference: 'SO-2', accountId: 'list' });
    expect(more).toMatchObject({ status: 409, body: { code: 'INSUFFICIENT_STOCK' } });
  });
});

describe('what is missing', () => {
  it('is backordered, owed by the warehouse that waits for it, and expected with the receipts', async () => {
    const { body } = await reserve([{ sku: 'COMING', quantity: '7' }]);
    expect(body).toMatchObject({
      lines: [{ allocations: [], backordered: { value: '7', uom: 'EA' }, expectedDate: '2026-07-01' }],
    });
    // 5 were promised already; of the 10 that come first, only 5 are left.
    expect(await readStock('COMING')).toEqual({ CHI: '0-0=0', DAY: '0-12=0' });
    await erp.send('DELETE', '/reservations/SO-1');
    expect(await readStock('COMING')).toMatchObject({ DAY: '0-5=0' });
  });

  it('is shipped by the supplier where one does', async () => {
    const { body } = await reserve([{ sku: 'SEAL', quantity: '1000' }]);
    expect(body).toMatchObject({
      lines: [{ allocations: [{ warehouse: 'SUP', quantity: { value: '1000' } }], backordered: { value: '0' } }],
    });
  });

  it.each([
    ['the item is not bought in again', 'LAST', {}],
    ['the item may not be backordered', 'RARE', {}],
    ['the account takes no backorders', 'OWED', { accountId: 'no-backorders' }],
    ['the order is only shipped complete', 'OWED', { isShipCompleteOnly: true }],
  ] satisfies [string, string, Request][])('refuses the order when %s', async (_case, sku, request) => {
    const answer = await reserve([{}, { sku, quantity: '4' }], request);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'INSUFFICIENT_STOCK', errors: [{ pointer: '/lines/1', code: 'INSUFFICIENT_STOCK' }] },
    });
    expect(await readStock('BEARING')).toEqual(untouched);
  });
});

describe('what cannot be ordered', () => {
  it('is named, line by line, and nothing is reserved', async () => {
    const answer = await reserve([
      {},
      { sku: 'BLOCKED' },
      { sku: 'SOON' },
      { sku: 'PACKED', uom: 'EA' },
      { quantity: '1.5' },
      { sku: 'NOWHERE' },
    ]);
    expect(answer).toMatchObject({ status: 422, body: { code: 'NOT_RESERVABLE' } });
    const { errors } = answer.body as Schemas['Problem'];
    expect(errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/lines/1', 'ITEM_BLOCKED'],
      ['/lines/2', 'ITEM_BLOCKED'],
      ['/lines/3', 'UOM_NOT_PERMITTED'],
      ['/lines/4', 'INVALID_QUANTITY'],
      ['/lines/5', 'UNKNOWN_ITEM'],
    ]);
    expect(await readStock('BEARING')).toEqual(untouched);
  });

  it('includes everything for an account that is blocked', async () => {
    const answer = await reserve([{}], { accountId: 'blocked' });
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/accountId', code: 'ACCOUNT_BLOCKED' }] },
    });
  });

  it('includes a value in another currency than that of the credit', async () => {
    const answer = await reserve([{}], { value: { amount: '1', currencyCode: 'EUR' } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ code: 'CURRENCY_MISMATCH' }] } });
    expect(await readStock('BEARING')).toEqual(untouched);
  });
});

describe('lines sold at the price of a project', () => {
  const project = { projectId: 'shaft-7', warehouses: ['DAY'] };
  const forProject = (reference: string) => ({ reference, accountId: 'project' });

  /** Whether one line of so many would get the project's price, of which 40 pieces may be called off. */
  async function hasProjectPrice(quantity: string): Promise<boolean> {
    const lines = [{ lineId: '1', sku: 'BEARING', quantity, projectId: 'shaft-7' }];
    const { body } = await erp.send('POST', '/prices/query', {
      body: { accountId: 'project', purpose: 'FIRM', lines },
    });
    const [answer] = (body as Schemas['PriceQueryResult']).lines;
    return answer?.outcome === 'PRICED' && answer.source === 'PROJECT';
  }

  it('call off what is left of it, and give it back when released', async () => {
    const lines = [{ ...project, quantity: '1', uom: 'CS12' }, { ...project, quantity: '18' }, { quantity: '40' }];
    expect(await reserve(lines, forProject('SO-1'))).toMatchObject({ status: 201 });
    expect(await reserve(lines, forProject('SO-1'))).toMatchObject({ status: 200 });
    expect([await hasProjectPrice('10'), await hasProjectPrice('11')]).toEqual([true, false]);
    await erp.restart();
    expect(await reserve([{ ...project, quantity: '10' }], forProject('SO-2'))).toMatchObject({ status: 201 });
    expect(await hasProjectPrice('1')).toBe(false);
    await erp.send('DELETE', '/reservations/SO-1');
    expect([await hasProjectPrice('30'), await hasProjectPrice('31')]).toEqual([true, false]);
  });

  it('never take more than is left, over the lines of one order and over orders that come at once', async () => {
    const twice = await reserve(
      [
        { ...project, quantity: '30' },
        { ...project, quantity: '30' },
      ],
      forProject('SO-1'),
    );
    expect(twice).toMatchObject({
      status: 409,
      body: {
        code: 'PROJECT_PRICE_UNAVAILABLE',
        errors: [{ pointer: '/lines/1', message: expect.stringContaining('shaft-7') }],
      },
    });
    expect(await readStock('BEARING')).toEqual(untouched);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => reserve([{ ...project, quantity: '15' }], forProject(`SO-${index}`))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect([await hasProjectPrice('10'), await hasProjectPrice('11')]).toEqual([true, false]);
  });

  it("are refused for a project that is not the account's own, and after its last day", async () => {
    expect(await reserve([project])).toMatchObject({
      status: 422,
      body: { code: 'NOT_RESERVABLE', errors: [{ pointer: '/lines/0', code: 'UNKNOWN_PROJECT' }] },
    });
    erp.now = new Date('2026-07-01T00:00:00Z');
    expect(await reserve([project], forProject('SO-1'))).toMatchObject({ body: { code: 'PROJECT_PRICE_UNAVAILABLE' } });
  });
});

describe('credit', () => {
  const worth = (amount: string, reference = 'SO-1') => ({ reference, value: { amount, currencyCode: 'USD' } });

  it('is given to the last cent, and not a cent more', async () => {
    expect(await reserve([{}], worth('899.99'))).toMatchObject({ status: 201 });
    const refused = await reserve([{}], worth('0.02', 'SO-2'));
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'CREDIT_LIMIT_EXCEEDED',
        errors: [{ pointer: '/value/amount', code: 'CREDIT_LIMIT_EXCEEDED', message: expect.stringContaining('0.01') }],
      },
    });
    expect(await erp.send('GET', '/reservations/SO-2')).toMatchObject({ status: 404 });
    expect(await reserve([{}], worth('0.01', 'SO-3'))).toMatchObject({ status: 201 });
  });

  it('is never exceeded, however many orders come at once', async () => {
    const references = Array.from({ length: 10 }, (_, index) => `SO-${index}`);
    const answers = await Promise.all(
      references.map((reference) => reserve([{ warehouses: ['DAY'] }], worth('300', reference))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
    expect(await readOnOrder()).toBe('900.00');
    expect(await readStock('BEARING')).toMatchObject({ DAY: '380-3=377' });
  });

  it('that was used up by a reservation still answers the same request with it', async () => {
    const made = await reserve([{}], worth('900'));
    expect(await reserve([{}], worth('900'))).toMatchObject({ status: 200, body: made.body });
  });

  it('comes back with the release', async () => {
    await reserve([{}], worth('900'));
    await erp.send('DELETE', '/reservations/SO-1');
    expect(await reserve([{}], worth('900', 'SO-2'))).toMatchObject({ status: 201 });
  });

  it('has no end for an account without a limit, and no say in a reservation without a value', async () => {
    expect(await reserve([{}], { ...worth('9999999'), accountId: 'unlimited' })).toMatchObject({ status: 201 });
    await reserve([{}], worth('900', 'SO-2'));
    expect(await reserve([{}], { reference: 'SO-3' })).toMatchObject({ status: 201 });
  });
});

it('services are reserved without stock', async () => {
  const { body } = await reserve([{ sku: 'REPAIR', quantity: '2' }]);
  expect(body).toMatchObject({ lines: [{ quantity: { value: '2' }, allocations: [], backordered: { value: '0' } }] });
});

it('reservations outlive a restart, and so does what they hold', async () => {
  const made = await reserve([{ quantity: '5', warehouses: ['DAY'] }], {
    value: { amount: '99', currencyCode: 'USD' },
  });
  await erp.restart();
  expect(await erp.send('GET', '/reservations/SO-1')).toMatchObject({ status: 200, body: made.body });
  expect(await readStock('BEARING')).toMatchObject({ DAY: '380-5=375' });
  expect(await readOnOrder()).toBe('99.00');
});

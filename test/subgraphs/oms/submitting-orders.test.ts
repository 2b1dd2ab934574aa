// Placing an order: priced by the ERP, once for each idempotency key, and honest about what went wrong.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AssertedPrincipal } from '../sign-assertion.ts';
import { type RunningOms, startOms } from './start-oms.ts';

let oms: RunningOms;
beforeAll(async () => {
  oms = await startOms({
    deadlineMs: 3_000,
    retry: { maxAttempts: 2, intervalMs: 10 },
    breaker: { requestThreshold: 1000 },
  });
});
afterAll(() => oms.close());

const acme = { account: 'acme', sub: 'ann' };
const lines = [{ sku: 'BRG-1', quantity: '10' }];

interface Payload {
  readonly order: Readonly<Record<string, unknown>> | null;
  readonly isReplay: boolean;
  readonly userErrors: readonly { code: string; message: string; lineIndex: number | null }[];
}

interface Submission {
  readonly key: string;
  readonly input?: object;
  readonly accountId?: string;
  readonly as?: AssertedPrincipal;
}

function submit({ key, input = { lines }, accountId, as = acme }: Submission) {
  return oms.query<{ submitOrder: Payload | null }>({
    query: `mutation ($accountId: ID, $input: SubmitOrderInput!, $key: String!) {
      submitOrder(accountId: $accountId, input: $input, idempotencyKey: $key) {
        order { id account { id } placedBy poNumber requestedDate status subtotal { amount currencyCode }
          lines { sku ordered { value uom } unitPrice { amount } extendedPrice { amount } } shipTo { name city } }
        isReplay userErrors { code message lineIndex }
      }
    }`,
    variables: { key, input, ...(accountId !== undefined && { accountId }) },
    as,
  });
}

async function countOrders(as: AssertedPrincipal = acme): Promise<number> {
  const { data } = await oms.query<{ orders: { totalCount: number } }>({ query: '{ orders { totalCount } }', as });
  return data?.orders.totalCount ?? Number.NaN;
}

describe('an order', () => {
  test('is placed for the token’s account, by its subject, at the ERP’s price', async () => {
    const input = { lines, poNumber: 'PO-9', requestedDate: '2099-05-01', shipToAddressId: 'SHIP-1' };
    const { data, errors } = await submit({ key: 'place-1', input });
    expect(errors).toEqual([]);
    expect(data?.submitOrder).toMatchObject({
      isReplay: false,
      userErrors: [],
      order: {
        account: { id: 'acme' },
        placedBy: 'ann',
        poNumber: 'PO-9',
        requestedDate: '2099-05-01',
        subtotal: { amount: '81.25', currencyCode: 'USD' },
        lines: [
          {
            sku: 'BRG-1',
            ordered: { value: '10', uom: 'EA' },
            unitPrice: { amount: '8.125' },
            extendedPrice: { amount: '81.25' },
          },
        ],
        shipTo: { name: 'Acme works', city: 'Dayton' },
      },
    });
  });

  test('sent again with the same key is the same order', async () => {
    const first = await submit({ key: 'replay-1' });
    const before = await countOrders();
    const again = await submit({ key: 'replay-1' });
    expect(again.errors).toEqual([]);
    expect(again.data?.submitOrder).toMatchObject({ isReplay: true, userErrors: [] });
    expect(again.data?.submitOrder?.order).toEqual(first.data?.submitOrder?.order);
    expect(await countOrders()).toBe(before);
  });

  test('with another content under the same key is a conflict', async () => {
    await submit({ key: 'conflict-1' });
    const { data, errors } = await submit({ key: 'conflict-1', input: { lines: [{ sku: 'BRG-1', quantity: '11' }] } });
    expect(errors).toEqual([]);
    expect(data?.submitOrder).toEqual({
      order: null,
      isReplay: false,
      userErrors: [{ code: 'IDEMPOTENCY_CONFLICT', message: expect.stringContaining('new key'), lineIndex: null }],
    });
  });

  test('keys of different accounts have nothing to do with each other', async () => {
    const ours = await submit({ key: 'shared-key' });
    const theirs = await submit({ key: 'shared-key', as: { account: 'acme-houston' } });
    expect(ours.data?.submitOrder).toMatchObject({ isReplay: false, order: { account: { id: 'acme' } } });
    expect(theirs.data?.submitOrder).toMatchObject({ isReplay: false, order: { account: { id: 'acme-houston' } } });
  });

  test('that breaks rules is not placed and says every reason', async () => {
    const before = await countOrders();
    const input = {
      shipToAddressId: 'NOWHERE',
      lines: [
        { sku: 'BRG-1', quantity: '10', expectedUnitPrice: '8.00' },
        { sku: 'NOPE', quantity: '1' },
        { sku: 'BRG-1', quantity: '1', uom: 'DZ' },
      ],
    };
    const { data, errors } = await submit({ key: 'refused-1', input });
    expect(errors).toEqual([]);
    const payload = data?.submitOrder;
    expect(payload?.order).toBeNull();
    expect(payload?.userErrors.map(({ code, lineIndex }) => ({ code, lineIndex }))).toEqual(
      expect.arrayContaining([
        { code: 'UNKNOWN_ADDRESS', lineIndex: null },
        { code: 'PRICE_CHANGED', lineIndex: 0 },
        { code: 'UNKNOWN_ITEM', lineIndex: 1 },
        { code: 'BELOW_MINIMUM', lineIndex: 2 },
      ]),
    );
    expect(await countOrders()).toBe(before);
    // A refusal binds the key to nothing: the corrected order may use it.
    const corrected = await submit({ key: 'refused-1' });
    expect(corrected.data?.submitOrder).toMatchObject({ isReplay: false, userErrors: [] });
  });
});

describe('who may place it', () => {
  test('not an anonymous visitor', async () => {
    oms.countCalls();
    const { data, errors } = await submit({ key: 'anonymous-1', as: {} });
    expect(data).toEqual({ submitOrder: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(oms.countCalls()).toEqual({});
  });

  test('not for an account that the token does not cover', async () => {
    oms.countCalls();
    const { data, errors } = await submit({ key: 'foreign-1', accountId: 'borealis' });
    expect(data).toEqual({ submitOrder: null });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(oms.countCalls()).toEqual({});
  });

  test('for another account that the token covers', async () => {
    const as = { account: 'borealis', accounts: ['acme'], sub: 'rep' };
    const { data } = await submit({ key: 'behalf-1', accountId: 'acme', as });
    expect(data?.submitOrder).toMatchObject({ order: { account: { id: 'acme' }, placedBy: 'rep' } });
  });

  test('not for an account that does not exist, though a token covers it', async () => {
    const { data, errors } = await submit({ key: 'ghost-1', as: { account: 'ghost' } });
    expect(data).toEqual({ submitOrder: null });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

test('a purchase order number of nothing but blanks is none', async () => {
  for (const [index, poNumber] of ['', '   ', '\u00A0'].entries()) {
    const { data, errors } = await submit({ key: `blank-${index}`, input: { lines, poNumber } });
    expect(errors).toEqual([]);
    expect(data?.submitOrder).toMatchObject({ order: { poNumber: null }, userErrors: [] });
  }
});

test('a day that is over cannot be requested, but an order that was placed for it is still told', async () => {
  const { data, errors } = await submit({ key: 'late-1', input: { lines, requestedDate: '2020-02-29' } });
  expect(data).toEqual({ submitOrder: null });
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('2020-02-29'),
      extensions: { code: 'BAD_USER_INPUT', argument: 'input.requestedDate' },
    },
  ]);
  expect((await submit({ key: 'late-1', input: { lines, requestedDate: '2099-01-01' } })).errors).toEqual([]);
});

describe('what is refused before the OMS is asked', () => {
  const many = Array.from({ length: 501 }, () => lines[0]);
  test.each([
    ['no lines', { key: 'bad', input: { lines: [] } }, 'input.lines'],
    ['too many lines', { key: 'bad', input: { lines: many } }, 'input.lines'],
    ['an empty key', { key: '' }, 'idempotencyKey'],
    ['a key of 256 characters', { key: 'k'.repeat(256) }, 'idempotencyKey'],
    ['a key that would break the header', { key: 'a\r\nx-evil: 1' }, 'idempotencyKey'],
    ['a key that is not ASCII', { key: 'schlüssel' }, 'idempotencyKey'],
    ['a purchase order number in two lines', { key: 'bad', input: { lines, poNumber: 'PO\r\n9' } }, 'input.poNumber'],
    [
      'an invisible SKU',
      { key: 'bad', input: { lines: [{ sku: 'BRG-1\u0000', quantity: '1' }] } },
      'input.lines[0].sku',
    ],
    ['an empty SKU', { key: 'bad', input: { lines: [...lines, { sku: '', quantity: '1' }] } }, 'input.lines[1].sku'],
  ])('%s', async (_name, submission, argument) => {
    oms.countCalls();
    const { data, errors } = await submit(submission);
    expect(data).toEqual({ submitOrder: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(oms.countCalls()).toEqual({});
  });

  test('a quantity that is a number', async () => {
    const { errors } = await submit({ key: 'bad', input: { lines: [{ sku: 'BRG-1', quantity: 10 }] } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('when the OMS fails', () => {
  test('a failure that passes is repeated under the same key, and one order is placed', async () => {
    const before = await countOrders();
    oms.countCalls();
    oms.system.switches.failNext(1, 'reset', '/orders');
    const { data, errors } = await submit({ key: 'retry-1' });
    expect(errors).toEqual([]);
    expect(data?.submitOrder).toMatchObject({ order: { account: { id: 'acme' } } });
    expect(oms.countCalls()).toEqual({ 'POST /orders': 2 });
    expect(await countOrders()).toBe(before + 1);
  });

  test('an answer that never comes tells how to learn the outcome, and the same key does', async () => {
    const before = await countOrders();
    oms.system.switches.failNext(1, 'hang', '/orders');
    const lost = await submit({ key: 'lost-1' });
    expect(lost.data).toEqual({ submitOrder: null });
    expect(lost.errors).toMatchObject([
      {
        message: expect.stringContaining('send the same idempotencyKey again'),
        extensions: { code: 'SYSTEM_UNAVAILABLE', system: 'OMS', retryable: true },
      },
    ]);
    const again = await submit({ key: 'lost-1' });
    expect(again.data?.submitOrder).toMatchObject({ userErrors: [], order: { account: { id: 'acme' } } });
    expect(await countOrders()).toBe(before + 1);
  });

  test('a second attempt while the first is at work is told to wait, and one order is placed', async () => {
    const before = await countOrders();
    oms.erp.switches.latencyMs = 200;
    const [first, second] = await Promise.all([submit({ key: 'twice-1' }), submit({ key: 'twice-1' })]);
    oms.erp.switches.latencyMs = 0;
    const refused = [first, second].filter(({ errors }) => errors.length > 0);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.errors).toMatchObject([
      { extensions: { code: 'SUBMISSION_IN_PROGRESS', system: 'OMS', retryable: true } },
    ]);
    expect(await countOrders()).toBe(before + 1);
  });
});

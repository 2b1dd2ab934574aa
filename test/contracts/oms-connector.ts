// What every connector of the OMS subgraph must do, whichever product it speaks to.
import { randomUUID } from 'node:crypto';
import type { OmsConnector, OrderSearch, OrderSubmission } from '@commerce-graph/subgraph-oms';
import { describe, expect, it } from 'vitest';

export interface OmsConnectorTarget {
  /** Called when a test runs: the OMS behind it may be started by a hook. */
  readonly getConnector: () => OmsConnector;
  readonly samples: {
    /** An account with two orders or more, which may order `sku`. */
    readonly accountId: string;
    /** Another account, with at least one order. */
    readonly otherAccountId: string;
    /** An item of which that account may order one of its default selling unit. */
    readonly sku: string;
  };
}

const unknown = 'no-such-key-4711';

/** Registers the suite with vitest. It places a few orders of one unit. */
export function describeOmsConnector({ getConnector, samples }: OmsConnectorTarget): void {
  const { accountId, otherAccountId, sku } = samples;
  const { signal } = new AbortController();
  const search = (account: string, more: Partial<OrderSearch> = {}): OrderSearch => ({
    accountId: account,
    filter: {},
    first: 100,
    after: undefined,
    isCountAsked: false,
    ...more,
  });
  const submission = (more: Partial<OrderSubmission> = {}): OrderSubmission => ({
    accountId,
    placedBy: 'connector-suite',
    poNumber: undefined,
    shipToAddressId: undefined,
    requestedDate: undefined,
    lines: [{ sku, quantity: '1', uom: undefined, expectedUnitPrice: undefined, projectId: undefined }],
    ...more,
  });

  async function readPage(asked: OrderSearch) {
    const [page] = await getConnector().searchOrders([asked], signal);
    if (page === undefined || page instanceof Error) throw page ?? new Error('The search is not answered.');
    return page;
  }

  describe('orders by id', () => {
    it('gives those that exist, and says whose they are', async () => {
      const [own] = (await readPage(search(accountId))).orders;
      const [other] = (await readPage(search(otherAccountId))).orders;
      const ids = [unknown, own?.id ?? '', 'x'.repeat(300), other?.id ?? ''];
      const orders = await getConnector().readOrders(ids, signal);
      expect(new Map(orders.map((order) => [order.id, order.account.id]))).toEqual(
        new Map([
          [own?.id, accountId],
          [other?.id, otherAccountId],
        ]),
      );
    });

    it('gives none for none', async () => {
      expect(await getConnector().readOrders([], signal)).toEqual([]);
    });
  });

  describe('searches', () => {
    it('are answered in the order asked, each with the orders of its account, newest first', async () => {
      const pages = await getConnector().searchOrders(
        [search(otherAccountId), search(accountId), search(unknown)],
        signal,
      );
      expect(pages).toHaveLength(3);
      expect(pages).toMatchObject([
        { orders: expect.arrayContaining([expect.objectContaining({ account: { id: otherAccountId } })]) },
        { orders: expect.arrayContaining([expect.objectContaining({ account: { id: accountId } })]) },
        { orders: [], nextCursor: null },
      ]);
      const { orders } = await readPage(search(accountId));
      expect(new Set(orders.map((order) => order.account.id))).toEqual(new Set([accountId]));
      const times = orders.map(({ placedAt }) => Date.parse(placedAt ?? ''));
      expect(times).toEqual(times.toSorted((a, b) => b - a));
    });

    it('go forward page by page without leaving any out or repeating any', async () => {
      const all = await readPage(search(accountId, { isCountAsked: true }));
      const ids: string[] = [];
      let after: string | undefined;
      do {
        const page = await readPage(search(accountId, { first: 1, after }));
        ids.push(...page.orders.map(({ id }) => id));
        after = page.nextCursor ?? undefined;
      } while (after !== undefined);
      expect(ids).toEqual(all.orders.map(({ id }) => id));
      expect(all.totalCount).toBe(ids.length);
    });

    it('with a cursor of nobody’s fail alone', async () => {
      const pages = await getConnector().searchOrders(
        [search(accountId), search(accountId, { after: 'not-a-cursor' })],
        signal,
      );
      expect(pages).toMatchObject([
        { orders: expect.any(Array) },
        { extensions: { code: 'BAD_USER_INPUT', argument: 'after' } },
      ]);
    });
  });

  describe('a submission', () => {
    it('places one order for each key', async () => {
      const key = randomUUID();
      const placed = await getConnector().submitOrder(submission(), key, signal);
      expect(placed).toMatchObject({ isPlaced: true, isReplay: false, order: { account: { id: accountId } } });
      const again = await getConnector().submitOrder(submission(), key, signal);
      expect(again).toMatchObject({ isPlaced: true, isReplay: true });
      expect(again.isPlaced && again.order.id).toBe(placed.isPlaced && placed.order.id);
    });

    it('with another content under the same key is a conflict', async () => {
      const key = randomUUID();
      await getConnector().submitOrder(submission(), key, signal);
      const conflict = await getConnector().submitOrder(submission({ poNumber: 'another one' }), key, signal);
      expect(conflict).toMatchObject({
        isPlaced: false,
        userErrors: [{ code: 'IDEMPOTENCY_CONFLICT', lineIndex: null }],
      });
    });

    it('that breaks a rule says which line, and places nothing', async () => {
      const before = await readPage(search(accountId, { isCountAsked: true }));
      const lines = [...submission().lines, { ...submission().lines[0], sku: unknown, quantity: '1' }].map((line) => ({
        uom: undefined,
        expectedUnitPrice: undefined,
        projectId: undefined,
        sku: line.sku,
        quantity: line.quantity,
      }));
      const refused = await getConnector().submitOrder(submission({ lines }), randomUUID(), signal);
      expect(refused).toMatchObject({ isPlaced: false, userErrors: [{ code: 'UNKNOWN_ITEM', lineIndex: 1 }] });
      const after = await readPage(search(accountId, { isCountAsked: true }));
      expect(after.totalCount).toBe(before.totalCount);
    });

    it('that ends before its answer says that its outcome is not known', async () => {
      const asking = getConnector().submitOrder(submission(), randomUUID(), AbortSignal.abort());
      await expect(asking).rejects.toMatchObject({
        message: expect.stringContaining('send the same idempotencyKey again'),
        extensions: { code: 'SYSTEM_UNAVAILABLE', retryable: true },
      });
    });
  });
}

// What anything that stands behind the OMS subgraph must do, whoever made it. Point it at a URL and see what falls short:
// every answer is checked against schema/integration/oms.openapi.yml, and the promises that a schema cannot state are
// put to the test. It places a few orders.
import { randomUUID } from 'node:crypto';
import type { components } from '@commerce-graph/schema/oms-integration';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAnswerCheck } from './answer-check.ts';
import { type ClientSecret, type HttpAnswer, createHttpClient, encodeClient, requestToken } from './http-client.ts';

type Schemas = components['schemas'];

export interface OmsContractOptions {
  /** Called once before the first test: the server may be started by then only. */
  url: () => string;
  credentials: ClientSecret;
  samples: {
    /** An order that can be placed several times. */
    submission: Schemas['OrderSubmission'];
    /** An account with at least three orders. */
    accountId: string;
    /** An account whose orders the first one's searches must never show. */
    otherAccountId: string;
  };
}

export function describeOmsContract({ url: readUrl, credentials, samples }: OmsContractOptions): void {
  const check = createAnswerCheck('integration/oms.openapi.yml');
  let url: string;
  let client: ReturnType<typeof createHttpClient>;
  beforeAll(() => {
    url = readUrl();
    client = createHttpClient(url, credentials);
  });

  /** Sends a request, checks the answer against the contract, and expects a status. */
  async function call(
    operationId: string,
    status: number,
    ...request: Parameters<typeof client.send>
  ): Promise<HttpAnswer> {
    const answer = await client.send(...request);
    check(operationId, answer);
    expect(answer).toMatchObject({ status });
    return answer;
  }

  async function searchOrders(...searches: Schemas['OrderSearch'][]): Promise<Schemas['OrderSearchResult'][]> {
    const { body } = await call('searchOrders', 200, 'POST', '/orders/search', { body: { searches } });
    return (body as Schemas['OrderSearchResponse']).results;
  }

  const submit = (status: number, key: string, body: unknown) =>
    call('submitOrder', status, 'POST', '/orders', { body, headers: { 'idempotency-key': key } });
  const { accountId, otherAccountId, submission } = samples;
  const all = { searchId: 'all', accountId, first: 100 };

  describe('access', () => {
    it('issues tokens to its clients, and to nobody else', async () => {
      const granted = await requestToken(url, encodeClient(credentials), 'grant_type=client_credentials');
      check('issueToken', granted);
      expect(granted.status).toBe(200);
      const stranger = encodeClient({ ...credentials, clientSecret: 'not the secret' });
      const refused = await requestToken(url, stranger, 'grant_type=client_credentials');
      check('issueToken', refused);
      expect(refused.status).toBe(401);
    });

    it('serves nothing but its health without a token', async () => {
      const headers = { authorization: 'Bearer stranger', 'idempotency-key': randomUUID() };
      const refused = [
        await call('listOrderChanges', 401, 'GET', '/orders', { headers }),
        await call('getOrder', 401, 'GET', '/orders/any', { headers }),
        await call('queryOrders', 401, 'POST', '/orders/query', { headers, body: { ids: ['any'] } }),
        await call('searchOrders', 401, 'POST', '/orders/search', { headers, body: { searches: [all] } }),
        await call('submitOrder', 401, 'POST', '/orders', { headers, body: submission }),
      ];
      expect(refused.map((answer) => answer.headers.has('www-authenticate'))).not.toContain(false);
      const { body } = await call('getHealth', 200, 'GET', '/health', { headers });
      expect(body).toEqual({ status: 'OK' });
    });
  });

  describe('reading', () => {
    it('shows the orders of the account asked for only, newest first', async () => {
      const [own, other] = await searchOrders(all, { ...all, searchId: 'other', accountId: otherAccountId });
      expect(own?.orders.length).toBeGreaterThanOrEqual(3);
      expect(new Set(own?.orders.map((order) => order.accountId))).toEqual(new Set([accountId]));
      expect(other?.orders.some((order) => order.accountId !== otherAccountId)).toBe(false);
      const times = own?.orders.map(({ placedAt }) => Date.parse(placedAt)) ?? [];
      expect(times).toEqual(times.toSorted((a, b) => b - a));
    });

    it('pages through the same orders, one at a time', async () => {
      const [whole] = await searchOrders({ ...all, withCount: true });
      const ids: string[] = [];
      let after: string | undefined;
      do {
        const [page] = await searchOrders({ ...all, first: 1, ...(after !== undefined && { after }) });
        ids.push(...(page?.orders.map(({ id }) => id) ?? []));
        after = page?.nextCursor;
      } while (after !== undefined && ids.length < 100);
      expect(ids.slice(0, 100)).toEqual(whole?.orders.map(({ id }) => id));
      expect(whole?.totalCount).toBeGreaterThanOrEqual(ids.length);
    });

    it('finds an order by what it is like', async () => {
      const [result] = await searchOrders(all);
      for (const order of result?.orders.slice(0, 3) ?? []) {
        const like = {
          ...all,
          statuses: [order.status],
          isOpen: order.isOpen,
          sku: order.lines[0]?.sku ?? '',
          placedFrom: order.placedAt,
          ...(order.poNumber !== undefined && { poNumber: order.poNumber }),
        };
        const [found] = await searchOrders(like);
        expect(found?.orders).toContainEqual(order);
        const [unlike] = await searchOrders({ ...like, isOpen: !order.isOpen });
        expect(unlike?.orders).not.toContainEqual(order);
      }
    });

    it('answers by id what a search answers, once each, and leaves out what it does not know', async () => {
      const [result] = await searchOrders({ ...all, first: 3 });
      const orders = result?.orders ?? [];
      const ids = orders.map(({ id }) => id);
      const { body } = await call('queryOrders', 200, 'POST', '/orders/query', {
        body: { ids: ['unknown', ...ids, ...ids] },
      });
      expect((body as Schemas['OrderList']).orders).toEqual(orders);
      await call('getOrder', 404, 'GET', '/orders/unknown');
    });

    it('answers 304 to whoever has the order', async () => {
      const [result] = await searchOrders({ ...all, first: 1 });
      const path = `/orders/${result?.orders[0]?.id}`;
      const { body, headers } = await call('getOrder', 200, 'GET', path);
      expect(body).toEqual(result?.orders[0]);
      const etag = headers.get('etag') ?? '';
      expect(
        (await call('getOrder', 304, 'GET', path, { headers: { 'if-none-match': etag } })).headers.get('etag'),
      ).toBe(etag);
    });

    it('adds up: no line has more in its states than was ordered', async () => {
      const [result] = await searchOrders(all);
      for (const line of result?.orders.flatMap(({ lines }) => lines) ?? []) {
        const inStates = [line.allocated, line.backordered, line.shipped, line.cancelled];
        expect(inStates.reduce((sum, quantity) => sum + toMillionths(quantity), 0n)).toBeLessThanOrEqual(
          toMillionths(line.ordered),
        );
        expect(toMillionths(line.delivered)).toBeLessThanOrEqual(toMillionths(line.shipped));
        expect(toMillionths(line.returned)).toBeLessThanOrEqual(toMillionths(line.shipped));
      }
    });

    it('refuses what the contract does not allow', async () => {
      const wrongSearch = (wrong: object) => ({ body: { searches: [{ ...all, ...wrong }] } });
      const refused = [
        await call('queryOrders', 400, 'POST', '/orders/query', { body: { ids: [] } }),
        await call('searchOrders', 400, 'POST', '/orders/search', wrongSearch({ first: 101 })),
        await call('searchOrders', 400, 'POST', '/orders/search', wrongSearch({ colour: 'red' })),
        await call('listOrderChanges', 400, 'GET', '/orders?limit=0'),
        await call('submitOrder', 400, 'POST', '/orders', { body: submission }),
        await submit(400, randomUUID(), { ...submission, lines: [] }),
      ];
      expect(refused.map(({ body }) => (body as Schemas['Problem']).errors?.length ?? 0)).not.toContain(0);
      const { body } = await call('searchOrders', 400, 'POST', '/orders/search', wrongSearch({ after: 'no cursor' }));
      expect(body).toMatchObject({ code: 'INVALID_CURSOR' });
    });
  });

  describe('placing', () => {
    it('places an order once, and answers the same to the same', async () => {
      const key = randomUUID();
      const placed = await submit(201, key, submission);
      const order = placed.body as Schemas['Order'];
      expect(order).toMatchObject({ accountId: submission.accountId, placedBy: submission.placedBy });
      expect(order.lines.map(({ sku }) => sku)).toEqual(submission.lines.map(({ sku }) => sku));
      const replayed = await submit(200, key, submission);
      expect((replayed.body as Schemas['Order']).id).toBe(order.id);
      expect(replayed.headers.get('idempotent-replayed')).toBe('true');
      const [found] = await searchOrders({ ...all, accountId: submission.accountId, placedFrom: order.placedAt });
      expect(found?.orders.filter(({ id }) => id === order.id)).toHaveLength(1);
    });

    it('places one order when the same is sent many times at once', async () => {
      const key = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 5 }, () =>
          client.send('POST', '/orders', { body: submission, headers: { 'idempotency-key': key } }),
        ),
      );
      for (const answer of answers) check('submitOrder', answer);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      const ids = answers.flatMap(({ status, body }) => (status < 300 ? [(body as Schemas['Order']).id] : []));
      expect(new Set(ids).size).toBe(1);
      expect(answers.every(({ status }) => [200, 201, 409].includes(status))).toBe(true);
    });

    it('takes a key for one order only', async () => {
      const key = randomUUID();
      await submit(201, key, submission);
      const { body } = await submit(409, key, { ...submission, lines: [...submission.lines, ...submission.lines] });
      expect(body).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    });

    it('takes a key for the same order from another user, and in another spelling', async () => {
      const key = randomUUID();
      const placed = await submit(201, key, submission);
      const lines = submission.lines.map((line, index) => ({
        ...line,
        quantity: line.quantity.includes('.') ? `${line.quantity}0` : `${line.quantity}.0`,
        uom: (placed.body as Schemas['Order']).lines[index]?.uom,
      }));
      const again = await submit(200, key, { ...submission, placedBy: `${submission.placedBy}-else`, lines });
      expect((again.body as Schemas['Order']).id).toBe((placed.body as Schemas['Order']).id);
    });

    it('says for each line what is wrong, and leaves the key free', async () => {
      const key = randomUUID();
      const lines = [...submission.lines, { sku: 'no-such-item', quantity: '1' }];
      const { body } = await submit(422, key, { ...submission, lines });
      expect((body as Schemas['OrderRefusal']).errors).toContainEqual(
        expect.objectContaining({ code: 'UNKNOWN_ITEM', lineIndex: lines.length - 1 }),
      );
      await submit(201, key, submission);
    });

    it('refuses a price that is not the firm one', async () => {
      const [line, ...others] = submission.lines;
      if (line === undefined) throw new Error('The sample submission has no lines.');
      const { body } = await submit(422, randomUUID(), {
        ...submission,
        lines: [{ ...line, expectedUnitPrice: '0.000001' }, ...others],
      });
      expect((body as Schemas['OrderRefusal']).errors).toMatchObject([{ code: 'PRICE_CHANGED', lineIndex: 0 }]);
    });

    it('shows a new order to whoever follows the changes', async () => {
      const read = async (query: string) =>
        (await call('listOrderChanges', 200, 'GET', `/orders?${query}`)).body as Schemas['OrderChangePage'];
      let page = await read('limit=100');
      while (page.hasMore) page = await read(`limit=100&cursor=${encodeURIComponent(page.nextCursor)}`);
      const { body } = await submit(201, randomUUID(), submission);
      const after = await read(`cursor=${encodeURIComponent(page.nextCursor)}`);
      expect(after.orders.map(({ id }) => id)).toContain((body as Schemas['Order']).id);
    });
  });
}

/** Quantities are compared exactly; none of a sample has more than six decimals. */
function toMillionths(quantity: string): bigint {
  const [whole = '0', fraction = ''] = quantity.split('.');
  return BigInt(`${whole}${fraction.padEnd(6, '0')}`);
}

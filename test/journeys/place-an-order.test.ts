// A buyer places an order, finds it in the history, and sees the stock go down. Nothing is ever placed twice.
import type { SubmitOrderInput } from '@commerce-graph/schema/operations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleOperations } from '../graph/sample-operations.ts';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

let graph: RunningGraph;
let token: string;
beforeAll(async () => {
  graph = await startGraph();
  token = await graph.signToken({ account: 'acme' });
});
afterAll(() => graph.close());

const lines = [{ sku: 'BRG-6205-2RS', quantity: '10', uom: 'EA' }];
const submit = (idempotencyKey: string, input: SubmitOrderInput, as = token) =>
  graph.query(sampleOperations.SubmitOrder, { idempotencyKey, input: { poNumber: 'PO-1', ...input } }, as);

async function readReserved(): Promise<bigint> {
  const query = '{ product(sku: "BRG-6205-2RS") { availability { locations { reserved { value } } } } }';
  const { data } = await graph.query<{
    product: { availability: { locations: { reserved: { value: string } }[] } };
  }>(query, {}, token);
  const locations = data?.product.availability.locations ?? [];
  return locations.reduce((sum, { reserved }) => sum + BigInt(reserved.value), 0n);
}

describe('an order', () => {
  test('is placed at the price that the page showed, and reserves stock', async () => {
    // An account without goods in consignment: its orders take from the warehouses that serve everybody.
    const borealis = await graph.signToken({ account: 'borealis' });
    const page = await graph.query(sampleOperations.QuickOrder, { lines }, borealis);
    const price = page.data?.prices?.[0]?.price;
    if (price?.__typename !== 'Price') return expect.unreachable();
    const reservedBefore = await readReserved();

    const { data, errors } = await submit('order-1', { lines }, borealis);
    expect(errors).toEqual([]);
    expect(data?.submitOrder).toMatchObject({ isReplay: false, userErrors: [] });
    const order = data?.submitOrder?.order;
    expect(order?.lines?.[0]?.extendedPrice).toEqual(price.extendedPrice);
    // The ERP announces it; until the gateway has been told, it shows what it knew.
    await expect.poll(async () => (await readReserved()) - reservedBefore).toBe(10n);

    const history = await graph.query(sampleOperations.OrderHistory, { first: 1 }, borealis);
    expect(history.data?.orders?.nodes[0]?.orderNumber).toBe(order?.orderNumber);
    return undefined;
  });

  test('is placed once, however often it is sent', async () => {
    const countOrders = async () =>
      (await graph.query(sampleOperations.OrderHistory, { first: 1 }, token)).data?.orders?.totalCount ?? 0;
    const before = await countOrders();
    const answers = await Promise.all(Array.from({ length: 5 }, () => submit('order-2', { lines })));
    const again = await submit('order-2', { lines });
    const numbers = [...answers, again].flatMap(({ data }) => data?.submitOrder?.order?.orderNumber ?? []);
    expect(new Set(numbers).size).toBe(1);
    expect(again.data?.submitOrder?.isReplay).toBe(true);
    expect((await countOrders()) - before).toBe(1);
  });

  test('with the same key and other lines is a conflict', async () => {
    await submit('order-3', { lines });
    const { data } = await submit('order-3', { lines: [{ sku: 'PX-200', quantity: '1' }] });
    expect(data?.submitOrder?.order ?? null).toBeNull();
    expect(data?.submitOrder?.userErrors.map((error) => error.code)).toEqual(['IDEMPOTENCY_CONFLICT']);
  });

  test('is refused when the price has changed since the page', async () => {
    const { data } = await submit('order-4', { lines: lines.map((line) => ({ ...line, expectedUnitPrice: '0.01' })) });
    expect(data?.submitOrder?.order ?? null).toBeNull();
    expect(data?.submitOrder?.userErrors).toMatchObject([{ code: 'PRICE_CHANGED', lineIndex: 0 }]);
  });

  test('of an account on credit hold is refused', async () => {
    const { data } = await submit('order-5', { lines }, await graph.signToken({ account: 'overdue' }));
    expect(data?.submitOrder?.userErrors.map((error) => error.code)).toContain('CREDIT_HOLD');
  });

  test('is refused where the credit ends, even when many are placed at once', async () => {
    const houston = await graph.signToken({ account: 'acme-houston' });
    const one = [{ sku: 'PX-200', quantity: '1' }];
    const readAvailable = async () =>
      (
        await graph.query<{ account: { credit: { available: { amount: string } } } }>(
          '{ account(id: "acme-houston") { credit { available { amount } } } }',
          {},
          houston,
        )
      ).data?.account.credit.available.amount;
    const price = (await graph.query(sampleOperations.QuickOrder, { lines: one }, houston)).data?.prices?.[0]?.price;
    if (price?.__typename !== 'Price') return expect.unreachable();
    const affordable = Math.floor(Number(await readAvailable()) / Number(price.extendedPrice.amount));
    expect(affordable).toBeLessThan(10);

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => submit(`houston-${index}`, { lines: one }, houston)),
    );
    const payloads = answers.flatMap(({ data }) => data?.submitOrder ?? []);
    expect(payloads.filter(({ order }) => order)).toHaveLength(affordable);
    const refused = payloads.filter(({ order }) => !order);
    expect(new Set(refused.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
      new Set(['CREDIT_LIMIT_EXCEEDED']),
    );
    expect(Number(await readAvailable())).toBeGreaterThanOrEqual(0);
    return undefined;
  });

  test('gets the price of a project for what is left of it, as the firm prices said', async () => {
    const borealis = await graph.signToken({ account: 'borealis' });
    const line = { sku: 'BRG-6205-2RS', quantity: '150', projectId: 'shaft-7' };
    const readPrices = async (wanted: object[]) => {
      const query = `query ($lines: [PriceLineInput!]!) {
        firmPrices(lines: $lines) { price { ... on Price { unitPrice { amount } } } } }`;
      const { data } = await graph.query<{ firmPrices: { price: { unitPrice: { amount: string } } }[] }>(
        query,
        { lines: wanted },
        borealis,
      );
      return data?.firmPrices.map(({ price }) => price.unitPrice.amount);
    };
    const place = async (idempotencyKey: string) => {
      const mutation = `mutation ($idempotencyKey: String!, $input: SubmitOrderInput!) {
        submitOrder(idempotencyKey: $idempotencyKey, input: $input) { order { lines { unitPrice { amount } } } } }`;
      const input = { poNumber: 'PO-1', lines: [line, line] };
      const { data } = await graph.query<{
        submitOrder: { order: { lines: { unitPrice: { amount: string } }[] } | null };
      }>(mutation, { idempotencyKey, input }, borealis);
      return data?.submitOrder.order?.lines.map(({ unitPrice }) => unitPrice.amount);
    };
    const [beyond] = (await readPrices([{ ...line, quantity: '201' }])) ?? [];
    expect(beyond).not.toBe('19.80');

    expect(await readPrices([line, line])).toEqual(['19.80', beyond]);
    expect(await place('shaft-1')).toEqual(['19.80', beyond]);
    expect(await readPrices([line, line])).toEqual([beyond, beyond]);
    expect(await place('shaft-2')).toEqual([beyond, beyond]);
    // 50 are left.
    expect(await readPrices([{ ...line, quantity: '50' }])).toEqual(['19.80']);
  });

  test('is refused without a token, without the scope to order, and for an account that the token does not name', async () => {
    const anonymous = await graph.query(sampleOperations.SubmitOrder, { idempotencyKey: 'order-6', input: { lines } });
    expect(anonymous.data?.submitOrder ?? null).toBeNull();
    expect(anonymous.errors[0]?.extensions?.['code']).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    const reader = await graph.query(
      sampleOperations.SubmitOrder,
      { idempotencyKey: 'order-6', input: { lines } },
      await graph.signToken({ account: 'acme', scope: 'orders:read' }),
    );
    expect(reader.data?.submitOrder ?? null).toBeNull();
    expect(reader.errors[0]?.extensions?.['code']).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    const foreign = await graph.query(
      sampleOperations.SubmitOrder,
      { accountId: 'acme', idempotencyKey: 'order-7', input: { lines } },
      await graph.signToken({ account: 'borealis' }),
    );
    expect(foreign.data?.submitOrder ?? null).toBeNull();
    expect(foreign.errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });
});

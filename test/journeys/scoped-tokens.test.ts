// What a portal's client sees of an account with the scopes that its token has.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const dashboard = /* GraphQL */ `
  query Dashboard {
    account {
      name
      credit {
        status
      }
      orders(first: 1) {
        nodes {
          orderNumber
          account {
            name
          }
        }
      }
    }
    orders(first: 1) {
      nodes {
        orderNumber
      }
    }
    firmPrices(lines: [{ sku: "BRG-6205-2RS" }]) {
      sku
    }
    product(sku: "BRG-6205-2RS") {
      name
    }
  }
`;

interface Dashboard {
  readonly account: { readonly name: string; readonly credit: object | null; readonly orders: object | null } | null;
  readonly orders: object | null;
  readonly firmPrices: readonly object[] | null;
  readonly product: { readonly name: string } | null;
}

/** Which parts are there, and at which paths the caller was refused. */
async function see(token: string | undefined): Promise<{ parts: string[]; refused: string[] }> {
  const { data, errors } = await graph.query<Dashboard>(dashboard, {}, token);
  const parts = {
    account: data?.account,
    credit: data?.account?.credit,
    accountOrders: data?.account?.orders,
    orders: data?.orders,
    firmPrices: data?.firmPrices,
    product: data?.product,
  };
  return {
    parts: Object.entries(parts).flatMap(([name, part]) => (part === null || part === undefined ? [] : [name])),
    refused: errors.map(({ path: place = [], extensions }) => `${place.join('.')} ${String(extensions?.['code'])}`),
  };
}

const code = 'UNAUTHORIZED_FIELD_OR_TYPE';
const expected: Readonly<Record<string, { parts: string[]; refused: string[] }>> = {
  'orders:read orders:write credit:read': {
    parts: ['account', 'credit', 'accountOrders', 'orders', 'firmPrices', 'product'],
    refused: [],
  },
  'credit:read': {
    parts: ['account', 'credit', 'firmPrices', 'product'],
    refused: [`account.orders ${code}`, `orders ${code}`],
  },
  'orders:read': {
    parts: ['account', 'accountOrders', 'orders', 'firmPrices', 'product'],
    refused: [`account.credit ${code}`],
  },
  '': {
    parts: ['account', 'firmPrices', 'product'],
    refused: [`account.credit ${code}`, `account.orders ${code}`, `orders ${code}`],
  },
};

test('each token shows what its scopes allow, also when others have just seen more of the same account', async () => {
  const tokens = await Promise.all(
    Object.keys(expected).map(async (scope) => [scope, await graph.signToken({ account: 'acme', scope })] as const),
  );
  for (const _ of ['fetched', 'kept', 'kept whole']) {
    for (const [scope, token] of tokens) expect(await see(token)).toEqual(expected[scope]);
    expect(await see(undefined)).toEqual({
      parts: ['product'],
      refused: [`account ${code}`, `orders ${code}`, `firmPrices ${code}`],
    });
  }
});

test('whoever may place orders is shown the one that was placed', async () => {
  const { data, errors } = await graph.query<{ submitOrder: { order: { orderNumber: string } | null } }>(
    /* GraphQL */ `
      mutation Reorder($input: SubmitOrderInput!) {
        submitOrder(input: $input, idempotencyKey: "scoped-1") {
          order {
            orderNumber
          }
        }
      }
    `,
    { input: { poNumber: 'PO-SCOPED', lines: [{ sku: 'BRG-6205-2RS', quantity: '1' }] } },
    await graph.signToken({ account: 'acme', scope: 'orders:write' }),
  );
  expect(errors).toEqual([]);
  expect(data?.submitOrder.order?.orderNumber).toMatch(/^SO-/);
});

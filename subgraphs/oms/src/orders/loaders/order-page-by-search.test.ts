// What becomes of an OMS that is wrong about whose orders it gives.
import { createPrincipal } from '@commerce-graph/subgraph-runtime';
import { expect, it, vi } from 'vitest';
import type { OmsConnector, OrderSearch } from '../../connectors/oms-connector.ts';
import { createOrderPageBySearch } from './order-page-by-search.ts';

function createSearch(accountId: string): OrderSearch {
  return { accountId, filter: {}, first: 20, after: undefined, isCountAsked: false };
}

/** Answers every search with one order of borealis, as no OMS should. */
function createWrongConnector() {
  const searchOrders = vi.fn<OmsConnector['searchOrders']>(async (searches) =>
    searches.map(() => ({ orders: [{ id: 'o-1', account: { id: 'borealis' } }], nextCursor: null, totalCount: null })),
  );
  return { searchOrders } as unknown as OmsConnector & { searchOrders: typeof searchOrders };
}

function createLoader(connector: OmsConnector) {
  const error = vi.fn<(fields: object, message: string) => void>();
  const principal = createPrincipal({ sub: 'ann', account: 'acme', accounts: ['borealis'] });
  const logger = { error } as unknown as Parameters<typeof createOrderPageBySearch>[3];
  return { loader: createOrderPageBySearch(connector, principal, new AbortController().signal, logger), error };
}

it('shows nothing of an answer with an order of another account, and tells the log', async () => {
  const { loader, error } = createLoader(createWrongConnector());
  const [wrong, right] = await Promise.allSettled([
    loader.load(createSearch('acme')),
    loader.load(createSearch('borealis')),
  ]);
  expect(wrong).toMatchObject({
    status: 'rejected',
    reason: { extensions: { code: 'SYSTEM_UNAVAILABLE', system: 'OMS' } },
  });
  expect(right).toMatchObject({ status: 'fulfilled', value: { orders: [{ id: 'o-1' }] } });
  expect(error).toHaveBeenCalledExactlyOnceWith(
    { searchedAccount: 'acme', orderId: 'o-1', orderAccount: 'borealis' },
    expect.stringContaining('order of another'),
  );
});

it('never searches the orders of an account that the token does not cover', async () => {
  const connector = createWrongConnector();
  const { loader } = createLoader(connector);
  await expect(loader.load(createSearch('kyoto'))).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  expect(connector.searchOrders).not.toHaveBeenCalled();
});

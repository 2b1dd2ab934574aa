// What the gateways are asked, and how slow the ERP behind them is.
import { listingRequests } from './graphs/b2b.mjs';
import { guildQuery } from './graphs/guild.mjs';

const pageOf24 = '24 products with content, price of the account, and stock in 3 warehouses';

export const workloads = [
  {
    id: 'listing',
    title: 'Product listing, 400 different requests',
    description: `${pageOf24}; 20 accounts in 20 categories in turn; the ERP answers at once.`,
    graph: 'b2b',
    requests: listingRequests,
    delays: {},
  },
  {
    id: 'listing-40ms',
    title: 'Product listing, 400 different requests, ERP at 40 ms',
    description: `${pageOf24}; 20 accounts in 20 categories in turn; the ERP answers after 40 ms.`,
    graph: 'b2b',
    requests: listingRequests,
    delays: { erp: 40 },
  },
  {
    id: 'same',
    title: 'Product listing, the same request again and again',
    description: `${pageOf24}; one account, one category; the ERP answers at once.`,
    graph: 'b2b',
    requests: listingRequests.slice(0, 1),
    delays: {},
  },
  {
    id: 'same-40ms',
    title: 'Product listing, the same request again and again, ERP at 40 ms',
    description: `${pageOf24}; one account, one category; the ERP answers after 40 ms.`,
    graph: 'b2b',
    requests: listingRequests.slice(0, 1),
    delays: { erp: 40 },
  },
  {
    id: 'guild',
    title: "The query of The Guild's federation benchmark",
    description: 'Accounts, inventory, products and reviews, nested five deep; always the same request.',
    graph: 'guild',
    requests: [{ account: 'a0', body: { query: guildQuery } }],
    delays: {},
  },
];

export function findWorkload(id) {
  const found = workloads.find((workload) => workload.id === id);
  if (found !== undefined) return found;
  throw new Error(`There is no workload "${id}". There are: ${workloads.map((workload) => workload.id).join(', ')}.`);
}

// What the gateways are asked, and how slow the ERP behind them is. `measure` says how, where it is not in turns;
// `isQuick` workloads show together that everything works.
import { createRandom, drawPages, listListings, listSessions } from './graphs/b2b-requests.mjs';
import { guildQuery } from './graphs/guild.mjs';

const pageOf24 = '24 products with content, price of the account, and stock in 3 warehouses';
const listingRequests = listListings(20, 20);
const warm =
  'Each gateway keeps what it can, up to 512 MiB, and was asked for everything before; nothing changes and nothing gets ' +
  'too old. A session is an account; ours verifies its token, the peers take it as it comes.';

const shopTraffic =
  'Listings (6 of 10 pages), product pages (3) and quick orders of ten lines (1), of 10,008 products by ';
const changeRates = { priceChangesPerSecond: 1, stockChangesPerSecond: 20 };

/** Prices are kept for each account, so that the number of accounts decides how much there is to keep. */
const describeShop = (accountCount) => ({
  description:
    `${shopTraffic}${accountCount} accounts, both by Zipf with exponent 1. Everything may be kept for an hour, in 512 MiB. ` +
    '100 pages, 1 price and 20 stocks a second; before, 20,000 pages without changes.',
  graph: 'b2b',
  /** Those that are compared with the whole graph in one schema; the others are compared with the truth as it changes. */
  requests: drawPages(40, accountCount, createRandom(1)),
  delays: {},
  isCached: true,
  measure: 'mixed',
  accountCount,
  pagesPerSecond: 100,
  ...changeRates,
});

export const workloads = [
  {
    id: 'listing',
    isQuick: true,
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
  {
    id: 'warm',
    isQuick: true,
    title: 'Product listing with caches, all warm, 40 sessions',
    description: `${pageOf24}; 40 accounts with one category each. ${warm}`,
    graph: 'b2b',
    requests: listSessions(40, 20),
    delays: {},
    isCached: true,
  },
  {
    id: 'warm-400',
    title: 'Product listing with caches, all warm, 400 different requests',
    description: `${pageOf24}; 40 accounts in 10 categories in turn. ${warm}`,
    graph: 'b2b',
    requests: listListings(40, 10),
    delays: {},
    isCached: true,
  },
  {
    id: 'mixed',
    isQuick: true,
    title: 'A shop with caches while prices and stock change, 200 accounts',
    ...describeShop(200),
  },
  {
    id: 'mixed-20',
    title: 'A shop with caches while prices and stock change, 20 accounts',
    ...describeShop(20),
  },
  {
    id: 'ageing',
    isQuick: true,
    title: 'What a shop asks its ERP as it runs, computed',
    description:
      `${shopTraffic}200 accounts, both by Zipf with exponent 1; 1 price and 20 stocks change a second, from the beginning. ` +
      'Nothing is measured: these are the least calls that are possible where everything that has not changed is kept for ' +
      'ever, in as much memory as it takes, and nothing is fetched ahead. Whole responses are kept for each account.',
    measure: 'ageing',
    accountCount: 200,
    ...changeRates,
  },
  {
    id: 'redis',
    isQuick: true,
    title: 'A replica that starts beside a warm Redis',
    description: `${pageOf24}; 400 accounts with one category each, asked for once on one connection: no page has anything in common with another.`,
    graph: 'b2b',
    requests: listSessions(400, 400),
    delays: {},
    isCached: true,
    measure: 'replica',
  },
  {
    id: 'pages',
    isQuick: true,
    title: 'A page put together from its cells, among a few of them and among as many as can be kept',
    description:
      `${pageOf24}, drawn at random from all that were asked for before: 6, or each of 417 categories for 50 accounts. One ` +
      'page at a time, each with a variable of its own that means nothing, so that it is put together anew.',
    graph: 'b2b',
    requests: listListings(50, 417),
    delays: {},
    isCached: true,
    measure: 'pages',
  },
  {
    id: 'cells',
    isQuick: true,
    title: 'The first tier with a million cells',
    description: 'The store of the gateway alone: 4 cells of a product for everybody, and its price for each account.',
    measure: 'cells',
  },
];

export function findWorkload(id) {
  const found = workloads.find((workload) => workload.id === id);
  if (found !== undefined) return found;
  throw new Error(`There is no workload "${id}". There are: ${workloads.map((workload) => workload.id).join(', ')}.`);
}

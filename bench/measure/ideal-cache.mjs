// What a shop must cost its ERP: the calls of caches that forget nothing but what has changed, and foresee nothing. One keeps
// each price and each stock, the other whole responses.
import { categories, products } from '../graphs/b2b-data.mjs';
import { createChangeDraw, createPageDraw, createRandom, listSkus } from '../graphs/b2b-requests.mjs';

const rankOf = new Map([...products.keys()].map((sku, rank) => [sku, rank]));
const ranksOf = new Map([...categories].map(([code, { all }]) => [code, all.map(({ sku }) => rankOf.get(sku))]));
const numberOf = (account) => Number(account.slice(1));

/** Both caches, and the shop that they stand before: shown its pages and told of its changes, one after the other. */
function createIdealCaches(accountCount) {
  const count = products.size;
  const hasStock = new Uint8Array(count);
  const hasPrice = new Uint8Array(accountCount * count);
  const stockRevisions = new Uint32Array(count);
  const priceRevisions = new Uint32Array(accountCount * count);
  /** Of listings and product pages: the sum of the revisions on them. A quick order does not come again. */
  const responses = new Int32Array(accountCount * count * 2).fill(-1);
  return {
    /** Whether each of them must ask the ERP for the page. After it, everything on it is known. */
    show(page) {
      const { category } = page.body.variables;
      const ranks = category === undefined ? listSkus(page).map((sku) => rankOf.get(sku)) : ranksOf.get(category);
      const first = numberOf(page.account) * count;
      let asksForFields = false;
      let revisions = 0;
      for (const rank of ranks) {
        const price = first + rank;
        asksForFields ||= hasStock[rank] === 0 || hasPrice[price] === 0;
        hasStock[rank] = hasPrice[price] = 1;
        revisions += stockRevisions[rank] + priceRevisions[price];
      }
      const isQuickOrder = category === undefined && page.body.variables.sku === undefined;
      const name = 2 * (first + ranks[0]) + (category === undefined ? 0 : 1);
      const asksForResponse = isQuickOrder || responses[name] !== revisions;
      if (!isQuickOrder) responses[name] = revisions;
      return { asksForFields, asksForResponse };
    },
    changeStock(sku) {
      const rank = rankOf.get(sku);
      hasStock[rank] = 0;
      stockRevisions[rank] += 1;
    },
    changePrice({ account, sku }) {
      const price = numberOf(account) * count + rankOf.get(sku);
      hasPrice[price] = 0;
      priceRevisions[price] += 1;
    },
  };
}

/** Makes the changes that are due after so many pages. */
function createChanges(caches, { accountCount, pagesPerSecond, stockChangesPerSecond, priceChangesPerSecond }) {
  const { drawStock, drawPrice } = createChangeDraw(accountCount);
  let [stockChanges, priceChanges] = [0, 0];
  return (pages) => {
    const seconds = pages / pagesPerSecond;
    for (; stockChanges <= seconds * stockChangesPerSecond; stockChanges++) caches.changeStock(drawStock());
    for (; priceChanges <= seconds * priceChangesPerSecond; priceChanges++) caches.changePrice(drawPrice());
  };
}

/**
 * @param {object[]} before pages that were shown before anything changed
 * @param {object[]} during pages shown at an even rate, while prices and stock change
 * @param {{ accountCount: number, pagesPerSecond: number, priceChangesPerSecond: number, stockChangesPerSecond: number }} shop
 * @returns the calls per page, of `during`: one for each page that shows anything which has not been asked for since it
 *   changed
 */
export function countLeastCalls(before, during, shop) {
  const caches = createIdealCaches(shop.accountCount);
  for (const page of before) caches.show(page);
  const change = createChanges(caches, shop);
  let calls = 0;
  for (const [index, page] of during.entries()) {
    change(index);
    if (caches.show(page).asksForFields) calls += 1;
  }
  return calls / during.length;
}

/** So many pages have been shown when the next ones are counted, at each of the rates. */
const ages = { quick: [20_000], full: [20_000, 200_000, 2_000_000, 10_000_000] };
const rates = { quick: [100], full: [100, 1000] };
const countedPages = 20_000;

/** @returns a row for each rate and age: the calls per page of both caches in a shop that has changed from the beginning */
export function computeAgeing(workload, _gateways, { options }) {
  const extent = options.isQuick ? 'quick' : 'full';
  return rates[extent].flatMap((pagesPerSecond) => {
    const shop = { ...workload, pagesPerSecond };
    const caches = createIdealCaches(shop.accountCount);
    const change = createChanges(caches, shop);
    const draw = createPageDraw(shop.accountCount, createRandom(4));
    let shown = 0;
    const countCalls = (pages) => {
      const calls = { fields: 0, responses: 0 };
      for (const until = shown + pages; shown < until; shown++) {
        change(shown);
        const { asksForFields, asksForResponse } = caches.show(draw());
        calls.fields += asksForFields ? 1 : 0;
        calls.responses += asksForResponse ? 1 : 0;
      }
      return { fields: calls.fields / pages, responses: calls.responses / pages };
    };
    return ages[extent].map((age) => {
      countCalls(age - shown);
      const calls = countCalls(countedPages);
      const seconds = age / pagesPerSecond;
      const label = `${pagesPerSecond.toLocaleString('en')} pages a second, after ${age.toLocaleString('en')} pages`;
      console.error(`  ${label}: ${calls.fields.toFixed(3)} calls per page where fields are kept`);
      return {
        id: 'ageing',
        label,
        hours: seconds / 3600,
        fieldCallsPerPage: calls.fields,
        responseCallsPerPage: calls.responses,
      };
    });
  });
}

// What a shop must cost its ERP: the calls of a cache that forgets nothing but what has changed, and foresees nothing.
import { createChangeDraw, listSkus } from '../graphs/b2b-requests.mjs';

/**
 * @param {object[]} before pages that were shown before anything changed
 * @param {object[]} during pages shown at an even rate, while prices and stock change
 * @param {{ accountCount: number, pagesPerSecond: number, priceChangesPerSecond: number, stockChangesPerSecond: number }} shop
 * @returns the calls per page, of `during`: one for each page that shows anything which has not been asked for since it
 *   changed
 */
export function countLeastCalls(before, during, shop) {
  const known = new Set();
  /** Whether the page needs the ERP; after it, everything on it is known. */
  const show = (page) => {
    const sizeBefore = known.size;
    for (const sku of listSkus(page)) known.add(`stock ${sku}`).add(`price ${page.account} ${sku}`);
    return known.size > sizeBefore;
  };
  for (const page of before) show(page);

  const { drawStock, drawPrice } = createChangeDraw(shop.accountCount);
  const { pagesPerSecond, stockChangesPerSecond, priceChangesPerSecond } = shop;
  let [calls, stockChanges, priceChanges] = [0, 0, 0];
  for (const [index, page] of during.entries()) {
    const seconds = index / pagesPerSecond;
    for (; stockChanges <= seconds * stockChangesPerSecond; stockChanges++) known.delete(`stock ${drawStock()}`);
    for (; priceChanges <= seconds * priceChangesPerSecond; priceChanges++) {
      const { account, sku } = drawPrice();
      known.delete(`price ${account} ${sku}`);
    }
    if (show(page)) calls += 1;
  }
  return calls / during.length;
}

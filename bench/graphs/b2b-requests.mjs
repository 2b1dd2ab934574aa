// What clients ask of the distributor: pages of a shop, each for the account whose token they carry.
import { categories, hasPrice, products } from './b2b-data.mjs';

const fragments = `fragment QuantityValue on Quantity { value uom }
fragment PriceSummary on PriceResult {
  __typename
  ... on Price { unitPrice { amount currencyCode basisQuantity basisUom } priceSource }
  ... on PriceOnRequest { reason }
  ... on PriceUnavailable { code message }
}`;

const listing = `query ProductListing($category: ID!, $account: ID!) {
  category(code: $category) {
    code
    name
    children { code name }
    products(first: 24) {
      nodes {
        sku
        name
        shortDescription
        brand
        media { role url }
        itemStatus
        price(account: $account) { ...PriceSummary }
        availability {
          status
          totalAvailable { ...QuantityValue }
          locations { warehouse { code } available { ...QuantityValue } }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}
${fragments}`;

const productPage = `query ProductPage($sku: ID!, $account: ID!) {
  product(sku: $sku) {
    sku
    name
    shortDescription
    brand
    media { role url }
    itemStatus
    price(account: $account) { ...PriceSummary }
    availability {
      status
      totalAvailable { ...QuantityValue }
      locations { warehouse { code } available { ...QuantityValue } }
    }
  }
}
${fragments}`;

const quickOrder = `query QuickOrder($skus: [ID!]!, $account: ID!) {
  products(skus: $skus) {
    sku
    name
    itemStatus
    price(account: $account) { ...PriceSummary }
    availability { status totalAvailable { ...QuantityValue } }
  }
}
${fragments}`;

const ask = (account, query, variables) => ({ account, body: { query, variables: { ...variables, account } } });

/** Every pair of an account and a category once, in an order that seems random and is the same in every run. */
export function listListings(accountCount, categoryCount) {
  const count = accountCount * categoryCount;
  return Array.from({ length: count }, (_, index) => {
    // 149 has no divisor in common with the counts that are used.
    const pair = (index * 149) % count;
    return ask(`a${pair % accountCount}`, listing, { category: `c${Math.floor(pair / accountCount)}` });
  });
}

/** One listing for each account, each in another category as long as there are any. */
export const listSessions = (accountCount, categoryCount) =>
  Array.from({ length: accountCount }, (_, index) =>
    ask(`a${index}`, listing, { category: `c${index % categoryCount}` }),
  );

/** So many pages as a shop is asked for them. */
export function drawPages(count, accountCount, random) {
  const draw = createPageDraw(accountCount, random);
  return Array.from({ length: count }, draw);
}

/** Draws the next page that a shop is asked for: 6 of 10 are listings, 3 product pages, and one a quick order of ten lines. */
export function createPageDraw(accountCount, random) {
  const drawAccount = createZipf(accountCount, random);
  const drawCategory = createZipf(categories.size, random);
  const drawSku = createSkuDraw(random);
  let drawn = 0;
  return () => {
    const account = `a${drawAccount()}`;
    const place = drawn++ % 10;
    if (place < 6) return ask(account, listing, { category: `c${drawCategory()}` });
    if (place < 9) return ask(account, productPage, { sku: drawSku() });
    return ask(account, quickOrder, { skus: [...new Set(Array.from({ length: 10 }, drawSku))] });
  };
}

/** What a page shows the price and the stock of. */
export function listSkus({ body: { variables } }) {
  if (variables.category === undefined) return variables.skus ?? [variables.sku];
  return categories.get(variables.category).all.map(({ sku }) => sku);
}

/** What changes in the ERP, the popular things more often; the same in every run. */
export function createChangeDraw(accountCount) {
  const random = createRandom(7);
  const drawSku = createSkuDraw(random);
  const drawAccount = createZipf(accountCount, random);
  const drawPrice = () => {
    let sku = drawSku();
    while (!hasPrice(sku)) sku = drawSku();
    return { account: `a${drawAccount()}`, sku };
  };
  return { drawStock: drawSku, drawPrice };
}

/** Draws products, the popular ones more often. */
function createSkuDraw(random) {
  const skus = [...products.keys()];
  const draw = createZipf(skus.length, random);
  return () => skus[draw()];
}

/** Draws numbers below `count`, the low ones more often: as often as their place says (Zipf's law with exponent 1). */
function createZipf(count, random) {
  const cumulative = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank++) cumulative[rank] = sum += 1 / (rank + 1);
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] <= wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Numbers from 0 to 1 that seem random and are the same in every run. */
export function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

// The data of the distributor: what its PIM and its ERP know. Computed from the names, so that every process has the same.
// A price or a stock changes by a revision, which shows in the figure itself: whoever reads one can tell how old it is.

const categoryCount = 417;
const pageSize = 24;
const warehouses = ['CHI', 'DAY', 'HOU'];
const mediaRoles = ['PRIMARY', 'GALLERY', 'DRAWING'];
const adjectives = ['Sealed', 'Stainless', 'Heavy-duty', 'Precision', 'High-speed', 'Low-noise', 'Corrosion-resistant'];
const nouns = ['ball bearing', 'hydraulic fitting', 'V-belt', 'shaft collar', 'linear guide', 'gate valve'];

/** The same figure for the same text on every machine and in every process. */
function hash(text) {
  let value = 2166136261;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 16777619);
  return value >>> 0;
}

const pick = (list, seed) => list[hash(seed) % list.length];
const decimal = (cents) => (cents / 100).toFixed(2);

function createProduct(category, index) {
  const sku = `SKU-${category}-${String(1000 + index)}`;
  const name = `${pick(adjectives, sku)} ${pick(nouns, `${sku}n`)} ${hash(sku) % 10_000}`;
  return {
    sku,
    name,
    shortDescription:
      `${name}: for conveyors, pumps and gearboxes in continuous operation, tested to ISO ${hash(`${sku}i`) % 20_000}; ` +
      `supplied greased for life, with a certificate of conformity for each batch of ${(hash(`${sku}b`) % 90) + 10}.`,
    brand: pick(['Norden', 'Kestrel', 'Atlas & Sons', 'Velora'], `${sku}m`),
    media: mediaRoles.map((role) => ({
      role,
      url: `https://media.example/products/${sku.toLowerCase()}/${role.toLowerCase()}-1200x1200.webp`,
    })),
  };
}

/** By code. A page shows 24 products; there are 10,008. */
export const categories = new Map(
  Array.from({ length: categoryCount }, (_, number) => {
    const code = `c${number}`;
    return [
      code,
      {
        code,
        name: `Category ${number}`,
        children: Array.from({ length: 4 }, (__, child) => ({ code: `${code}-${child}`, name: `Part ${child}` })),
        all: Array.from({ length: pageSize }, (__, index) => createProduct(code, index)),
      },
    ];
  }),
);

/** By SKU. */
export const products = new Map(
  [...categories.values()].flatMap(({ all }) => all).map((product) => [product.sku, product]),
);

/** A listing has a few products without a price, which makes a gateway tell the types of a union apart. */
export const hasPrice = (sku) => hash(sku) % 12 !== 0;

/** `revision` counts how often the price of the account has changed: each time by a cent, so that no two are alike. */
export function priceAmount(sku, account, revision = 0) {
  const listPrice = 500 + (hash(sku) % 90_000);
  return decimal(Math.round((listPrice * (100 - discountOf(sku, account))) / 100) + revision);
}

const discountOf = (sku, account) => hash(`${account}${sku}`) % 30;

export function priceOf(sku, account, revision) {
  if (!hasPrice(sku)) return { __typename: 'PriceOnRequest', reason: 'MADE_TO_ORDER' };
  return {
    __typename: 'Price',
    unitPrice: {
      amount: priceAmount(sku, account, revision),
      currencyCode: 'USD',
      basisQuantity: '1',
      basisUom: 'EA',
    },
    priceSource: discountOf(sku, account) > 10 ? 'CONTRACT' : 'LIST',
  };
}

const stockIn = (sku, code, revision) => (hash(sku + code) % 500) + (code === warehouses[0] ? revision : 0);

/** `revision` counts how often the stock has changed: each time one more lies in the first warehouse. */
export const stockTotal = (sku, revision = 0) =>
  String(warehouses.reduce((sum, code) => sum + stockIn(sku, code, revision), 0));

export function availabilityOf(sku, revision = 0) {
  const total = stockTotal(sku, revision);
  return {
    status: Number(total) > 300 ? 'IN_STOCK' : 'LOW_STOCK',
    totalAvailable: { value: total, uom: 'EA' },
    locations: warehouses.map((code) => ({
      warehouse: { code },
      available: { value: String(stockIn(sku, code, revision)), uom: 'EA' },
    })),
  };
}

export const itemStatusOf = (sku) => (hash(sku) % 7 === 0 ? 'PHASE_OUT' : 'ACTIVE');

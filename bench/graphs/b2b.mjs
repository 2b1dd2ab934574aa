// Product listing of a distributor: content from a PIM, price by account and stock in three warehouses from an ERP.
// Modelled like the graph in schema/, with the account as an argument: every gateway can forward that alike.

const categoryCount = 20;
const accountCount = 20;
const productsPerCategory = 24;
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

const categories = new Map(
  Array.from({ length: categoryCount }, (_, number) => {
    const code = `c${number}`;
    return [
      code,
      {
        code,
        name: `Category ${number}`,
        children: Array.from({ length: 4 }, (__, child) => ({ code: `${code}-${child}`, name: `Part ${child}` })),
        all: Array.from({ length: productsPerCategory * 2 }, (__, index) => createProduct(code, index)),
      },
    ];
  }),
);
const products = new Map([...categories.values()].flatMap(({ all }) => all).map((product) => [product.sku, product]));

function priceFor({ sku }, { account }) {
  // A listing has a few products without a price, which makes a gateway tell the types of a union apart.
  if (hash(sku) % 12 === 0) return { __typename: 'PriceOnRequest', reason: 'MADE_TO_ORDER' };
  const discount = hash(`${account}${sku}`) % 30;
  const listPrice = 500 + (hash(sku) % 90_000);
  return {
    __typename: 'Price',
    unitPrice: {
      amount: decimal(Math.round((listPrice * (100 - discount)) / 100)),
      currencyCode: 'USD',
      basisQuantity: '1',
      basisUom: 'EA',
    },
    priceSource: discount > 10 ? 'CONTRACT' : 'LIST',
  };
}

function availabilityOf({ sku }) {
  const locations = warehouses.map((code) => ({
    warehouse: { code },
    available: { value: String(hash(sku + code) % 500), uom: 'EA' },
  }));
  const total = locations.reduce((sum, { available }) => sum + Number(available.value), 0);
  return {
    status: total > 300 ? 'IN_STOCK' : 'LOW_STOCK',
    totalAvailable: { value: String(total), uom: 'EA' },
    locations,
  };
}

const pim = {
  typeDefs: `
    extend type Query { category(code: ID!): Category }
    type Category { code: ID! name: String! children: [Category!]! products(first: Int = 24): ProductConnection }
    type ProductConnection { nodes: [Product!]! pageInfo: PageInfo! }
    type PageInfo { hasNextPage: Boolean! endCursor: String }
    type Product @key(fields: "sku") {
      sku: ID! name: String! shortDescription: String brand: String media: [Media!]!
    }
    type Media { role: MediaRole! url: String! }
    enum MediaRole { PRIMARY GALLERY DRAWING }`,
  resolvers: {
    Query: { category: (_, { code }) => categories.get(code) },
    Category: {
      products: ({ all }, { first }) => ({
        nodes: all.slice(0, first),
        pageInfo: { hasNextPage: first < all.length, endCursor: all[Math.min(first, all.length) - 1].sku },
      }),
    },
    Product: { __resolveReference: ({ sku }) => products.get(sku) },
  },
};

// The item status is a string here and an enum in our schema: Mercurius answers null for an enum that a subgraph adds to
// another's entity, and a peer with other data could not be compared.
const erp = {
  typeDefs: `
    scalar Decimal
    extend type Product @key(fields: "sku") {
      sku: ID! @external
      itemStatus: String
      price(account: ID!): PriceResult
      availability: Availability
    }
    union PriceResult = Price | PriceOnRequest | PriceUnavailable
    type Price { unitPrice: UnitPrice! priceSource: PriceSource! }
    enum PriceSource { LIST CONTRACT }
    type UnitPrice { amount: Decimal! currencyCode: String! basisQuantity: Decimal! basisUom: String! }
    type PriceOnRequest { reason: String! }
    type PriceUnavailable { code: String! message: String }
    type Availability { status: StockStatus! totalAvailable: Quantity locations: [StockLocation!]! }
    enum StockStatus { IN_STOCK LOW_STOCK }
    type StockLocation { warehouse: Warehouse! available: Quantity! }
    type Warehouse { code: ID! }
    type Quantity { value: Decimal! uom: String! }`,
  resolvers: {
    Product: {
      __resolveReference: (reference) => reference,
      itemStatus: ({ sku }) => (hash(sku) % 7 === 0 ? 'PHASE_OUT' : 'ACTIVE'),
      price: priceFor,
      availability: availabilityOf,
    },
    PriceResult: { __resolveType: ({ __typename }) => __typename },
  },
};

// Never asked for in these workloads; a third subgraph gives the planners something to leave out.
const oms = {
  typeDefs: `
    extend type Query { orders(account: ID!): [Order!]! }
    type Order { orderNumber: ID! lines: [OrderLine!]! }
    type OrderLine { quantity: Int! product: Product! }
    extend type Product @key(fields: "sku") { sku: ID! @external }`,
  resolvers: {
    Query: { orders: () => [] },
    Product: { __resolveReference: (reference) => reference },
  },
};

export const b2bGraph = { name: 'b2b', subgraphs: { pim, erp, oms } };

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
fragment QuantityValue on Quantity { value uom }
fragment PriceSummary on PriceResult {
  __typename
  ... on Price { unitPrice { amount currencyCode basisQuantity basisUom } priceSource }
  ... on PriceOnRequest { reason }
  ... on PriceUnavailable { code message }
}`;

/** Every pair of an account and a category once, in an order that seems random and is the same in every run. */
export const listingRequests = Array.from({ length: accountCount * categoryCount }, (_, index) => {
  const pair = (index * 149) % (accountCount * categoryCount);
  const account = `a${pair % accountCount}`;
  return {
    account,
    body: { query: listing, variables: { category: `c${Math.floor(pair / accountCount)}`, account } },
  };
});

// Product listing of a distributor: content from a PIM, price by account and stock in three warehouses from an ERP.
// Modelled like the graph in schema/, with the account as an argument: every gateway can forward that alike.
// The policies are those of schema/ with one difference: everything may be kept for an hour, so that no round meets an end.
import { fileURLToPath } from 'node:url';
import { availabilityOf, categories, itemStatusOf, priceOf, products } from './b2b-data.mjs';

const pim = {
  system: 'PIM',
  hint: 'max-age=3600, public',
  typeDefs: `
    extend type Query {
      category(code: ID!): Category
        @owner(system: PIM) @cacheControl(maxAge: 3600) @refreshedBy(events: ["pim.category.updated"])
      product(sku: ID!): Product
        @owner(system: PIM) @cacheControl(maxAge: 3600) @refreshedBy(events: ["pim.product.updated"])
      products(skus: [ID!]!): [Product]
        @owner(system: PIM) @cacheControl(maxAge: 3600) @refreshedBy(events: ["pim.product.updated"])
    }
    type Category { code: ID! name: String! children: [Category!]! products(first: Int = 24): ProductConnection }
    type ProductConnection { nodes: [Product!]! pageInfo: PageInfo! }
    type PageInfo { hasNextPage: Boolean! endCursor: String }
    type Product @key(fields: "sku")
      @owner(system: PIM) @cacheControl(maxAge: 3600) @refreshedBy(events: ["pim.product.updated"]) {
      sku: ID! name: String shortDescription: String brand: String media: [Media!]
    }
    type Media { role: MediaRole! url: String! }
    enum MediaRole { PRIMARY GALLERY DRAWING }`,
  resolvers: {
    Query: {
      category: (_, { code }) => categories.get(code),
      product: (_, { sku }) => products.get(sku),
      products: (_, { skus }) => skus.map((sku) => products.get(sku)),
    },
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
  system: 'ERP',
  hint: 'max-age=3600, private',
  typeDefs: `
    scalar Decimal
    extend type Product @key(fields: "sku") {
      sku: ID! @external
      itemStatus: String
        @owner(system: ERP) @cacheControl(maxAge: 3600) @refreshedBy(events: ["erp.item.updated"])
      price(account: ID!): PriceResult
        @owner(system: ERP)
        @cacheControl(maxAge: 3600, scope: PRIVATE)
        @varyBy(claims: [ACCOUNT])
        @refreshedBy(events: ["erp.price.changed"])
      availability: Availability
        @owner(system: ERP) @cacheControl(maxAge: 3600) @refreshedBy(events: ["erp.inventory.changed"])
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
      itemStatus: ({ sku }) => itemStatusOf(sku),
      price: ({ sku }, { account }, context) => priceOf(sku, account, readRevision(context, `${account} ${sku}`)),
      availability: ({ sku }, _, context) => availabilityOf(sku, readRevision(context, sku)),
    },
    PriceResult: { __resolveType: ({ __typename }) => __typename },
  },
};

/** What has changed is told to the process of the subgraphs; everywhere else nothing ever does. */
const readRevision = (context, name) => context?.revisions?.get(name) ?? 0;

// Never asked for in these workloads; a third subgraph gives the planners something to leave out.
const oms = {
  system: 'OMS',
  hint: 'no-store',
  typeDefs: `
    extend type Query {
      orders(account: ID!): [Order!] @owner(system: OMS)
      account(id: ID!): Account @owner(system: OMS)
    }
    type Account @key(fields: "id") @accountScope(field: "id") @owner(system: OMS) { id: ID! }
    type Order { orderNumber: ID! lines: [OrderLine!]! }
    type OrderLine { quantity: Int! product: Product! }
    extend type Product @key(fields: "sku") { sku: ID! @external }`,
  resolvers: {
    Query: { orders: () => [], account: (_, { id }) => ({ id }) },
    Account: { __resolveReference: (reference) => reference },
    Product: { __resolveReference: (reference) => reference },
  },
};

export const b2bGraph = {
  name: 'b2b',
  subgraphs: { pim, erp, oms },
  events: fileURLToPath(new URL('b2b-events.yaml', import.meta.url)),
};

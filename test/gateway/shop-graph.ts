// A small federated shop: products own the catalogue, reviews and stock contribute to it.
import type { SubgraphDefinition } from './running-subgraph.ts';

const products = [
  { __typename: 'Tool', id: '1', name: 'Hammer', weightGrams: 900, price: 12 },
  { __typename: 'Book', id: '2', name: 'Carpentry', weightGrams: 450, price: 30 },
  { __typename: 'Tool', id: '3', name: 'Saw', weightGrams: 700, price: null },
];

const reviews = [
  { id: 'r1', text: 'Solid', product: '1', author: 'u1' },
  { id: 'r2', text: 'Heavy', product: '1', author: 'u2' },
  { id: 'r3', text: 'Sharp', product: '3', author: 'u1' },
  { id: 'r4', text: 'Sold again', product: '1', author: 'u1' },
];

const findProduct = (id: string) => products.find((product) => product.id === id) ?? null;

/** Products of two types behind an interface and a union. `Tool` and `Book` are entities. */
export const productsSubgraph: SubgraphDefinition = {
  name: 'products',
  typeDefs: `
    type Query {
      products: [Product!]!
      tool(id: ID!): Tool
      tools(ids: [ID!]!): [Tool]!
      search(text: String!): [Hit!]!
      mainCategory: Category
    }
    type Mutation {
      rename(id: ID!, name: String!): Tool
    }
    interface Product { id: ID! name: String! }
    union Hit = Tool | Book | Category
    type Category { title: String! bestseller: Tool }
    type Tool implements Product @key(fields: "id") { id: ID! name: String! weightGrams: Int! price: Int secret: String @inaccessible }
    type Book implements Product @key(fields: "id") { id: ID! name: String! weightGrams: Int! }
  `,
  resolvers: {
    Query: {
      products: () => products,
      tool: (_: unknown, { id }: { id: string }) => findProduct(id),
      tools: (_: unknown, { ids }: { ids: string[] }) => ids.map(findProduct),
      search: () => [{ __typename: 'Category', title: 'Workshop' }, ...products],
      mainCategory: () => ({ title: 'Workshop', bestseller: findProduct('1') }),
    },
    Mutation: {
      rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ ...findProduct(id), name }),
    },
    Tool: { __resolveReference: ({ id }: { id: string }) => findProduct(id) },
    Book: { __resolveReference: ({ id }: { id: string }) => findProduct(id) },
  },
};

/** Reviews of tools only, each with its author; the author's name is provided with it. */
export const reviewsSubgraph: SubgraphDefinition = {
  name: 'reviews',
  typeDefs: `
    type Query { latestReviews: [Review!]! }
    type Review @key(fields: "id") { id: ID! text: String! product: Tool! author: User @provides(fields: "name") }
    type Tool @key(fields: "id") { id: ID! reviews: [Review!]! rating: Int }
    type User @key(fields: "id") { id: ID! name: String @external }
  `,
  resolvers: {
    Query: { latestReviews: () => reviews },
    Review: {
      product: ({ product }: { product: string }) => ({ __typename: 'Tool', id: product }),
      author: ({ author }: { author: string }) => ({ id: author, name: `Provided ${author}` }),
    },
    Tool: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      reviews: ({ id }: { id: string }) => reviews.filter((review) => review.product === id),
      rating: ({ id }: { id: string }) => {
        if (id === '3') throw new Error('connect ECONNREFUSED postgres://reviews:secret@10.0.0.7/reviews');
        return 4;
      },
    },
  },
};

/** Shipping needs the weight, which products own. */
export const stockSubgraph: SubgraphDefinition = {
  name: 'stock',
  typeDefs: `
    type Tool @key(fields: "id") {
      id: ID!
      weightGrams: Int! @external
      inStock: Int
      shippingCost: Int @requires(fields: "weightGrams")
    }
    type Book @key(fields: "id") { id: ID! inStock: Int }
    type User @key(fields: "id") { id: ID! name: String @shareable }
  `,
  resolvers: {
    Tool: {
      __resolveReference: (reference: object) => reference,
      inStock: ({ id }: { id: string }) => Number(id) * 10,
      shippingCost: ({ weightGrams }: { weightGrams: number }) => Math.ceil(weightGrams / 100),
    },
    Book: { __resolveReference: (reference: object) => reference, inStock: () => 7 },
    User: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Name of ${id}` }) },
  },
};

// The accounts, inventory, products and reviews of the federation benchmark that The Guild publishes: its schema, its
// query and the shape and size of its data, with texts of our own. The answer is about 87 kB, much of it repeated.

const words =
  'the part arrived on time and fits as drawn but packaging could be better for long transport by sea'.split(' ');

function write(length, seed) {
  let text = '';
  for (let index = seed; text.length < length; index++) text += `${words[(index * 5 + seed) % words.length]} `;
  return text.slice(0, length);
}

const users = Array.from({ length: 6 }, (_, index) => ({
  id: String(index + 1),
  name: `Customer number ${index + 1}`,
  username: `buyer${index + 1}`,
  birthday: 500_000_000 + index,
}));

const products = [
  ['Table', 899, 100, true],
  ['Couch', 1299, 1000, false],
  ['Glass', 15, 20, false],
  ['Chair', 499, 100, false],
  ['TV', 1299, 1000, true],
  ['Lamp', 6999, 300, true],
  ['Grill', 3999, 2000, true],
  ['Fridge', 100_000, 6000, false],
  ['Sofa', 9999, 800, true],
].map(([name, price, weight, inStock], index) => ({ upc: String(index + 1), name, price, weight, inStock }));
const productByUpc = new Map(products.map((product) => [product.upc, product]));

// Which product each review is of, and how long it is.
const reviews = [
  ['1', 446],
  ['1', 289],
  ['1', 275],
  ['1', 145],
  ['2', 446],
  ['2', 289],
  ['2', 275],
  ['2', 145],
  ['3', 145],
  ['4', 145],
  ['4', 860],
].map(([upc, length], index) => ({
  id: String(index + 1),
  body: write(length, index),
  product: productByUpc.get(upc),
  author: users[0],
}));

const accounts = {
  typeDefs: `
    extend type Query { me: User user(id: ID!): User users: [User] }
    type User @key(fields: "id") { id: ID! name: String username: String birthday: Int }`,
  resolvers: {
    Query: { me: () => users[0], user: (_, { id }) => users[id - 1], users: () => users },
    User: { __resolveReference: ({ id }) => users[id - 1] },
  },
};

const inventory = {
  typeDefs: `
    extend type Product @key(fields: "upc") {
      upc: String! @external
      weight: Int @external
      price: Int @external
      inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight")
    }`,
  resolvers: {
    Product: {
      __resolveReference: (reference) => reference,
      inStock: ({ upc }) => productByUpc.get(upc).inStock,
      shippingEstimate: ({ price, weight }) => (price > 1000 ? 0 : Math.floor(weight / 2)),
    },
  },
};

const catalogue = {
  typeDefs: `
    extend type Query { topProducts(first: Int = 5): [Product] }
    type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
  resolvers: {
    Query: { topProducts: (_, { first }) => products.slice(0, first) },
    Product: { __resolveReference: ({ upc }) => productByUpc.get(upc) },
  },
};

const opinions = {
  typeDefs: `
    type Review @key(fields: "id") {
      id: ID! body: String product: Product author: User @provides(fields: "username")
    }
    extend type User @key(fields: "id") { id: ID! @external username: String @external reviews: [Review] }
    extend type Product @key(fields: "upc") { upc: String! @external reviews: [Review] }`,
  resolvers: {
    Review: { __resolveReference: ({ id }) => reviews[id - 1] },
    User: { __resolveReference: (reference) => reference, reviews: () => reviews.slice(0, 2) },
    Product: {
      __resolveReference: (reference) => reference,
      reviews: ({ upc }) => reviews.filter(({ product }) => product.upc === upc),
    },
  },
};

export const guildGraph = {
  name: 'guild',
  subgraphs: { accounts, inventory, products: catalogue, reviews: opinions },
};

export const guildQuery = `fragment User on User { id username name }
fragment Review on Review { id body }
fragment Product on Product { inStock name price shippingEstimate upc weight }
query TestQuery {
  users {
    ...User
    reviews {
      ...Review
      product {
        ...Product
        reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } }
      }
    }
  }
  topProducts {
    ...Product
    reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } }
  }
}`;

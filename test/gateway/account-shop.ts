// A governed shop whose values differ by account, by user or not at all. Each says for whom it was asked, and in which
// request: what is the same was asked for once.
import type { RecordedRequest, SubgraphDefinition } from './running-subgraph.ts';

export const governance = `
  extend schema
    @link(url: "https://commerce-graph.example/governance/v1.0", import: ["@system", "@owner", "@cacheControl", "@varyBy"])
    @composeDirective(name: "@system") @composeDirective(name: "@owner")
    @composeDirective(name: "@cacheControl") @composeDirective(name: "@varyBy")
  directive @system(subgraph: String!, name: String!) repeatable on SCHEMA
  directive @owner(system: String!) repeatable on OBJECT | FIELD_DEFINITION
  directive @cacheControl(maxAge: Int, scope: governance__CacheControlScope) on FIELD_DEFINITION | OBJECT
  directive @varyBy(claims: [governance__IdentityClaim!]!) on OBJECT | FIELD_DEFINITION
  enum governance__IdentityClaim { ACCOUNT PRICE_GROUP CATALOG USER }
  enum governance__CacheControlScope { PUBLIC PRIVATE }
`;
const forAll = '@cacheControl(maxAge: 60)';
const forAccount = '@cacheControl(maxAge: 60, scope: PRIVATE) @varyBy(claims: [ACCOUNT])';
const forUser = '@cacheControl(maxAge: 60, scope: PRIVATE)';

export interface Claims {
  readonly sub: string;
  readonly account?: string;
  readonly scope: string;
}

/** What the gateway asserts of the caller. */
export function readClaims({ headers }: Pick<RecordedRequest, 'headers'>): Claims {
  const [, claims = ''] = headers.authorization?.split('.') ?? [];
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Claims;
}

let requestCount = 0;
const numbers = new WeakMap<RecordedRequest, number>();
/** Resolves a field by what it says of the caller, and of the request that it was asked in. */
const say = (describe: (claims: Claims) => string) => (_parent: unknown, _args: unknown, context: unknown) => {
  const request = context as RecordedRequest;
  const number = numbers.get(request) ?? (requestCount += 1);
  numbers.set(request, number);
  return `of ${describe(readClaims(request))}, request ${number}`;
};
const sayAll = say(() => 'all');
const sayAccount = say(({ account = 'nobody' }) => account);
const sayUser = say(({ sub }) => sub);

export const accountSubgraph: SubgraphDefinition = {
  name: 'erp',
  typeDefs: `
    ${governance}
    extend schema @system(subgraph: "erp", name: "ERP")
    type Query @owner(system: "ERP") {
      news: String ${forAll}
      articles: [Article!] ${forAll}
      orders: [Order!] ${forAccount}
      cart: String ${forUser}
      live: String
      firmPrice: String @cacheControl(maxAge: 0, scope: PRIVATE) @varyBy(claims: [ACCOUNT])
    }
    type Article @key(fields: "id") @owner(system: "ERP") {
      id: ID!
      name: String ${forAll}
      ownNumber: String ${forAccount}
      lastSeen: String ${forUser}
    }
    type Order @key(fields: "id") @owner(system: "ERP") {
      id: ID!
      total: String ${forAccount}
      note: String ${forUser}
      status: String
    }
  `,
  resolvers: {
    Query: {
      news: sayAll,
      articles: () => [{ id: '1' }],
      orders: () => [{ id: '1' }],
      cart: sayUser,
      live: sayAll,
      firmPrice: sayAccount,
    },
    Article: {
      __resolveReference: (reference: object) => reference,
      name: sayAll,
      ownNumber: sayAccount,
      lastSeen: sayUser,
    },
    Order: {
      __resolveReference: (reference: object) => reference,
      total: sayAccount,
      note: sayUser,
      status: sayAll,
    },
  },
};

/** What it says of an article is the same for everybody, but for what the ERP has told it. */
export const adviceSubgraph: SubgraphDefinition = {
  name: 'advice',
  typeDefs: `
    ${governance}
    extend schema @system(subgraph: "advice", name: "Advice")
    type Article @key(fields: "id") {
      id: ID!
      lastSeen: String @external
      related: String @requires(fields: "lastSeen") @owner(system: "Advice") ${forAll}
    }
  `,
  resolvers: {
    Article: {
      __resolveReference: (reference: object) => reference,
      related: ({ lastSeen }: { lastSeen: string }) => `to what was seen ${lastSeen}`,
    },
  },
};

// A graph that protects parts of itself in every way that there is: fields, types, implementations, leaves and roots.
import type { SubgraphDefinition } from './running-subgraph.ts';

const people = [
  { __typename: 'Employee', id: '1', name: 'Ada', phone: '+1', badge: 'A1', salary: 100 },
  { __typename: 'Guest', id: '2', name: 'Bo', phone: '+2', host: { __typename: 'Employee', id: '1' } },
];
const find = (id: string) => people.find((person) => person.id === id);

export const peopleSubgraph: SubgraphDefinition = {
  name: 'people',
  typeDefs: `
    type Query {
      open: String
      closed: String @authenticated
      required: String! @authenticated
      either: String @requiresScopes(scopes: [["a", "b"], ["c"]])
      both: Vault @requiresScopes(scopes: [["x"]])
      decided: String @policy(policies: [["p", "q"], ["r"]])
      echo(text: String! = "none"): String
      secretEcho(text: String!): String @authenticated
      holder: Holder
      holders: [Holder!]
      person(id: ID!): Person
      visitors: [Visitor]
      employees: [Employee!]
      tint: Tint
      code: Code
      ledger: Ledger
      lockers: [Locker!]
    }
    type Mutation {
      allowed: Int
      refused: Int @authenticated
      after: Int
      opened: Holder
    }
    type Vault @requiresScopes(scopes: [["y"]]) { content: String }
    enum Tint @authenticated { RED BLUE }
    scalar Code @requiresScopes(scopes: [["codes"]])
    type Holder {
      name: String
      secret: String @authenticated
      must: String! @authenticated
      inner: Holder
      list: [Holder]
      vault: Vault
    }
    type Ledger { total: Int @requiresScopes(scopes: [["ledger"]]) }
    type Locker @key(fields: "id") { id: ID! @requiresScopes(scopes: [["keys"]]) label: String }
    interface Person { id: ID! name: String phone: String }
    type Employee implements Person @key(fields: "id") {
      id: ID! name: String phone: String @requiresScopes(scopes: [["phones"]]) badge: String
      salary: Int @requiresScopes(scopes: [["salaries"]])
    }
    type Guest implements Person @key(fields: "id") { id: ID! name: String phone: String host: Employee }
    type Agent @authenticated { alias: String }
    union Visitor = Guest | Agent
  `,
  resolvers: {
    Query: {
      open: () => 'open',
      closed: () => 'closed',
      required: () => 'required',
      either: () => 'either',
      both: () => ({}),
      decided: () => 'decided',
      echo: (_parent: unknown, { text }: { text: string }) => text,
      secretEcho: (_parent: unknown, { text }: { text: string }) => text,
      holder: () => createHolder(2),
      holders: () => [createHolder(1), createHolder(0)],
      person: (_parent: unknown, { id }: { id: string }) => find(id),
      visitors: () => [find('2'), { __typename: 'Agent', alias: 'X' }],
      employees: () => [find('1')],
      tint: () => 'RED',
      code: () => '007',
      lockers: () => [{ id: 'L1', label: 'left' }],
      ledger: () => ({ total: 7 }),
    },
    Mutation: { allowed: () => 1, refused: () => 2, after: () => 3, opened: () => createHolder(0) },
    Vault: { content: () => 'gold' },
    Locker: { __resolveReference: ({ id }: { id: string }) => ({ id, label: 'left' }) },
    Employee: { __resolveReference: ({ id }: { id: string }) => find(id) },
    Guest: { __resolveReference: ({ id }: { id: string }) => find(id) },
  },
};

function createHolder(depth: number): object {
  return {
    name: `holder ${depth}`,
    secret: `secret ${depth}`,
    must: `must ${depth}`,
    inner: depth > 0 ? createHolder(depth - 1) : null,
    list: depth > 0 ? [createHolder(depth - 1), null] : [],
    vault: {},
  };
}

/** It needs what its readers may not have, and says so. */
export const taxSubgraph: SubgraphDefinition = {
  name: 'tax',
  typeDefs: `
    type Employee @key(fields: "id") {
      id: ID!
      salary: Int @external
      tax: Int @requires(fields: "salary") @requiresScopes(scopes: [["salaries"]])
      desk: String
    }
    type Locker @key(fields: "id") { id: ID! content: String }
  `,
  resolvers: {
    Employee: {
      __resolveReference: (reference: object) => reference,
      tax: ({ salary }: { salary: number }) => salary / 4,
      desk: ({ id }: { id: string }) => `desk ${id}`,
    },
    Locker: {
      __resolveReference: (reference: object) => reference,
      content: ({ id }: { id: string }) => `content of ${id}`,
    },
  },
};

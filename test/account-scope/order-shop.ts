// A shop of two subgraphs with orders, quotes and accounts. Its subgraphs do as they are told: each field gives whatever
// objects the test says, whosever they are.
import type { SubgraphDefinition } from '../gateway/running-subgraph.ts';
import { govern, keptForAccount } from './scoped-gateway.ts';

export interface Order {
  readonly __typename: 'Order';
  readonly id: string;
  readonly account: { readonly id: string } | null;
}

interface Quote {
  readonly __typename: 'Quote';
  readonly id: string;
  readonly accountId: string | null;
}

interface Notice {
  readonly __typename: 'Notice';
  readonly id: string;
}

type ShopDocument = Order | Quote | Notice;

export const createOrder = (account: string | null, number = 1): Order => ({
  __typename: 'Order',
  id: `order-${number}-${account}`,
  account: account === null ? null : { id: account },
});
export const createQuote = (account: string): Quote => ({
  __typename: 'Quote',
  id: `quote-${account}`,
  accountId: account,
});
export const notice: Notice = { __typename: 'Notice', id: 'notice' };

/** What stands in every object of an account, and must never reach another one. */
export const secretOf = (account: string): string => `SECRET-OF-${account.toUpperCase()}`;

export interface ShopWorld {
  order: Order | null;
  orders: readonly (Order | null)[];
  document: ShopDocument;
  documents: readonly ShopDocument[];
  /** Which entity is given for the key that was asked for. */
  substitute(id: string): string;
  /** Which orders an account has. */
  ordersOf(account: string): readonly Order[];
  /** Names of the fields that were resolved with their arguments. */
  readonly calls: string[];
  /** Thrown by a field of orders. */
  note: () => string;
}

export function createShopWorld(): ShopWorld {
  return {
    order: createOrder('acme'),
    orders: [],
    document: notice,
    documents: [],
    substitute: (id) => id,
    ordersOf: (account) => [createOrder(account)],
    calls: [],
    note: () => 'a note',
  };
}

const ownerOf = (id: string): string => id.split('-').at(-1) ?? '';
const tell = ({ id }: { readonly id: string }): string => `${secretOf(ownerOf(id))} in ${id}`;

export function createShop(world: ShopWorld, { isKept }: { readonly isKept: boolean }): SubgraphDefinition[] {
  const kept = isKept ? keptForAccount : '';
  const note = (field: string) => (_: unknown, args: object) =>
    void world.calls.push(`${field} ${JSON.stringify(args)}`);
  const noted =
    <Value>(field: string, give: (parent: { readonly id: string }) => Value) =>
    (parent: { readonly id: string }, args: object): Value => {
      note(field)(parent, args);
      return give(parent);
    };
  const oms: SubgraphDefinition = {
    name: 'oms',
    typeDefs: `${govern('oms', 'OMS')}
      type Query @owner(system: "OMS") {
        order(id: ID = "1"): Order ${kept}
        orders(accountId: ID @accountScope, accountIds: [ID!] @accountScope, filter: OrderFilter): [Order] ${kept}
        required: [Order!] ${kept}
        grid: [[Order]] ${kept}
        page: OrderPage ${kept}
        document: Document ${kept}
        documents: [Document!] ${kept}
        anything: [Anything] ${kept}
        news: String @cacheControl(maxAge: 60)
      }
      input OrderFilter { open: Boolean of: ID @accountScope and: [OrderFilter!] }
      type OrderPage { nodes: [Order] edges: [OrderEdge] total: Int }
      type OrderEdge { node: Order cursor: String }
      interface Document { id: ID! total: String }
      type Order implements Document @key(fields: "id") @accountScope(field: "account { id }") @owner(system: "OMS") {
        id: ID!
        total: String ${kept}
        note: String ${kept}
        account: Account ${kept}
        next: Order ${kept}
        address: Address ${kept}
      }
      type Address { city: String }
      type Quote implements Document @key(fields: "id") @accountScope(field: "accountId") @owner(system: "OMS") {
        id: ID!
        total: String ${kept}
        accountId: ID ${kept}
      }
      type Notice implements Document @key(fields: "id") @owner(system: "OMS") { id: ID! total: String }
      union Anything = Order | Quote | Notice
      type Account @key(fields: "id") @accountScope(field: "id") {
        id: ID!
        orders(accountId: ID @accountScope): [Order!] @owner(system: "OMS") ${kept}
      }
      type Mutation @owner(system: "OMS") {
        place(accountId: ID @accountScope): PlacedOrder
        touch: Order
      }
      type PlacedOrder { order: Order }
    `,
    resolvers: {
      Query: {
        order: noted('order', () => world.order),
        orders: noted('orders', () => world.orders),
        required: () => world.orders,
        grid: () => [world.orders, world.orders],
        page: () => ({ nodes: world.orders, edges: world.orders.map((node) => ({ node, cursor: 'x' })), total: 1 }),
        document: () => world.document,
        documents: () => world.documents,
        anything: () => world.documents,
        news: () => 'The news',
      },
      Mutation: {
        place: noted('place', () => ({ order: world.order })),
        touch: noted('touch', () => world.order),
      },
      Order: {
        __resolveReference: ({ id }: { readonly id: string }) => createOrder(ownerOf(world.substitute(id))),
        total: tell,
        note: () => world.note(),
        next: () => world.order,
        address: (order: Order) => ({ city: tell(order) }),
      },
      Quote: { total: tell },
      Notice: { total: () => 'Closed on Sunday' },
      Account: {
        __resolveReference: ({ id }: { readonly id: string }) => ({ id: world.substitute(id) }),
        orders: noted('Account.orders', ({ id }) => world.ordersOf(id)),
      },
    },
  };
  const erp: SubgraphDefinition = {
    name: 'erp',
    typeDefs: `${govern('erp', 'ERP')}
      type Query @owner(system: "ERP") {
        account(id: ID @accountScope): Account ${kept}
        accounts: [Account] ${kept}
      }
      type Account @key(fields: "id") @accountScope(field: "id") @owner(system: "ERP") {
        id: ID!
        credit: String ${kept}
        parent: Account ${kept}
      }
      type Order @key(fields: "id") { id: ID! invoice: String @owner(system: "ERP") ${kept} }
    `,
    resolvers: {
      Query: {
        account: noted('account', () => ({ id: 'borealis' })),
        accounts: () => [{ id: 'acme' }, { id: 'borealis' }],
      },
      Account: {
        __resolveReference: ({ id }: { readonly id: string }) => ({ id: world.substitute(id) }),
        credit: tell,
        parent: () => ({ id: 'borealis' }),
      },
      Order: {
        __resolveReference: ({ id }: { readonly id: string }) => ({ id }),
        invoice: noted('Order.invoice', tell),
      },
    },
  };
  return [oms, erp];
}

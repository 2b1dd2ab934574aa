// Objects of random types that belong to random accounts and refer to each other at random, as subgraphs give them and as
// an honest filter would: whose an object is has nothing to do with how it is reached.
import { buildSchema, execute, type GraphQLSchema, parse } from 'graphql';
import type { SubgraphDefinition } from '../gateway/running-subgraph.ts';
import { govern, keptForAccount } from './scoped-gateway.ts';

const typeNames = ['Order', 'Quote', 'Notice', 'Account'] as const;
type TypeName = (typeof typeNames)[number];

const accountNames = ['acme', 'borealis', 'kyoto', 'acme-dayton'] as const;

export interface WorldObject {
  readonly __typename: TypeName;
  readonly id: string;
}

/** A world is a number; everything in it follows from that. The id of an object says of which it is. */
export interface DocumentWorld {
  readonly seed: number;
  readonly size: number;
}

/** From 0 to 2^32. */
function hash(...parts: readonly (string | number)[]): number {
  let value = 2_166_136_261;
  for (const character of parts.join('|')) value = Math.imul(value ^ character.charCodeAt(0), 16_777_619);
  value = Math.imul(value ^ (value >>> 15), 2_246_822_507);
  return (value ^ (value >>> 13)) >>> 0;
}

const pick = <Item>(items: readonly Item[], number: number): Item => items[number % items.length] as Item;

const scopedTypes: ReadonlySet<string> = new Set(['Order', 'Quote', 'Account']);

/** Undefined for what belongs to nobody. */
export function findOwner({ __typename, id }: WorldObject): string | undefined {
  if (!scopedTypes.has(__typename)) return undefined;
  return __typename === 'Account' ? id : pick(accountNames, hash('owner', id));
}

/** What stands in every field of an object and in no other. */
const markOf = ({ __typename, id }: WorldObject): string => `<${__typename} ${id}>`;

function createObject(typeName: TypeName, { seed, size }: DocumentWorld, number: number): WorldObject {
  // Accounts are called as tokens call them.
  if (typeName === 'Account') return { __typename: typeName, id: pick(accountNames, number) };
  return { __typename: typeName, id: `${typeName}-${seed}-${size}-${number % size}` };
}

const accountOf = (id: string): WorldObject => ({ __typename: 'Account', id });

/** Accounts are in every world, and know the first one. */
const firstWorld: DocumentWorld = { seed: 1, size: 5 };

function readWorld({ __typename, id }: WorldObject): DocumentWorld {
  if (__typename === 'Account') return firstWorld;
  const [, seed, size] = id.split('-');
  return { seed: Number(seed), size: Number(size) };
}

const documentTypes: readonly TypeName[] = ['Order', 'Quote', 'Notice'];

/** What a field of an object gives: objects, lists of them, or a text. */
function resolve(object: WorldObject, field: string): unknown {
  const world = readWorld(object);
  const number = (index = 0): number => hash(object.id, field, index, world.seed);
  const one = (types: readonly TypeName[], index = 0): WorldObject | null =>
    number(index) % 9 === 0 ? null : createObject(pick(types, number(index + 100)), world, number(index));
  const required = (types: readonly TypeName[], index = 0): WorldObject =>
    createObject(pick(types, number(index + 100)), world, number(index));
  switch (field) {
    case 'secret':
    case 'remark':
      return markOf(object);
    case 'accountId':
      return findOwner(object);
    case 'account':
      return accountOf(findOwner(object) ?? '');
    case 'order':
      return one(['Order']);
    case 'next':
      return one(documentTypes);
    case 'payer':
      return one(['Account']);
    case 'certain':
      return required(documentTypes);
    case 'others':
      return [one(documentTypes, 1), one(documentTypes, 2), one(documentTypes, 3)];
    case 'strict':
      return [required(['Order'], 1), required(['Order'], 2)];
    case 'grid':
      return [[one(['Quote'], 1)], [one(['Quote'], 2), one(['Quote'], 3)]];
    case 'any':
      return [one(typeNames, 1), one(typeNames, 2)];
    default:
      throw new Error(`Nothing is known of ${field}.`);
  }
}

const documentFields = [
  'secret', 'order', 'next', 'payer', 'certain', 'others', 'strict', 'grid', 'any', 'box', 'remark',
] as const; // prettier-ignore

const describe = (kept: string): string => `
  secret: String ${kept}
  order: Order ${kept}
  next: Document ${kept}
  payer: Account ${kept}
  certain: Document ${kept}
  others: [Document] ${kept}
  strict: [Order!] ${kept}
  grid: [[Quote]] ${kept}
  any: [Any] ${kept}
  box: Box ${kept}
`;
/** Values, which have no account of their own. */
const box = 'type Box { order: Order certain: Document! others: [Document] strict: [Order!] any: [Any] }';
const boxFields = ['order', 'certain', 'others', 'strict', 'any'];
const union = 'union Any = Order | Quote | Notice | Account';

export function createDocumentSubgraphs(isKept: boolean): SubgraphDefinition[] {
  const kept = isKept ? keptForAccount : '';
  const resolver = (field: string) => (object: WorldObject) => resolve(object, field);
  const boxed = Object.fromEntries(boxFields.map((field) => [field, resolver(field)]));
  const own = Object.fromEntries(
    [...documentFields, 'account', 'accountId'].map((field) => [
      field,
      field === 'box' ? ({ id }: WorldObject) => ({ id: `${id}-box` }) : resolver(field),
    ]),
  );
  const reference = (typeName: TypeName) => ({
    __resolveReference: ({ id }: { readonly id: string }): WorldObject => ({ __typename: typeName, id }),
  });
  const pickFields = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, own[name]]));
  const common = documentFields.filter((field) => field !== 'remark');
  return [
    {
      name: 'oms',
      typeDefs: `${govern('oms', 'OMS')}
        type Query @owner(system: "OMS") { start(id: ID!): Start ${kept} }
        type Start { ${describe('')} }
        interface Document { id: ID! ${describe('')} }
        type Order implements Document @key(fields: "id") @accountScope(field: "account { id }") @owner(system: "OMS") {
          id: ID! account: Account ${kept} ${describe(kept)}
        }
        type Quote implements Document @key(fields: "id") @accountScope(field: "accountId") @owner(system: "OMS") {
          id: ID! ${describe(kept)}
        }
        type Notice implements Document @key(fields: "id") @owner(system: "OMS") { id: ID! ${describe(kept)} }
        type Account @key(fields: "id") @accountScope(field: "id") @owner(system: "OMS") {
          id: ID! secret: String ${kept} order: Order ${kept} any: [Any] ${kept}
        }
        ${box} ${union}
      `,
      resolvers: {
        Query: { start: (_: unknown, { id }: { readonly id: string }) => ({ id }) },
        Start: own,
        Box: boxed,
        Order: { ...reference('Order'), ...pickFields('account', ...common) },
        Quote: { ...reference('Quote'), ...pickFields(...common) },
        Notice: { ...reference('Notice'), ...pickFields(...common) },
        Account: { ...reference('Account'), ...pickFields('secret', 'order', 'any') },
      },
    },
    {
      // What it says of orders needs their account from the other one, and it alone knows whose a quote is.
      name: 'erp',
      typeDefs: `${govern('erp', 'ERP')}
        type Query { check(id: ID!): Quote @owner(system: "ERP") ${kept} }
        type Order @key(fields: "id") { id: ID! remark: Order @owner(system: "ERP") ${kept} }
        type Quote @key(fields: "id") {
          id: ID!
          accountId: ID @owner(system: "ERP") ${kept}
          remark: String @owner(system: "ERP") ${kept}
        }
        type Account @key(fields: "id") @accountScope(field: "id") {
          id: ID!
          remark: String @owner(system: "ERP") ${kept}
          payer: Account @owner(system: "ERP") ${kept}
        }
      `,
      resolvers: {
        Query: { check: (_: unknown, { id }: { readonly id: string }) => ({ __typename: 'Quote', id }) },
        Order: { ...reference('Order'), remark: resolver('order') },
        Quote: { ...reference('Quote'), ...pickFields('accountId', 'remark') },
        Account: { ...reference('Account'), ...pickFields('remark', 'payer') },
      },
    },
  ];
}

/** The client schema, on which the honest answer is found. */
const clientSchema: GraphQLSchema = buildSchema(`
  type Query { start(id: ID!): Start check(id: ID!): Quote }
  type Start { ${describe('')} }
  interface Document { id: ID! ${describe('')} }
  type Order implements Document { id: ID! account: Account remark: Order ${describe('')} }
  type Quote implements Document { id: ID! accountId: ID remark: String ${describe('')} }
  type Notice implements Document { id: ID! ${describe('')} }
  type Account { id: ID! secret: String order: Order any: [Any] remark: String payer: Account }
  ${box} ${union}
`);

/** What a caller would get who is given the objects of these accounts alone, and an error for every other one. */
export function answerHonestly(query: string, permitted: readonly string[]) {
  const filter = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(filter);
    if (typeof value !== 'object' || value === null) return value;
    const owner = findOwner(value as WorldObject);
    return owner === undefined || permitted.includes(owner) ? value : new Error('withheld');
  };
  return execute({
    schema: clientSchema,
    document: parse(query),
    fieldResolver(object: WorldObject, args: Readonly<Record<string, unknown>>, _context, { fieldName, parentType }) {
      if (fieldName === 'start') return { id: args['id'] };
      if (fieldName === 'check') return filter({ __typename: 'Quote', id: args['id'] });
      if (fieldName === 'id') return object.id;
      if (fieldName === 'box') return { id: `${object.id}-box` };
      if (fieldName === 'remark' && parentType.name === 'Order') return filter(resolve(object, 'order'));
      return filter(resolve(object, fieldName));
    },
  }) as { readonly data?: unknown; readonly errors?: readonly { readonly path?: readonly unknown[] }[] };
}

/** Fields by type, with the type of what they give; undefined for texts. */
const fieldTypes: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = (() => {
  const common = {
    secret: undefined, order: 'Order', next: 'Document', payer: 'Account', certain: 'Document', others: 'Document',
    strict: 'Order', grid: 'Quote', any: 'Any', box: 'Box',
  }; // prettier-ignore
  return {
    Start: common,
    Document: { id: undefined, ...common },
    Order: { id: undefined, account: 'Account', remark: 'Order', ...common },
    Quote: { id: undefined, accountId: undefined, remark: undefined, ...common },
    Notice: { id: undefined, ...common },
    Account: { id: undefined, secret: undefined, order: 'Order', any: 'Any', remark: undefined, payer: 'Account' },
    Box: { order: 'Order', certain: 'Document', others: 'Document', strict: 'Order', any: 'Any' },
  };
})();

const possibleTypes: Readonly<Record<string, readonly string[]>> = {
  Document: ['Order', 'Quote', 'Notice'],
  Any: ['Order', 'Quote', 'Notice', 'Account', 'Document'],
};

/** A random operation about a world. */
export function writeOperation({ seed, size }: DocumentWorld, number: number): string {
  let draws = 0;
  const draw = (below: number): number => hash('operation', number, (draws += 1)) % below;
  const writeField = (typeName: string, depth: number): string => {
    const fields = fieldTypes[typeName] ?? {};
    const name = pick(Object.keys(fields), draw(1000));
    const inner = fields[name];
    // Where types differ in what a field of this name is, it needs one of its own. Others merge.
    const isRenamed = name === 'remark' || draw(2) === 0;
    const field = isRenamed
      ? `${pick(['_account_of_Order', '_response_', 'a'], draw(3))}${(draws += 1)}: ${name}`
      : name;
    if (inner === undefined) return field;
    return `${field} { ${depth === 0 ? '__typename' : writeSelection(inner, depth - 1)} }`;
  };
  const writeSelection = (typeName: string, depth: number): string => {
    const parts: string[] = draw(3) === 0 ? ['__typename'] : [];
    if (fieldTypes[typeName] !== undefined) {
      for (let count = 1 + draw(3); count > 0; count -= 1) parts.push(writeField(typeName, depth));
    }
    for (const possible of possibleTypes[typeName] ?? []) {
      if (draw(2) === 0) parts.push(`... on ${possible} { ${writeSelection(possible, Math.max(0, depth - 1))} }`);
    }
    return parts.length === 0 ? '__typename' : parts.join(' ');
  };
  const start = `start(id: "Start-${seed}-${size}-0") { ${writeSelection('Start', 3)} }`;
  if (draw(3) > 0) return `{ ${start} }`;
  return `{ ${start} check(id: "Quote-${seed}-${size}-${draw(size)}") { ${writeSelection('Quote', 2)} } }`;
}

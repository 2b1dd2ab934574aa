// Who may see what: every root field of the graph and every input that can name something of somebody, for every kind of
// caller. The expectations come from the directives of the contract and from `reviewed-decisions.ts`; what is in neither
// fails here until it has been decided.
import { readFile } from 'node:fs/promises';
import { getNamedType, type GraphQLObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEvent, send as sendEvent, sign, writeStructured } from '../events/event-sender.ts';
import type { GraphResponse } from '../graph/graph-client.ts';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';
import {
  type Answered,
  findMarkers,
  findOwnValues,
  listPersonalTexts,
  listTexts,
  type OwnValues,
} from './account-facts.ts';
import { type Caller, createTokenMaker, type TokenMaker } from './callers.ts';
import { readGovernedSchema } from './governed-schema.ts';
import { denialCodes, judgeAccess } from './judge-access.ts';
import { createProbe, type InputValues, type Probe } from './probe.ts';
import { inputDecisions, type OwnValue, rootFieldAudiences } from './reviewed-decisions.ts';

const governed = readGovernedSchema();
const { schema } = governed;
const rootFields = governed.listRootFields();

/** Two accounts of one company, another company, and one that is nobody's. */
const knownAccounts = ['acme', 'acme-dayton', 'borealis'] as const;
const unknownAccount = 'no-such-account';

/** Inputs that every probe gives. */
const usualValues: InputValues = {
  'PriceLineInput.sku': 'BRG-6205-2RS',
  'Query.product(sku:)': 'BRG-6205-2RS',
  'Query.productsBySku(skus:)': ['PX-200'],
  'Query.category(code:)': 'bearings',
  'Query.products(first:)': 2,
  'Category.products(first:)': 2,
  'Product.relationships(first:)': 2,
  'Query.orders(first:)': 3,
  'Account.orders(first:)': 2,
  'SubmitOrderLineInput.sku': 'BRG-6205-2RS',
  'SubmitOrderLineInput.quantity': '1',
  'SubmitOrderLineInput.uom': 'EA',
  'SubmitOrderInput.poNumber': 'PROBE-1',
};

let graph: RunningGraph;
let tokens: TokenMaker;
let callers: readonly Caller[];
/** By account. */
const own = new Map<string, OwnValues>();

beforeAll(async () => {
  tokens = await createTokenMaker();
  graph = await startGraph({ trusting: tokens });
  callers = await tokens.listCallers();
  for (const account of knownAccounts) {
    own.set(account, await findOwnValues(graph, account, await tokens.sign({ account })));
  }
  await learnMarkers();
  for (const caller of callers) if (caller.revocation !== undefined) await revoke(caller);
});
afterAll(async () => {
  await graph.close();
  tokens.close();
});

/** As an identity provider does, by a signed event; a token that was no good before would show nothing. */
async function revoke({ name, headers, revocation }: Caller): Promise<void> {
  const query = '{ products(first: 1) { nodes { sku } } }';
  expect((await graph.queryWith(query, {}, headers)).status, name).toBe(200);
  const secret = (await readFile(graph.gatewayEnvironment['ISSUER_EVENTS_SECRET_FILE'] ?? '', 'utf8')).trim();
  const data = { iss: tokens.issuer, ...revocation };
  const { subject: _none, ...event } = createEvent({ type: 'identity.token.revoked', source: tokens.issuer, data });
  const { status } = await sendEvent(`${graph.origin}/events`, sign(writeStructured(event), { secret }));
  expect(status, name).toBe(202);
}

/** What is asked of a root field about an account: all there is. */
function probeAccount(
  root: GraphQLObjectType,
  field: string | readonly string[],
  account: string | undefined,
  others: InputValues = {},
): Probe {
  const values: Record<string, unknown> = { ...usualValues, ...others };
  if (account !== undefined) {
    for (const coordinate of governed.listInputs()) {
      if (governed.isAccountArgument(coordinate)) values[coordinate] = account;
    }
  }
  values['Query.order(id:)'] = own.get(account ?? 'acme')?.orderId ?? 'no-such-order';
  values['Mutation.submitOrder(idempotencyKey:)'] = `probe-${(probeCount += 1)}`;
  const probe = createProbe(root, field, { schema, values });
  return { ...probe, name: `${probe.name} for ${account ?? 'no account'}` };
}
let probeCount = 0;

async function send(caller: Caller, { query, variables }: Pick<Probe, 'query' | 'variables'>) {
  return graph.queryWith(query, variables, caller.headers);
}

const readCodes = ({ errors }: GraphResponse<unknown>): string[] =>
  errors.map(({ extensions }) => String(extensions?.['code']));

/** What only the account itself is told, of all that anybody is told. */
const markers = new Map<string, ReadonlySet<string>>();

/** So that what two accounts have in common, such as a carrier, is known to be nobody's own. */
const manyOrders: InputValues = { 'Query.orders(first:)': 25 };

async function learnMarkers(): Promise<void> {
  const answers = new Map<string, Answered[]>();
  for (const account of ['', ...knownAccounts]) {
    const headers = account === '' ? {} : { authorization: `Bearer ${await tokens.sign({ account })}` };
    const answered: Answered[] = [];
    for (const { root, field } of rootFields.filter((each) => each.root.name === 'Query')) {
      const { query, variables } = probeAccount(root, field.name, account === '' ? undefined : account, manyOrders);
      answered.push({ query, data: (await graph.queryWith(query, variables, headers)).data });
    }
    answers.set(account, answered);
  }
  const catalogue = await readCatalogue();
  for (const account of knownAccounts) {
    const others = [...answers].flatMap(([other, answered]) => (other === account ? [] : answered));
    const told = [...listTexts([...others, ...catalogue])].join('\n');
    const alone = [...listPersonalTexts(governed, answers.get(account) ?? [])].filter((text) => !told.includes(text));
    markers.set(account, new Set(alone.filter((text) => text !== account)));
  }
}

/** What everybody may know of all products. */
async function readCatalogue(): Promise<Answered[]> {
  const query =
    'query ($after: String) { products(first: 100, after: $after) { nodes { sku name } pageInfo { endCursor } } }';
  const answers: Answered[] = [];
  let after: string | null = null;
  do {
    const { data }: GraphResponse<CataloguePage> = await graph.queryWith(query, { after }, {});
    answers.push({ query, data });
    after = data?.products.pageInfo.endCursor ?? null;
  } while (after !== null);
  return answers;
}

interface CataloguePage {
  readonly products: { readonly pageInfo: { readonly endCursor: string | null } };
}

/** What of accounts that are not the caller's is in the answer. */
const findForeignMarkers = ({ body }: GraphResponse<unknown>, { permitted }: Caller): string[] =>
  knownAccounts
    .filter((account) => !permitted.includes(account))
    .flatMap((account) =>
      findMarkers(body, markers.get(account) ?? new Set()).map((marker) => `${account}: ${marker}`),
    );

/** Who acts for an account that there is not: prices and orders are refused it. */
const isOfNobody = ({ account }: Caller): boolean =>
  account !== undefined && !knownAccounts.some((each) => each === account);

function expectRefusedAsAWhole(answer: GraphResponse<unknown>, { refusal }: Caller): void {
  expect({ status: answer.status, data: answer.data ?? null, codes: readCodes(answer) }).toEqual({
    status: refusal?.status,
    data: null,
    codes: [refusal?.code],
  });
}

/** Without the instants at which systems answered. */
const blank = (body: string): string => body.replaceAll(/"\d{4}-\d\d-\d\dT[^"]*"/g, '""');

/** Those whose requests are looked at. */
const accepted = (): readonly Caller[] => callers.filter(({ refusal }) => refusal === undefined);

describe('everything is decided', () => {
  const explain = (what: string, where: string): string =>
    `${what} Decide who may misuse it, write that into ${where} of test/security/reviewed-decisions.ts, and declare it in the schema.`;

  test('for whom each root field is', () => {
    const coordinates = rootFields.map(({ root, field }) => `${root.name}.${field.name}`);
    const undecided = coordinates.filter((coordinate) => rootFieldAudiences[coordinate] === undefined);
    expect(undecided, explain('A new root field: for whom is it?', 'rootFieldAudiences')).toEqual([]);
    expect(Object.keys(rootFieldAudiences).filter((coordinate) => !coordinates.includes(coordinate))).toEqual([]);
  });

  test('what each input can name', () => {
    const coordinates = governed.listInputs();
    const undecided = coordinates.filter(
      (coordinate) => inputDecisions[coordinate] === undefined && !governed.isAccountArgument(coordinate),
    );
    expect(undecided, explain('A new input: can its value name something of an account?', 'inputDecisions')).toEqual(
      [],
    );
    const gone = Object.keys(inputDecisions).filter((coordinate) => !coordinates.includes(coordinate));
    expect(gone).toEqual([]);
  });

  test('and the schema says the same', () => {
    for (const { root, field } of rootFields) {
      const coordinate = `${root.name}.${field.name}`;
      const type = getNamedType(field.type);
      const isOfAccount =
        reachesAccount(type.name) ||
        field.args.some(({ name }) => governed.isAccountArgument(`${coordinate}(${name}:)`));
      expect(isOfAccount, coordinate).toBe(rootFieldAudiences[coordinate] === 'account');
      if (rootFieldAudiences[coordinate] === 'everybody')
        expect(governed.isPersonal(coordinate), coordinate).toBe(false);
    }
  });

  /** Through types that are no entities of their own: connections and payloads. */
  function reachesAccount(name: string): boolean {
    if (governed.findAccountPath(name) !== undefined) return true;
    const type = schema.getType(name);
    if (!isObjectType(type) || !/(Connection|Payload)$/.test(name)) return false;
    return Object.values(type.getFields()).some((each) => reachesAccount(getNamedType(each.type).name));
  }
});

test('each account has something of its own that would give a leak away', () => {
  for (const account of knownAccounts) expect(markers.get(account)?.size, account).toBeGreaterThan(15);
  const acme = [...(markers.get('acme') ?? [])];
  expect(acme).toEqual(expect.arrayContaining(['C-10010', '25000.00', 'PO-77115', 'AP-44120']));
  expect([...(markers.get('borealis') ?? [])]).toEqual(expect.arrayContaining(['CA-2230', '22.40', 'Borealis Mining']));
});

describe.each(rootFields.map(({ root, field }) => ({ root, field, coordinate: `${root.name}.${field.name}` })))(
  '$coordinate',
  ({ root, field, coordinate }) => {
    const audience = rootFieldAudiences[coordinate];
    const accounts = audience === 'account' ? [undefined, ...knownAccounts, unknownAccount] : [undefined];

    test('gives each caller what is for it, and nothing else', { timeout: 120_000 }, async () => {
      for (const caller of accepted()) {
        for (const account of accounts) {
          const probe = probeAccount(root, field.name, account);
          const answer = await send(caller, probe);
          const told = `${caller.name} asks ${probe.name}: ${answer.body.slice(0, 600)}`;
          expect(findForeignMarkers(answer, caller), told).toEqual([]);
          const { faults, denied } = judgeAccess(governed, { query: probe.query, data: answer.data }, caller);
          expect(faults, told).toEqual([]);
          expect(answer.status, told).toBe(200);
          expect(
            readCodes(answer).filter((code) => !denialCodes.has(code)),
            told,
          ).toEqual([]);

          const meant = account ?? (coordinate === 'Query.order' ? 'acme' : caller.account);
          const isTheirs = audience !== 'account' || (meant !== undefined && caller.permitted.includes(meant));
          const value = (answer.data as Record<string, unknown> | null | undefined)?.[field.name] ?? null;
          if (!isTheirs) expect(value, told).toBeNull();
          if (isTheirs && !isOfNobody(caller) && denied.length === 0) {
            expect(readCodes(answer), told).toEqual([]);
            expect(value, told).not.toBeNull();
          }
        }
      }
    });
  },
);

test('whose token or account is refused gets nothing of any root field, nor what is for everybody', async () => {
  const refused = callers.filter(({ refusal }) => refusal !== undefined);
  expect(refused.length).toBeGreaterThan(40);
  for (const root of new Set(rootFields.map((each) => each.root))) {
    const names = rootFields.flatMap((each) => (each.root === root ? [each.field.name] : []));
    for (const caller of refused) {
      const answer = await send(caller, probeAccount(root, names, 'acme'));
      expectRefusedAsAWhole(answer, caller);
      expect(findForeignMarkers(answer, caller)).toEqual([]);
    }
  }
});

describe('what is for everybody', () => {
  /** Nothing below differs by caller either. */
  const isPersonal = (coordinate: string, type: string): boolean =>
    governed.isPersonal(coordinate) || governed.isPersonal(type) || governed.findAccountPath(type) !== undefined;

  test.each(rootFields.filter(({ root, field }) => rootFieldAudiences[`${root.name}.${field.name}`] === 'everybody'))(
    '$field.name is the same for all',
    async ({ root, field }) => {
      const { query, variables } = createProbe(root, field.name, {
        schema,
        values: usualValues,
        isLeftOut: (coordinate, { type }) => isPersonal(coordinate, getNamedType(type).name),
      });
      const bodies = new Set<string>();
      for (const caller of accepted()) {
        bodies.add(blank((await send(caller, { query, variables })).body));
      }
      expect([...bodies]).toHaveLength(1);
      expect([...bodies][0]).not.toContain('"errors"');
    },
  );
});

describe('what belongs to one account is nothing to others, also when they name it', () => {
  /** Of each kind, one that is nobody's. A cursor and a key of one's own would be answered in another way. */
  const nobodys: Readonly<Partial<Record<OwnValue, string>>> = {
    orderId: 'so-999999',
    poNumber: 'PO-00000',
    projectId: 'shaft-8',
    warehouse: 'CONS-NONE',
    address: 'nobody-plant-1',
  };
  const naming = governed.listInputs().flatMap((coordinate) => {
    const kind = inputDecisions[coordinate];
    return kind === undefined || kind === 'public' || kind === 'form' ? [] : [{ coordinate, kind }];
  });

  /** The root fields from which the input can be given; a mutation only for what is given to no query. */
  function probeInput(coordinate: string, value: string): Probe[] {
    const idempotencyKey = `naming-${(probeCount += 1)}`;
    const required = { 'Query.order(id:)': 'so-999998', 'Mutation.submitOrder(idempotencyKey:)': idempotencyKey };
    const probes = rootFields.flatMap(({ root, field }) => {
      const probe = createProbe(root, field.name, {
        schema,
        values: { ...usualValues, ...required, [coordinate]: value },
      });
      return JSON.stringify(probe.variables).includes(JSON.stringify(value)) ? [probe] : [];
    });
    const queries = probes.filter(({ name }) => name.startsWith('Query.'));
    return queries.length > 0 ? queries : probes;
  }

  test.each(naming)('$coordinate', { timeout: 120_000 }, async ({ coordinate, kind }) => {
    const owners = knownAccounts.filter((account) => own.get(account)?.[kind] !== undefined);
    expect(owners).not.toEqual([]);
    for (const owner of owners) {
      const value = own.get(owner)?.[kind] ?? '';
      const nobodysValue = nobodys[kind];
      const useful = new Set<string>();
      // The owner first: what is kept for it must not be found by others.
      const asked = [...accepted().filter(({ account }) => account === owner), ...accepted()];
      for (const [index, probe] of probeInput(coordinate, value).entries()) {
        for (const caller of asked) {
          const answer = await send(caller, probe);
          const told = `${caller.name} asks ${probe.name} with ${value} of ${owner}: ${answer.body.slice(0, 600)}`;
          expect(findForeignMarkers({ ...answer, body: answer.body.replaceAll(value, '') }, caller), told).toEqual([]);
          expect(judgeAccess(governed, { query: probe.query, data: answer.data }, caller).faults, told).toEqual([]);
          if (nobodysValue === undefined) continue;
          const control = probeInput(coordinate, nobodysValue)[index];
          if (control === undefined) throw new Error(`${coordinate} cannot be given.`);
          const same = blank((await send(caller, control)).body.replaceAll(nobodysValue, ''));
          const isSame = blank(answer.body.replaceAll(value, '')) === same;
          if (!caller.permitted.includes(owner)) expect(isSame, `${told}\n${same}`).toBe(true);
          else if (!isSame) useful.add(caller.name);
        }
      }
      // Stock in consignment is shown under another field, without being named.
      if (nobodys[kind] !== undefined && kind !== 'warehouse') expect([...useful], owner).not.toEqual([]);
    }
  });
});

// What callers get of a graph that protects parts of itself, as clients see it: over HTTP, with real tokens.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, type GraphqlAnswer } from './graphql-client.ts';
import { peopleSubgraph, taxSubgraph } from './guarded-graph.ts';
import { createRecordedLog, type RecordedLog } from './recorded-log.ts';
import { composeSupergraph, createTemporaryFolder, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { createTokenIssuer, issuer, type TokenIssuer } from './token-issuer.ts';

let trusted: TokenIssuer;
let subgraphs: RunningSubgraph[];
let sdl: string;
let gateway: RunningGateway;

beforeAll(async () => {
  trusted = await createTokenIssuer();
  subgraphs = await Promise.all([peopleSubgraph, taxSubgraph].map((each) => startSubgraph(each)));
  sdl = composeSupergraph(subgraphs);
  gateway = await start();
});
beforeEach(() => {
  for (const subgraph of subgraphs) subgraph.requests.length = 0;
});
afterAll(async () => {
  await gateway.close();
  await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
});

interface Setting {
  readonly authorization?: object;
  readonly claims?: object;
  readonly sdl?: string;
  readonly log?: RecordedLog;
}

function start(setting: Setting = {}): Promise<RunningGateway> {
  const { authorization = {}, claims = {}, log } = setting;
  const directory = createTemporaryFolder();
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [trusted.publicKey] }));
  const jwks = [{ url: 'jwks.json', issuers: [issuer] }];
  return startGateway(
    subgraphs,
    { authentication: { router: { jwt: { jwks } }, claims }, authorization },
    { directory, sdl: setting.sdl ?? sdl, ...(log && { log: log.log }) },
  );
}

interface Asking {
  /** Claims of the token. Default: there is none. */
  readonly as?: Readonly<Record<string, unknown>>;
  readonly variables?: Record<string, unknown>;
  readonly at?: RunningGateway;
}

async function query(text: string, { as, variables, at = gateway }: Asking = {}): Promise<GraphqlAnswer> {
  const headers: Record<string, string> = as === undefined ? {} : { authorization: `Bearer ${await trusted.sign(as)}` };
  return ask(at, text, { headers, ...(variables && { variables }) });
}

const anybody = {};
const withScope = (scope: string) => ({ scope });

const refusedAt = (...place: (string | number)[]) => ({
  message: 'Unauthorized field or type',
  path: place,
  extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
});

const countRequests = (): number => subgraphs.reduce((count, { requests }) => count + requests.length, 0);

async function expectAnswer(
  answer: Promise<GraphqlAnswer>,
  data: unknown,
  ...places: (string | number)[][]
): Promise<void> {
  const { status, data: got, errors } = await answer;
  expect(got).toEqual(data);
  expect(errors).toEqual(places.length === 0 ? undefined : places.map((place) => refusedAt(...place)));
  expect(status).toBe(200);
}

describe('a field is given to callers who have what it asks for, and is null with an error for others:', () => {
  test('@authenticated, any accepted token', async () => {
    await expectAnswer(query('{ open closed }'), { open: 'open', closed: null }, ['closed']);
    await expectAnswer(query('{ open closed }', { as: anybody }), { open: 'open', closed: 'closed' });
  });
  test('@requiresScopes, one of the sets whole', async () => {
    for (const scope of ['', 'a', 'b', 'd', 'aa b']) {
      await expectAnswer(query('{ either }', { as: withScope(scope) }), { either: null }, ['either']);
    }
    for (const scope of ['a b', 'b x a', 'c', 'c a']) {
      await expectAnswer(query('{ either }', { as: withScope(scope) }), { either: 'either' });
    }
    await expectAnswer(query('{ either }'), { either: null }, ['either']);
  });
  test('a field and its type, both', async () => {
    for (const scope of ['x', 'y']) {
      await expectAnswer(query('{ both { content } }', { as: withScope(scope) }), { both: null }, ['both']);
    }
    await expectAnswer(query('{ both { content } }', { as: withScope('x y') }), { both: { content: 'gold' } });
  });
  test('@policy, by a claim of the token, of a name that can be configured', async () => {
    await expectAnswer(query('{ decided }'), { decided: null }, ['decided']);
    await expectAnswer(query('{ decided }', { as: { policies: ['p'] } }), { decided: null }, ['decided']);
    await expectAnswer(query('{ decided }', { as: { policies: ['q', 'p'] } }), { decided: 'decided' });
    await expectAnswer(query('{ decided }', { as: { policies: 'r s' } }), { decided: 'decided' });
    const at = await start({ claims: { policies: 'grants.granted' } });
    await expectAnswer(query('{ decided }', { at, as: { policies: ['r'] } }), { decided: null }, ['decided']);
    await expectAnswer(query('{ decided }', { at, as: { grants: { granted: ['r'] } } }), { decided: 'decided' });
    await at.close();
  });
  test('enums and scalars', async () => {
    await expectAnswer(query('{ tint code }'), { tint: null, code: null }, ['tint'], ['code']);
    await expectAnswer(query('{ tint code }', { as: withScope('codes') }), { tint: 'RED', code: '007' });
  });
});

describe('a null that the schema does not allow takes away what it stands in', () => {
  test('up to a field that may be null, or up to the root', async () => {
    await expectAnswer(query('{ open holder { name must } }'), { open: 'open', holder: null }, ['holder', 'must']);
    await expectAnswer(query('{ open required }'), null, ['required']);
    await expectAnswer(
      query('{ open holders { name must } }'),
      { open: 'open', holders: null },
      ['holders', 0, 'must'],
      ['holders', 1, 'must'],
    );
  });
  test('in a list, the item', async () => {
    await expectAnswer(query('{ holder { list { name must } } }'), { holder: { list: [null, null] } }, [
      'holder',
      'list',
      0,
      'must',
    ]);
  });
});

describe('the path of an error', () => {
  test('has aliases, and the index of each item', async () => {
    await expectAnswer(
      query('{ mine: holders { name hidden: secret } }'),
      {
        mine: [
          { name: 'holder 1', hidden: null },
          { name: 'holder 0', hidden: null },
        ],
      },
      ['mine', 0, 'hidden'],
      ['mine', 1, 'hidden'],
    );
  });
  test('leads to the refused field also where nothing around it was asked for', async () => {
    await expectAnswer(query('{ holder { inner { secret } } open }'), { holder: null, open: 'open' }, [
      'holder',
      'inner',
      'secret',
    ]);
    await expectAnswer(query('{ holders { secret } open }'), { holders: null, open: 'open' }, [
      'holders',
      '@',
      'secret',
    ]);
  });
  test('is told once, however often the field is selected', async () => {
    await expectAnswer(
      query('{ closed closed ...F ... { closed } open } fragment F on Query { closed }'),
      { closed: null, open: 'open' },
      ['closed'],
    );
  });
});

describe('what is allowed in one place stays there when it is refused in another', () => {
  test('a field of an interface, and the same of one implementation', async () => {
    const text =
      '{ employee: person(id: "1") { ...P } guest: person(id: "2") { ...P } } fragment P on Person { name phone ... on Guest { phone } }';
    await expectAnswer(query(text), { employee: { name: 'Ada', phone: null }, guest: { name: 'Bo', phone: '+2' } }, [
      'employee',
      'phone',
    ]);
    await expectAnswer(query(text, { as: withScope('phones') }), {
      employee: { name: 'Ada', phone: '+1' },
      guest: { name: 'Bo', phone: '+2' },
    });
  });
  test('an object, selected once with what is left of it and once with nothing left', async () => {
    await expectAnswer(
      query('{ holder { secret } ...F } fragment F on Query { holder { name } }'),
      { holder: { secret: null, name: 'holder 2' } },
      ['holder', 'secret'],
    );
  });
  test('a fragment that is used at several places', async () => {
    const text = '{ holder { ...F inner { ...F list { ...F } } } } fragment F on Holder { name secret }';
    const { data, errors } = await query(text);
    expect(data).toEqual({
      holder: {
        name: 'holder 2',
        secret: null,
        inner: { name: 'holder 1', secret: null, list: [{ name: 'holder 0', secret: null }, null] },
      },
    });
    expect(errors).toEqual([
      refusedAt('holder', 'secret'),
      refusedAt('holder', 'inner', 'secret'),
      refusedAt('holder', 'inner', 'list', 0, 'secret'),
    ]);
  });
});

describe('a protected implementation', () => {
  test('takes away its fragments, and nothing of others', async () => {
    const text = '{ visitors { __typename ... on Guest { name } ... on Agent { alias } } }';
    await expectAnswer(
      query(text),
      {
        visitors: [
          { __typename: 'Guest', name: 'Bo' },
          { __typename: 'Agent', alias: null },
        ],
      },
      ['visitors', 1, 'alias'],
    );
    await expectAnswer(query(text, { as: anybody }), {
      visitors: [
        { __typename: 'Guest', name: 'Bo' },
        { __typename: 'Agent', alias: 'X' },
      ],
    });
    // Also where nothing else asks for the type.
    await expectAnswer(
      query('{ visitors { ... on Guest { name } ...A } } fragment A on Agent { alias }'),
      { visitors: [{ name: 'Bo' }, { alias: null }] },
      ['visitors', 1, 'alias'],
    );
  });
  test('takes away the field of the interface for everybody, when its own is protected', async () => {
    await expectAnswer(query('{ person(id: "2") { name phone } }'), { person: { name: 'Bo', phone: null } }, [
      'person',
      'phone',
    ]);
    await expectAnswer(
      query('{ person(id: "1") { ... on Employee { name phone } } }'),
      { person: { name: 'Ada', phone: null } },
      ['person', 'phone'],
    );
  });
});

describe('what a caller may not have is used inside all the same:', () => {
  test('a key', async () => {
    await expectAnswer(query('{ lockers { label content } }'), {
      lockers: [{ label: 'left', content: 'content of L1' }],
    });
    const { data, text } = await query('{ lockers { id content } open }');
    expect(data).toEqual({ lockers: null, open: 'open' });
    expect(text).not.toContain('L1');
  });
  test('what another subgraph requires', async () => {
    await expectAnswer(query('{ employees { name tax } }', { as: withScope('salaries') }), {
      employees: [{ name: 'Ada', tax: 25 }],
    });
    await expectAnswer(
      query('{ employees { name tax desk } }'),
      { employees: [{ name: 'Ada', tax: null, desk: 'desk 1' }] },
      ['employees', 0, 'tax'],
    );
    expect(
      subgraphs.flatMap(({ requests }) => requests).filter(({ query: sent }) => sent.includes('tax')),
    ).toHaveLength(1);
  });
});

describe('what is refused is not executed:', () => {
  test('no subgraph is asked when nothing is left', async () => {
    await expectAnswer(query('{ closed either }'), { closed: null, either: null }, ['closed'], ['either']);
    await expectAnswer(query('{ holder { secret must } }'), { holder: null }, ['holder', 'secret'], ['holder', 'must']);
    expect(countRequests()).toBe(0);
    await expectAnswer(query('{ __typename closed }'), { __typename: 'Query', closed: null }, ['closed']);
    expect(countRequests()).toBe(0);
  });
  test('a mutation, while those beside it are', async () => {
    await expectAnswer(query('mutation { allowed refused after }'), { allowed: 1, refused: null, after: 3 }, [
      'refused',
    ]);
    expect(subgraphs[0]?.requests).toHaveLength(1);
    expect(subgraphs[0]?.requests[0]?.query).not.toContain('refused');
  });
  test('a mutation of whose result nothing is left', async () => {
    await expectAnswer(query('mutation { opened { secret } }'), { opened: null }, ['opened', 'secret']);
    expect(countRequests()).toBe(0);
  });
  test('what @skip or @include leaves out is not refused', async () => {
    const text = 'query ($with: Boolean!) { open closed @include(if: $with) holder @skip(if: $with) { secret name } }';
    await expectAnswer(
      query(text, { variables: { with: false } }),
      { open: 'open', holder: { secret: null, name: 'holder 2' } },
      ['holder', 'secret'],
    );
    await expectAnswer(query(text, { variables: { with: true } }), { open: 'open', closed: null }, ['closed']);
    await expectAnswer(query('{ open closed @include(if: false) }'), { open: 'open' });
  });
});

test('variables are checked also where their only use was taken away', async () => {
  const text = 'query ($text: String!) { open secretEcho(text: $text) }';
  await expectAnswer(query(text, { variables: { text: 'hello' } }), { open: 'open', secretEcho: null }, ['secretEcho']);
  expect(subgraphs[0]?.requests[0]?.query).not.toContain('$');
  const { errors } = await query(text, { variables: { text: 5 } });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('what is renamed in the supergraph protects as well', async () => {
  const renamed = sdl
    .replaceAll(
      '"https://specs.apollo.dev/authenticated/v0.1"',
      '"https://specs.apollo.dev/authenticated/v0.1", as: "login"',
    )
    .replaceAll('@authenticated', '@login')
    .replaceAll(
      '"https://specs.apollo.dev/requiresScopes/v0.1"',
      '"https://specs.apollo.dev/requiresScopes/v0.1", import: [{ name: "@requiresScopes", as: "@may" }]',
    )
    .replaceAll(/@requiresScopes(?=\(| on)/g, '@may');
  expect(renamed).toContain('@login');
  const at = await start({ sdl: renamed });
  await expectAnswer(
    query('{ closed either open }', { at }),
    { closed: null, either: null, open: 'open' },
    ['closed'],
    ['either'],
  );
  await expectAnswer(query('{ closed either }', { at, as: withScope('c') }), { closed: 'closed', either: 'either' });
  await at.close();
});

describe('configured,', () => {
  test('a caller without a token is answered nothing', async () => {
    const at = await start({ authorization: { require_authentication: true } });
    const answer = await query('{ open }', { at });
    expect([answer.status, answer.data]).toEqual([401, undefined]);
    expect(answer.errors).toEqual([
      { message: expect.stringContaining('no token') as string, extensions: { code: 'AUTH_ERROR' } },
    ]);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect((await query('{ open }', { at, as: anybody })).data).toEqual({ open: 'open' });
    await at.close();
  });
  test('an operation that would lose something is not executed', async () => {
    const at = await start({ authorization: { directives: { reject_unauthorized: true } } });
    await expectAnswer(
      query('{ open holders { name secret } closed }', { at }),
      null,
      ['holders', '@', 'secret'],
      ['closed'],
    );
    expect(countRequests()).toBe(0);
    await expectAnswer(query('{ open }', { at }), { open: 'open' });
    await expectAnswer(query('{ open closed }', { at, as: anybody }), { open: 'open', closed: 'closed' });
    await at.close();
  });
  test('a dry run takes nothing away and tells what it would', async () => {
    const at = await start({ authorization: { directives: { dry_run: true, reject_unauthorized: true } } });
    await expectAnswer(
      query('{ open closed required holder { secret vault { content } } }', { at }),
      {
        open: 'open',
        closed: 'closed',
        required: 'required',
        holder: { secret: 'secret 2', vault: { content: 'gold' } },
      },
      ['closed'],
      ['required'],
      ['holder', 'secret'],
      ['holder', 'vault'],
    );
    await at.close();
  });
  test('refusals are told in extensions, or not at all', async () => {
    const told = { authorizationErrors: [refusedAt('closed')] };
    for (const [response, extensions] of [
      ['extensions', told],
      ['disabled', undefined],
    ] as const) {
      const at = await start({ authorization: { directives: { errors: { response } } } });
      for (const _ of ['first', 'known']) {
        expect(JSON.parse((await query('{ open closed }', { at })).text)).toEqual({
          data: { open: 'open', closed: null },
          ...(extensions && { extensions }),
        });
      }
      await at.close();
    }
  });
  test('refusals are logged with their paths, or not', async () => {
    for (const isLogged of [true, false]) {
      const log = createRecordedLog();
      const at = await start({ log, authorization: { directives: { errors: { log: isLogged } } } });
      await query('query Both { holders { name secret } closed }', { at });
      const lines = log.lines.filter(({ unauthorizedPaths }) => unauthorizedPaths !== undefined);
      expect(lines.map(({ operationName, unauthorizedPaths }) => [operationName, unauthorizedPaths])).toEqual(
        isLogged ? [['Both', ['holders.@.secret', 'closed']]] : [],
      );
      await at.close();
    }
  });
  test('a supergraph that protects fields is not served where they would not be', async () => {
    const refusal = start({ authorization: { directives: { enabled: false } } });
    await expect(refusal).rejects.toThrow(/uses @authenticated .* "authorization.directives.enabled" is false/);
    await expect(start({ sdl: sdl.replace('authenticated/v0.1', 'authenticated/v0.9') })).rejects.toThrow(
      /uses @authenticated .*v0.9.*does not enforce/,
    );
  });
});

describe('introspection', () => {
  const listTypes = '{ schema: __schema { types { name fields { name } } } }';
  const read = ({ data }: GraphqlAnswer): Map<string, string[]> => {
    const { types } = (data as { schema: { types: { name: string; fields: { name: string }[] | null }[] } }).schema;
    return new Map(types.map(({ name, fields }) => [name, (fields ?? []).map((field) => field.name)]));
  };
  test('shows all to everybody by default', async () => {
    expect(read(await query(listTypes)).get('Query')).toContain('closed');
  });
  test('shows a caller what it may ask for, and no type that nothing leads to', async () => {
    const at = await start({ authorization: { introspection: { filtered: true } } });
    const anonymous = read(await query(listTypes, { at }));
    expect(anonymous.get('Query')).toEqual([
      'open',
      'echo',
      'holder',
      'holders',
      'person',
      'visitors',
      'employees',
      'lockers',
    ]);
    expect(anonymous.get('Holder')).toEqual(['name', 'inner', 'list']);
    expect(anonymous.get('Mutation')).toEqual(['allowed', 'after', 'opened']);
    for (const hidden of ['Vault', 'Tint', 'Code', 'Agent', 'Ledger']) expect(anonymous.has(hidden)).toBe(false);
    const known = read(await query(listTypes, { at, as: withScope('c ledger') }));
    expect(known.get('Query')).toEqual(expect.arrayContaining(['closed', 'either', 'tint', 'ledger']));
    expect(known.get('Query')).not.toContain('both');
    expect([known.has('Ledger'), known.has('Vault'), known.has('Agent')]).toEqual([true, false, true]);
    // And again, now that both are known.
    expect(read(await query(listTypes, { at }))).toEqual(anonymous);
    expect((await query('{ __type(name: "Vault") { name } }', { at })).data).toEqual({ __type: null });
    expect((await query('{ __type(name: "Vault") { name } }', { at, as: withScope('x y') })).data).toEqual({
      __type: { name: 'Vault' },
    });
    expect((await query('{ close }', { at })).text).not.toContain('closed');
    await at.close();
  });
});

// What is kept, put together or under way for callers who may have a field never reaches those who may not, nor the other
// way round.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { governance } from './account-shop.ts';
import { ask, type GraphqlAnswer } from './graphql-client.ts';
import { composeSupergraph, createTemporaryFolder, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph, type SubgraphDefinition } from './running-subgraph.ts';
import { createTokenIssuer, issuer, type TokenIssuer } from './token-issuer.ts';

const forAll = '@cacheControl(maxAge: 60)';

/** All of it is the same for everybody who may have it. */
const newsSubgraph: SubgraphDefinition = {
  name: 'erp',
  typeDefs: `
    ${governance}
    extend schema @system(subgraph: "erp", name: "ERP")
    type Query @owner(system: "ERP") {
      weather: String ${forAll}
      secret: String ${forAll} @requiresScopes(scopes: [["secrets"]])
      articles: [Article!] ${forAll}
    }
    type Article @key(fields: "id") @owner(system: "ERP") {
      id: ID!
      title: String ${forAll}
      price: String ${forAll} @requiresScopes(scopes: [["prices"]])
      cost: String ${forAll} @authenticated
    }
  `,
  resolvers: {
    Query: { weather: () => 'fair', secret: () => 'the secret', articles: () => [{ id: '1' }] },
    Article: {
      __resolveReference: (reference: object) => reference,
      title: () => 'Rain',
      price: () => 'the price',
      cost: () => 'the cost',
    },
  },
};

let trusted: TokenIssuer;
let subgraph: RunningSubgraph;
let gateway: RunningGateway;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  trusted = await createTokenIssuer();
  subgraph = await startSubgraph(newsSubgraph);
  for (const scope of ['none', 'secrets', 'prices', 'secrets prices']) tokens[scope] = await trusted.sign({ scope });
});
beforeEach(async () => {
  subgraph.requests.length = 0;
  subgraph.prepare = undefined;
  gateway = await start();
});
afterEach(() => gateway.close());
afterAll(() => subgraph.close());

function start(): Promise<RunningGateway> {
  const directory = createTemporaryFolder();
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [trusted.publicKey] }));
  const jwks = [{ url: 'jwks.json', issuers: [issuer] }];
  return startGateway([subgraph], { authentication: { router: { jwt: { jwks } } } }, { directory });
}

const text = '{ weather secret articles { title price cost } }';

type Scope = keyof typeof tokens | undefined;

function askAs(scope: Scope, query = text): Promise<GraphqlAnswer> {
  return ask(gateway, query, { headers: scope === undefined ? {} : { authorization: `Bearer ${tokens[scope]}` } });
}

function expected(scope: Scope): object {
  const has = (one: string) => scope?.split(' ').includes(one) === true;
  return {
    weather: 'fair',
    secret: has('secrets') ? 'the secret' : null,
    articles: [
      { title: 'Rain', price: has('prices') ? 'the price' : null, cost: scope === undefined ? null : 'the cost' },
    ],
  };
}

function expectOwn(scope: Scope, { data, errors }: GraphqlAnswer): void {
  expect(data).toEqual(expected(scope));
  const refused = (errors ?? []).map(({ path: place = [] }) => place.join('.'));
  expect(refused).toEqual(
    [
      scope?.includes('secrets') === true ? '' : 'secret',
      scope?.includes('prices') === true ? '' : 'articles.0.price',
      scope === undefined ? 'articles.0.cost' : '',
    ].filter((each) => each !== ''),
  );
}

const scopes: readonly Scope[] = [undefined, 'none', 'secrets', 'prices', 'secrets prices'];

describe('each caller gets its own', () => {
  test.each(scopes)('when %s comes first, and all come again and again', async (first) => {
    const others = scopes.filter((scope) => scope !== first);
    // From the third time on, a response is put together from kept values, and then kept whole.
    for (let time = 0; time < 4; time += 1) {
      for (const scope of [first, first, ...others]) expectOwn(scope, await askAs(scope));
    }
    // What all may have was asked for once, and so was each protected value.
    const asked = subgraph.requests.map(({ query }) => query).join('\n');
    for (const field of ['weather', 'secret', 'price', 'cost']) {
      expect([field, asked.split(new RegExp(`\\b${field}\\b`)).length - 1]).toEqual([field, 1]);
    }
  });

  test.each([
    ['secrets prices', undefined],
    [undefined, 'secrets prices'],
    ['secrets', 'prices'],
  ] as const)('when %s and %s ask at the same time', async (first, second) => {
    let open = (): void => undefined;
    let reach = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const reached = new Promise<void>((resolve) => (reach = resolve));
    subgraph.prepare = async () => {
      reach();
      await opened;
      return {};
    };
    const answers = [askAs(first), askAs(second), askAs(first), askAs(second)];
    await reached;
    open();
    for (const [index, answer] of answers.entries()) expectOwn(index % 2 === 0 ? first : second, await answer);
  });
});

test('callers with the same grants share what is under way, whatever else tells them apart', async () => {
  const bearers = await Promise.all(['user-1', 'user-2'].map((sub) => trusted.sign({ sub, scope: 'secrets prices' })));
  const answers = await Promise.all(
    bearers.map((bearer) => ask(gateway, text, { headers: { authorization: `Bearer ${bearer}` } })),
  );
  for (const answer of answers) expectOwn('secrets prices', answer);
  expect(subgraph.requests).toHaveLength(1);
});

test('caches outside are told that a protected response is for one caller, and an incomplete one for none', async () => {
  const control = async (scope: Scope, query: string) => (await askAs(scope, query)).headers.get('cache-control');
  for (const _ of ['fetched', 'put together', 'kept']) {
    expect(await control(undefined, '{ weather }')).toMatch(/^public, max-age=\d+$/);
    expect(await control('secrets', '{ weather secret }')).toMatch(/^private, max-age=\d+$/);
    expect(await control('none', '{ weather secret }')).toBe('no-store');
  }
});

test('a changed supergraph is prepared for callers with different grants, and gives each its own', async () => {
  for (const scope of scopes) expectOwn(scope, await askAs(scope));
  const changed = composeSupergraph([subgraph]).replace('type Article', '"Changed."\ntype Article');
  writeFileSync(gateway.supergraphFile, changed);
  await expect
    .poll(async () => (await askAs(undefined, '{ __type(name: "Article") { description } }')).data, { timeout: 10_000 })
    .toEqual({ __type: { description: 'Changed.' } });
  for (const scope of scopes) expectOwn(scope, await askAs(scope));
});

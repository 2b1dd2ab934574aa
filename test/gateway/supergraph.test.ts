// Where supergraphs come from, which are refused, and how a changed one takes over under load.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { exportJWK, generateKeyPair } from 'jose';
import { createGateway, parseConfig } from 'commerce-graph-gateway';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from './graphql-client.ts';
import { composeSupergraph, createTemporaryFolder, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph, type SubgraphDefinition } from './running-subgraph.ts';
import { productsSubgraph, reviewsSubgraph, stockSubgraph } from './shop-graph.ts';

let products: RunningSubgraph;
let reviews: RunningSubgraph;
let stock: RunningSubgraph;

beforeAll(async () => {
  [products, reviews, stock] = await Promise.all([
    startSubgraph(productsSubgraph),
    startSubgraph(reviewsSubgraph),
    startSubgraph(stockSubgraph),
  ]);
});
afterAll(() => Promise.all([products, reviews, stock].map((subgraph) => subgraph.close())));

async function waitUntil(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('It did not happen within 10 seconds.');
    await wait(50);
  }
}

const secured: SubgraphDefinition = {
  name: 'secured',
  typeDefs: `type Query { open: String closed: String @authenticated paid: String @requiresScopes(scopes: [["paid"]]) }`,
  resolvers: { Query: { open: () => 'open', closed: () => 'closed' } },
};

describe('a supergraph is refused, with nothing left running,', () => {
  test('when it protects fields and that is not enforced', async () => {
    const subgraph = await startSubgraph(secured);
    try {
      const unenforced = { authorization: { directives: { enabled: false } } };
      const refusal = await startGateway([subgraph], unenforced).catch((error: unknown) => error);
      expect(String(refusal)).toMatch(/The supergraph is refused for these 2 reasons:/);
      expect(String(refusal)).toMatch(/uses @authenticated .*would be open to everybody/);
      expect(String(refusal)).toMatch(/uses @requiresScopes .*would be open to everybody/);
      // It is what the directive does that counts, not how the link is marked.
      const unmarked = composeSupergraph([subgraph]).replaceAll(', for: SECURITY', '');
      await expect(startGateway([], unenforced, { sdl: unmarked })).rejects.toThrow('@authenticated');
    } finally {
      await subgraph.close();
    }
  });
  test('when it links a feature for SECURITY or EXECUTION that is not known here', async () => {
    for (const purpose of ['SECURITY', 'EXECUTION']) {
      const sdl = composeSupergraph([products]).replace(
        /schema\b/,
        `schema @link(url: "https://specs.example/vault/v1.0", for: ${purpose})`,
      );
      await expect(startGateway([], {}, { sdl })).rejects.toThrow(
        `It links https://specs.example/vault/v1.0 for ${purpose}, which this gateway does not know`,
      );
    }
  });
  test('when it is a subgraph schema, no GraphQL, or not there', async () => {
    await expect(startGateway([], {}, { sdl: products.sdl })).rejects.toThrow('no composed supergraph of federation 2');
    await expect(startGateway([], {}, { sdl: 'type {' })).rejects.toThrow('no valid GraphQL document');
    expect(() => parseConfig({ supergraph: { source: { file: '/nowhere/supergraph.graphql' } } })).toThrow(
      'supergraph.source.file: there is no file /nowhere/supergraph.graphql',
    );
  });
  test('when a subgraph has no address', async () => {
    const sdl = composeSupergraph([{ ...products, url: '' }]);
    await expect(startGateway([], {}, { sdl })).rejects.toThrow('override_subgraph_url.products');
    const gateway = await startGateway([], { override_subgraph_url: { products: products.url } }, { sdl });
    expect((await ask(gateway, '{ tool(id: "1") { name } }')).data).toEqual({ tool: { name: 'Hammer' } });
    await gateway.close();
  });
  test('when it links the governance specification and breaks its rules', async () => {
    const governed = await startSubgraph({
      name: 'governed',
      typeDefs: `
        extend schema
          @link(url: "https://commerce-graph.example/governance/v1.0", import: ["@owner", "@system"])
          @composeDirective(name: "@owner")
          @composeDirective(name: "@system")
        directive @owner(system: governance__System!) repeatable on OBJECT | FIELD_DEFINITION
        directive @system(subgraph: String!, name: governance__System!) repeatable on SCHEMA
        enum governance__System { ERP PIM OMS }
        type Query { first: String second: String }
      `,
      resolvers: {},
    });
    try {
      const refusal = String(await startGateway([governed]).catch((error: unknown) => error));
      expect(refusal).toContain('OWNER_MISSING Query.first');
      expect(refusal).toContain('OWNER_MISSING Query.second');
    } finally {
      await governed.close();
    }
  });
  test('when it is to be governed and has lost its link to the governance specification', async () => {
    const ownership = path.resolve(import.meta.dirname, '../../schema/ownership.yml');
    await expect(startGateway([products], { governance: { ownership } })).rejects.toThrow(
      'GOVERNANCE_NOT_LINKED schema',
    );
  });
});

test('a feature that only speaks of caching is no reason to refuse', async () => {
  const sdl = composeSupergraph([products]).replace(
    /schema\b/,
    'schema @link(url: "https://specs.apollo.dev/cacheTag/v0.1", for: EXECUTION)',
  );
  const gateway = await startGateway([], {}, { sdl });
  expect((await ask(gateway, '{ tool(id: "1") { name } }')).data).toEqual({ tool: { name: 'Hammer' } });
  await gateway.close();
});

test('a changed file takes over under load without a failed request; a broken one changes nothing', async () => {
  const gateway = await startGateway([products, stock]);
  const hasReviews = async () => (await ask(gateway, '{ latestReviews { text } }')).errors === undefined;
  const end = new AbortController();
  let answered = 0;
  const load = Array.from({ length: 4 }, async () => {
    while (!end.signal.aborted) {
      const answer = await ask(gateway, '{ products { name ... on Tool { inStock shippingCost } } }');
      expect(answer.errors).toBeUndefined();
      expect(answer.data?.['products']).toHaveLength(3);
      answered += 1;
    }
  });
  try {
    expect(await hasReviews()).toBe(false);
    writeFileSync(gateway.supergraphFile, composeSupergraph([products, reviews, stock]));
    await waitUntil(hasReviews);
    const answeredBefore = answered;

    writeFileSync(gateway.supergraphFile, 'type {');
    await wait(800);
    writeFileSync(gateway.supergraphFile, 'schema @link(url: "https://specs.apollo.dev/join/v0.3") { query: Nothing }');
    await wait(800);
    expect(await hasReviews()).toBe(true);

    writeFileSync(gateway.supergraphFile, composeSupergraph([products, stock]));
    await waitUntil(async () => !(await hasReviews()));
    expect(answered).toBeGreaterThan(answeredBefore);
  } finally {
    end.abort();
    await Promise.all(load);
    await gateway.close();
  }
}, 30_000);

test('an operation that began with one supergraph ends with it', async () => {
  const gateway = await startGateway([products, reviews, stock]);
  try {
    let release = () => {};
    const asked = new Promise<void>((resolve) => {
      products.intercept = (response) => {
        products.intercept = undefined;
        release = () => {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end('{"data":{"tool":{"__typename":"Tool","id":"1","name":"Hammer"}}}');
        };
        resolve();
      };
    });
    const slow = ask(gateway, '{ tool(id: "1") { name rating } }');
    await asked;
    // The next supergraph has no reviews any more, and the connections of the first one are to be closed.
    writeFileSync(gateway.supergraphFile, composeSupergraph([products, stock]));
    await waitUntil(async () => (await ask(gateway, '{ tool(id: "1") { rating } }')).errors !== undefined);
    release();
    expect((await slow).data).toEqual({ tool: { name: 'Hammer', rating: 4 } });
  } finally {
    products.intercept = undefined;
    await gateway.close();
  }
});

describe('a supergraph composed from running subgraphs', () => {
  const config = (subgraphs: Record<string, string>, more: object = {}) => ({
    supergraph: {
      listen: '127.0.0.1:0',
      source: {
        subgraphs: Object.fromEntries(Object.entries(subgraphs).map(([name, url]) => [name, { url }])),
        poll_interval: '100ms',
      },
    },
    telemetry: { logging: { level: 'silent' } },
    ...more,
  });

  test('is asked for in the name of the gateway', async () => {
    const directory = createTemporaryFolder();
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    writeFileSync(path.join(directory, 'key.json'), JSON.stringify(await exportJWK(privateKey)));
    products.requests.length = 0;
    const gateway = await createGateway(
      parseConfig(
        config({ products: products.url }, { authentication: { subgraph_assertion: { key_file: 'key.json' } } }),
        {
          directory,
        },
      ),
    );
    try {
      expect(products.requests[0]?.query).toContain('_service');
      expect(products.requests[0]?.headers.authorization).toMatch(/^Bearer ey/);
      expect((await ask(gateway, '{ tool(id: "1") { name } }')).data).toEqual({ tool: { name: 'Hammer' } });
    } finally {
      await gateway.close();
    }
  });

  test('waits for subgraphs that are not up yet, and says that it is not ready', async () => {
    // A port that is free, so that the gateway can be asked while it waits.
    const probe = await startSubgraph(productsSubgraph);
    const listen = new URL(probe.url).host;
    await probe.close();
    products.intercept = (response) => response.writeHead(503).end();
    const { supergraph, ...others } = config({ products: products.url });
    const starting = createGateway(parseConfig({ ...others, supergraph: { ...supergraph, listen } }));
    let isStarted = false;
    void starting.then(() => (isStarted = true));
    const url = `http://${listen}`;
    try {
      await waitUntil(async () => (await fetch(`${url}/health/live`).catch(() => undefined))?.status === 200);
      const ready = await fetch(`${url}/health/ready`);
      expect([ready.status, await ready.json()]).toEqual([503, { status: 'DOWN', phase: 'starting' }]);
      const early = await ask({ url }, '{ __typename }');
      expect([early.status, early.headers.get('retry-after')]).toEqual([503, '1']);
      expect(isStarted).toBe(false);
    } finally {
      products.intercept = undefined;
    }
    const gateway = await starting;
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    await gateway.close();
  });

  test('is an error at once when the subgraphs do not compose', async () => {
    const conflicting = await startSubgraph({
      name: 'conflicting',
      typeDefs: 'type Query { tool(id: ID!): String }',
      resolvers: {},
    });
    try {
      const starting = createGateway(parseConfig(config({ products: products.url, conflicting: conflicting.url })));
      await expect(starting).rejects.toThrow(/The subgraphs do not compose:\n.*Query\.tool/s);
    } finally {
      await conflicting.close();
    }
  });

  test('follows its subgraphs when they change, and stays as it is while they cannot be asked', async () => {
    const first = await startSubgraph({
      name: 'news',
      typeDefs: 'type Query { headline: String }',
      resolvers: { Query: { headline: () => 'first' } },
    });
    const port = Number(new URL(first.url).port);
    const gateway = await createGateway(parseConfig(config({ news: first.url })));
    try {
      expect((await ask(gateway, '{ headline }')).data).toEqual({ headline: 'first' });
      await first.close();
      await wait(300);
      expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
      const second = await startSubgraph(
        {
          name: 'news',
          typeDefs: 'type Query { headline: String teaser: String }',
          resolvers: { Query: { teaser: () => 'more' } },
        },
        port,
      );
      await waitUntil(async () => (await ask(gateway, '{ teaser }')).data?.['teaser'] === 'more');
      await second.close();
    } finally {
      await gateway.close();
    }
  });
});

// A failing subgraph takes only its own fields with it, says so at each of them, and gives nothing else away.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask, type GraphqlAnswer } from './graphql-client.ts';
import { createRecordedLog } from './recorded-log.ts';
import { type RunningGateway, startGateway } from './running-gateway.ts';
import { type RecordedRequest, type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph, reviewsSubgraph, stockSubgraph } from './shop-graph.ts';

let products: RunningSubgraph;
let reviews: RunningSubgraph;
let stock: RunningSubgraph;
let gateway: RunningGateway;

beforeAll(async () => {
  [products, reviews, stock] = await Promise.all([
    startSubgraph(productsSubgraph),
    startSubgraph(reviewsSubgraph),
    startSubgraph(stockSubgraph),
  ]);
  gateway = await startGateway([products, reviews, stock], {
    traffic_shaping: { subgraphs: { stock: { timeout: '800ms', response_size_limit: '4KiB' } } },
  });
});
afterEach(() => {
  for (const subgraph of [products, reviews, stock]) subgraph.intercept = undefined;
});
afterAll(async () => {
  await gateway.close();
  await Promise.all([products, reviews, stock].map((subgraph) => subgraph.close()));
});

/** Lets the stock subgraph answer with this body. */
function answerStockWith(body: unknown, status = 200): void {
  stock.intercept = (response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

const summarise = ({ errors = [] }: GraphqlAnswer) =>
  errors.map(({ path, extensions }) => `${path?.join('.') ?? '-'} ${String(extensions?.['code'])}`);

function expectNothingInternal({ text }: GraphqlAnswer): void {
  expect(text).not.toMatch(/ECONN|127\.0\.0\.1|localhost|stack|node_modules|\/graphql|10\.0\.0\.7|secret/i);
}

describe('one subgraph of three fails', () => {
  const page = '{ products { name ... on Tool { inStock shippingCost rating } ... on Book { inStock } } }';
  const served = [
    { name: 'Hammer', inStock: null, shippingCost: null, rating: 4 },
    { name: 'Carpentry', inStock: null },
    { name: 'Saw', inStock: null, shippingCost: null, rating: null },
  ];
  const placesAt = (code: string) => [
    `products.0.inStock ${code}`,
    `products.0.shippingCost ${code}`,
    `products.1.inStock ${code}`,
    `products.2.inStock ${code}`,
    `products.2.shippingCost ${code}`,
  ];

  async function expectOnlyStockMissing(code: string): Promise<void> {
    const answer = await ask(gateway, page);
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ products: served });
    const stockErrors = {
      ...answer,
      errors: answer.errors?.filter(({ extensions }) => extensions?.['service'] === 'stock'),
    };
    expect(summarise(stockErrors)).toEqual(expect.arrayContaining(placesAt(code)));
    expect(stockErrors.errors).toHaveLength(5);
    expectNothingInternal(answer);
  }

  test('because it is down: the connection is reset', async () => {
    stock.intercept = (response) => response.destroy();
    await expectOnlyStockMissing('SUBREQUEST_HTTP_ERROR');
  });
  test('because it does not answer in time', async () => {
    stock.intercept = () => {};
    const before = performance.now();
    await expectOnlyStockMissing('GATEWAY_TIMEOUT');
    expect(performance.now() - before).toBeLessThan(3000);
  });
  test('because it stops in the middle of its answer', async () => {
    stock.intercept = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":{"_enti');
    };
    await expectOnlyStockMissing('GATEWAY_TIMEOUT');
  });
  test('because it answers with an error page', async () => {
    answerStockWith('<html>stack trace at node_modules of http://127.0.0.1</html>', 500);
    await expectOnlyStockMissing('SUBREQUEST_HTTP_ERROR');
  });
  test('because it refuses the request', async () => {
    answerStockWith({ errors: [{ message: 'No assertion', extensions: { code: 'UNAUTHENTICATED' } }] }, 401);
    await expectOnlyStockMissing('SUBREQUEST_HTTP_ERROR');
  });
  test('because it redirects elsewhere, which is not followed', async () => {
    stock.intercept = (response) => response.writeHead(302, { location: products.url }).end();
    await expectOnlyStockMissing('SUBREQUEST_HTTP_ERROR');
  });
  test('because it sends no JSON', async () => {
    answerStockWith('OK');
    await expectOnlyStockMissing('SUBREQUEST_MALFORMED_RESPONSE');
  });
  test('because it sends something else than a GraphQL response', async () => {
    answerStockWith([1, 2]);
    await expectOnlyStockMissing('SUBREQUEST_MALFORMED_RESPONSE');
  });
  test('because it sends fewer entities than were asked for', async () => {
    answerStockWith({ data: { _entities: [{ __typename: 'Tool', inStock: 99 }] } });
    await expectOnlyStockMissing('SUBREQUEST_MALFORMED_RESPONSE');
  });
  test('because its answer is larger than allowed', async () => {
    answerStockWith({ data: { _entities: [{ padding: 'x'.repeat(5000) }] } });
    await expectOnlyStockMissing('SUBREQUEST_HTTP_ERROR');
  });
});

test('root fields of a failing subgraph are null, those of another one are there', async () => {
  reviews.intercept = (response) => response.destroy();
  const answer = await ask(gateway, '{ tool(id: "1") { name } mainCategory { title } latestReviews { text } }');
  // latestReviews may not be null, so by GraphQL's rules nothing is left of the operation's data.
  expect(answer.data).toBeNull();
  expect(summarise(answer)).toEqual(['latestReviews SUBREQUEST_HTTP_ERROR']);
  products.intercept = (response) => response.destroy();
  reviews.intercept = undefined;
  const other = await ask(gateway, '{ first: tool(id: "1") { name } second: mainCategory { title } }');
  expect(other.data).toEqual({ first: null, second: null });
  expect(summarise(other)).toEqual(['first SUBREQUEST_HTTP_ERROR', 'second SUBREQUEST_HTTP_ERROR']);
});

test('an error of one entity is told at every place where it occurs', async () => {
  answerStockWith({
    data: { _entities: [{ inStock: null }, { inStock: 30 }] },
    errors: [
      { message: 'Stock is being counted', path: ['_entities', 0, 'inStock'], extensions: { code: 'COUNTING' } },
    ],
  });
  const answer = await ask(gateway, '{ latestReviews { product { inStock } } }');
  const counting = { product: { inStock: null } };
  expect(answer.data).toEqual({ latestReviews: [counting, counting, { product: { inStock: 30 } }, counting] });
  expect(summarise(answer)).toEqual([0, 1, 3].map((index) => `latestReviews.${index}.product.inStock COUNTING`));
});

test('an error of one entity names its place in a list of several types', async () => {
  const answer = await ask(gateway, '{ search(text: "x") { ... on Category { title } ... on Tool { name rating } } }');
  expect(answer.data?.['search']).toEqual([
    { title: 'Workshop' },
    { name: 'Hammer', rating: 4 },
    {},
    { name: 'Saw', rating: null },
  ]);
  expect(summarise(answer)).toEqual(['search.3.rating DOWNSTREAM_SERVICE_ERROR']);
});

test('a failure of what another field requires is told once, without a place of its own', async () => {
  products.intercept = (response) => response.destroy();
  const answer = await ask(gateway, '{ latestReviews { product { shippingCost } } }');
  expect(answer.data?.['latestReviews']).toEqual(
    Array.from({ length: 4 }, () => ({ product: { shippingCost: null } })),
  );
  expect(summarise(answer)).toEqual(['- SUBREQUEST_HTTP_ERROR']);
  expect(answer.errors?.[0]?.message).toBe('Subgraph "products" could not be reached.');
});

describe('what an error may say', () => {
  const query = '{ tool(id: "1") { inStock } }';
  const failWith = (error: object) =>
    answerStockWith({
      data: { _entities: [{ inStock: null }] },
      errors: [{ path: ['_entities', 0, 'inStock'], ...error }],
    });

  test('an error with a code of its own keeps message, code and harmless members', async () => {
    failWith({
      message: 'The ERP is not reachable.',
      extensions: {
        code: 'SYSTEM_UNAVAILABLE',
        system: 'ERP',
        retryable: true,
        stacktrace: ['at file:///app/node_modules/x.js'],
        exception: { secret: 1 },
        http: { status: 418 },
      },
    });
    const answer = await ask(gateway, query);
    expect(answer.status).toBe(200);
    expect(answer.errors).toEqual([
      {
        message: 'The ERP is not reachable.',
        path: ['tool', 'inStock'],
        extensions: { code: 'SYSTEM_UNAVAILABLE', service: 'stock', system: 'ERP', retryable: true },
      },
    ]);
  });

  test('an error without a code of its own is masked', async () => {
    for (const code of [undefined, 'INTERNAL_SERVER_ERROR', 'GRAPHQL_VALIDATION_FAILED']) {
      failWith({ message: 'connect ECONNREFUSED 10.0.0.7:5432', extensions: { code, sql: 'select secret' } });
      const answer = await ask(gateway, query);
      expect(answer.errors).toEqual([
        {
          message: 'Subgraph "stock" failed to resolve this.',
          path: ['tool', 'inStock'],
          extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', service: 'stock' },
        },
      ]);
    }
  });

  test('a message that contains the address of the subgraph is masked, whatever its code', async () => {
    failWith({ message: `POST ${stock.url} failed`, extensions: { code: 'SYSTEM_UNAVAILABLE' } });
    const answer = await ask(gateway, query);
    expect(answer.errors?.[0]?.message).toBe('Subgraph "stock" failed to resolve this.');
    expectNothingInternal(answer);
  });

  test('a value that only the subgraph can judge is the fault of the client, who is told', async () => {
    answerStockWith(
      { errors: [{ message: 'Colour must be a hex code', extensions: { code: 'BAD_USER_INPUT' } }] },
      400,
    );
    const answer = await ask(gateway, query);
    expect(answer.errors).toEqual([
      {
        message: 'Colour must be a hex code',
        path: ['tool', 'inStock'],
        extensions: { code: 'BAD_USER_INPUT', service: 'stock' },
      },
    ]);
  });

  test('messages without a code are shown where that is configured', async () => {
    const open = await startGateway([products, reviews, stock], { include_subgraph_errors: { all: true } });
    try {
      failWith({ message: 'Shelf 7 is empty', extensions: { stacktrace: ['at x'] } });
      const answer = await ask(open, query);
      expect(answer.errors?.[0]).toMatchObject({ message: 'Shelf 7 is empty', extensions: { service: 'stock' } });
      expect(answer.text).not.toContain('stacktrace');
    } finally {
      await open.close();
    }
  });
});

test('null where the schema allows none is an error, as GraphQL has it', async () => {
  products.intercept = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"tool":{"name":null}}}');
  };
  const answer = await ask(gateway, '{ tool(id: "1") { name } }');
  expect(answer.data).toEqual({ tool: null });
  expect(summarise(answer)).toEqual(['tool.name DOWNSTREAM_SERVICE_ERROR']);
});

test('a value of the wrong kind is an error that does not repeat the value', async () => {
  products.intercept = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"products":"secret"}}');
  };
  const answer = await ask(gateway, '{ products { name } }');
  expect(answer.data ?? null).toBeNull();
  expect(summarise(answer)).toEqual(['products DOWNSTREAM_SERVICE_ERROR']);
  expectNothingInternal(answer);
});

test('the request as a whole has a deadline; what is there by then is served', async () => {
  const { log, lines } = createRecordedLog();
  const hasty = await startGateway(
    [products, reviews, stock],
    { traffic_shaping: { router: { timeout: '1s' } } },
    { log },
  );
  try {
    stock.intercept = () => {};
    const answer = await ask(hasty, '{ tool(id: "1") { name inStock } }');
    expect(answer.data).toEqual({ tool: { name: 'Hammer', inStock: null } });
    expect(summarise(answer)).toEqual(['tool.inStock GATEWAY_TIMEOUT']);
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'warn', subgraph: 'stock', code: 'GATEWAY_TIMEOUT' }),
    );
  } finally {
    await hasty.close();
  }
});

test('when the client goes away, the subgraph is told at once and not blamed in the log', async () => {
  const { log, lines } = createRecordedLog();
  const patient = await startGateway([products, reviews, stock], {}, { log });
  try {
    const asked = new Promise<RecordedRequest>((resolve) => {
      stock.intercept = (_response, request) => resolve(request);
    });
    const client = new AbortController();
    const answer = ask(patient, '{ tool(id: "1") { inStock } }', { signal: client.signal });
    const { aborted } = await asked;
    client.abort();
    await expect(answer).rejects.toThrow('aborted');
    // The subgraph's deadline is 30 s: only the disconnect can end its request earlier.
    await aborted;
  } finally {
    await patient.close();
  }
  // Closing has waited for the operation, so whatever it had to log is there.
  expect(lines.filter(({ level }) => level !== 'info')).toEqual([]);
}, 10_000);

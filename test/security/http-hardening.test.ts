// What the gateway makes of requests that are made to confuse, to exhaust or to be sent by somebody else's browser.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { GraphQLScalarType } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTemporaryFolder, type RunningGateway, startGateway } from '../gateway/running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from '../gateway/running-subgraph.ts';
import { createTokenIssuer, type TokenIssuer } from '../gateway/token-issuer.ts';
import { type RawAnswer, sendBytes, writePost } from './raw-connection.ts';

let subgraph: RunningSubgraph;
let tokens: TokenIssuer;
let gateway: RunningGateway;
const opened: RunningGateway[] = [];

beforeAll(async () => {
  tokens = await createTokenIssuer();
  subgraph = await startSubgraph({
    name: 'things',
    typeDefs: `
      scalar Anything
      type Query { thing: Thing echo(value: Anything): Anything number(value: Float): Float text(value: String): String }
      type Mutation { change: Boolean }
      type Thing { name: String hiddenFromMost: String }
    `,
    resolvers: {
      Anything: new GraphQLScalarType({ name: 'Anything' }),
      Query: {
        thing: () => ({ name: 'a thing' }),
        echo: (_: unknown, { value }: { value: unknown }) => value,
        number: (_: unknown, { value }: { value: number }) => value,
        text: (_: unknown, { value }: { value: string }) => value,
      },
      Mutation: { change: () => true },
    },
  });
  gateway = await open({ cors: { origins: ['https://shop.example'] } }, false);
});
beforeEach(() => {
  subgraph.requests.length = 0;
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});
afterAll(async () => {
  await gateway.close();
  await subgraph.close();
});

async function open(config: Record<string, unknown> = {}, isForOne = true): Promise<RunningGateway> {
  const directory = createTemporaryFolder();
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [tokens.publicKey] }));
  const authentication = { router: { jwt: { jwks: [{ url: 'jwks.json' }] } } };
  const started = await startGateway([subgraph], { authentication, ...config }, { directory });
  if (isForOne) opened.push(started);
  return started;
}

const query = '{ thing { name } }';
const body = JSON.stringify({ query });
const found = '{"data":{"thing":{"name":"a thing"}}}';

const post = (headers: Record<string, string> = {}, sent: string | Buffer = body, at = gateway) =>
  fetch(`${at.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof sent === 'string' ? sent : new Uint8Array(sent),
  });

const refusal = (code: string) => ({ errors: [{ message: expect.any(String) as string, extensions: { code } }] });

async function expectRefused(response: Response, status: number, code = 'BAD_REQUEST'): Promise<void> {
  expect([response.status, await response.json()]).toEqual([status, refusal(code)]);
  expect(subgraph.requests).toEqual([]);
}

function expectRawRefusal({ status, body: text, headers }: RawAnswer, expected: number): void {
  expect([status, JSON.parse(text)]).toEqual([expected, refusal('BAD_REQUEST')]);
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
  expect(subgraph.requests).toEqual([]);
}

/** So that requests can be answered past Apollo Server from now on. */
async function makeKnown(at = gateway): Promise<void> {
  for (const _ of 'twice') expect(await (await post({}, body, at)).text()).toContain('a thing');
  subgraph.requests.length = 0;
}

describe('every response', () => {
  const listed: readonly [string, string, RequestInit?][] = [
    ['an answer', '/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body }],
    [
      'a refusal of the operation',
      '/graphql',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
    ],
    [
      'a refusal of the body',
      '/graphql',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' },
    ],
    ['a refusal of the token', '/graphql', { method: 'POST', headers: { authorization: 'Bearer x' } }],
    ['a refusal of the method', '/graphql', { method: 'PUT' }],
    ['nothing', '/nowhere'],
    ['a URL that cannot be read', '/graphql/%zz'],
    ['health', '/health/ready'],
    ['what is at /', '/'],
    ['the page', '/', { headers: { accept: 'text/html' } }],
    [
      'a preflight',
      '/graphql',
      { method: 'OPTIONS', headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' } },
    ],
  ];
  test.each(listed)('tells browsers how to take it: %s', async (_, route, init) => {
    const { headers } = await fetch(`${gateway.url}${route}`, init);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none';.*frame-ancestors 'none'/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    for (const name of ['server', 'x-powered-by', 'strict-transport-security']) expect(headers.get(name)).toBeNull();
  });

  test('says that there is nothing but https, where that is configured', async () => {
    const strict_transport_security = { max_age: 31_536_000, include_subdomains: true };
    const secure = await open({ server: { http: { strict_transport_security } } });
    const expected = 'max-age=31536000; includeSubDomains';
    for (const route of ['/graphql', '/nowhere', '/graphql/%zz']) {
      expect((await fetch(`${secure.url}${route}`)).headers.get('strict-transport-security')).toBe(expected);
    }
  });
});

describe('a method', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])(
    '%s is refused with those that there are',
    async (method) => {
      const plain = await open();
      const url = `${plain.url}/graphql?query=${encodeURIComponent('mutation { change }')}`;
      const headers = { 'apollo-require-preflight': '1', 'content-type': 'application/json' };
      const response = await fetch(url, { method, headers, ...(['PUT', 'PATCH'].includes(method) && { body }) });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
      if (method !== 'HEAD') expect(await response.json()).toEqual(refusal('BAD_REQUEST'));
      expect(subgraph.requests).toEqual([]);
    },
  );
});

describe("somebody else's browser", () => {
  // What a page of any origin can send without asking first.
  const simple = [
    'text/plain',
    'text/plain;charset=UTF-8',
    'text/plain; x=application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json, text/plain',
    'text/plain, application/json',
    '',
  ];
  test.each(simple)('cannot have an operation executed as %j, known or not', async (type) => {
    await makeKnown();
    for (const sent of [body, JSON.stringify({ query: 'mutation { change }' })]) {
      const bytes = writePost(sent, [`Content-Type: ${type}`, 'Origin: https://evil.example', 'Cookie: a=b']);
      const { status } = await sendBytes(gateway, bytes);
      expect([400, 415]).toContain(status);
    }
    expect(subgraph.requests).toEqual([]);
  });

  test('cannot have one executed by a link or an image', async () => {
    await makeKnown();
    const address = `${gateway.url}/graphql?query=${encodeURIComponent(query)}`;
    for (const headers of [{}, { 'content-type': '' }, { 'content-type': 'text/plain' }]) {
      const response = await fetch(address, { headers: { ...headers, origin: 'https://evil.example' } });
      expect(response.ok).toBe(false);
    }
    expect(subgraph.requests).toEqual([]);
  });

  test('gets answers to read only from a page of an origin that is named exactly', async () => {
    for (const origin of [
      'https://shop.example.evil.example',
      'https://evilshop.example',
      'http://shop.example',
      'https://shop.example:8443',
      'https://SHOP.example',
      'null',
    ]) {
      const { headers } = await post({ origin });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
    const allowed = await post({ origin: 'https://shop.example' });
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });

  test('is not given from a cache what was for a page of another origin', async () => {
    for (const sent of [body, '{"query":"{ nothing }"}']) {
      const { headers } = await post({ origin: 'https://shop.example' }, sent);
      expect(headers.get('vary')).toBe('Authorization, commerce-graph-account, Origin');
    }
    const plain = await open();
    expect((await post({}, body, plain)).headers.get('vary')).toBe('Authorization, commerce-graph-account');
  });
});

describe('a token for pages of some origins', () => {
  const restrictions = { origins: ['https://shop.example', 'https://partner.example'] };

  test('is for those: for no other, for none that hides, and for no program', async () => {
    const token = { authorization: `Bearer ${await tokens.sign({ restrictions })}` };
    const anywhere = await open({ cors: { allow_any_origin: true } });
    for (const at of [gateway, anywhere]) {
      for (const origin of restrictions.origins) {
        const answer = await post({ ...token, origin }, body, at);
        expect(await answer.text()).toContain(found);
        expect(answer.headers.get('vary')).toBe('Authorization, commerce-graph-account, Origin');
      }
      subgraph.requests.length = 0;
      for (const origin of ['https://evil.example', 'https://shop.example/', 'http://shop.example', 'null', '']) {
        await expectRefused(await post({ ...token, origin }, body, at), 403, 'ORIGIN_NOT_ALLOWED');
      }
      await expectRefused(await post(token, body, at), 403, 'ORIGIN_NOT_ALLOWED');
    }
    const { headers } = await post({ ...token, origin: 'https://partner.example' }, body, anywhere);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('with no origin at all is for nobody', async () => {
    const token = { authorization: `Bearer ${await tokens.sign({ restrictions: { origins: [] } })}` };
    for (const origin of ['https://shop.example', '']) {
      await expectRefused(await post({ ...token, origin }), 403, 'ORIGIN_NOT_ALLOWED');
    }
  });
});

describe('headers', () => {
  test('that are too many or too large are refused, and none is dropped without a word', async () => {
    const narrow = await open({ limits: { http1_max_request_headers: 20, http1_max_request_buf_size: '8KiB' } });
    const many = (count: number) => Array.from({ length: count }, (_, index) => `x-${index}: 1`);
    // Host, length and type come on top.
    const last = [...many(16), 'Authorization: Bearer x'];
    expect((await sendBytes(narrow, writePost(body, last))).status).toBe(401);
    expectRawRefusal(await sendBytes(narrow, writePost(body, ['x: 1', ...last])), 431);
    expectRawRefusal(await sendBytes(narrow, writePost(body, [...many(500), 'Authorization: Bearer x'])), 431);
    expectRawRefusal(await sendBytes(narrow, writePost(body, [`x: ${'x'.repeat(9000)}`])), 431);
  });

  test.each(['Authorization', 'Host', 'Content-Type', 'Origin'])(
    'of which there can be one only are not there twice: %s',
    async (name) => {
      const bytes = writePost(body, [`${name}: a`, 'x: 1', `${name.toUpperCase()}: b`]);
      expectRawRefusal(await sendBytes(gateway, bytes), 400);
    },
  );

  test('that leave open where a request ends are refused', async () => {
    for (const headers of [
      ['Transfer-Encoding: chunked'],
      ['Content-Length: 3'],
      ['Transfer-Encoding: identity', 'Transfer-Encoding: chunked'],
    ]) {
      expectRawRefusal(await sendBytes(gateway, writePost(body, headers)), 400);
    }
    expectRawRefusal(await sendBytes(gateway, 'GET /graphql HTTP/1.1\r\n\r\n'), 400);
    expectRawRefusal(await sendBytes(gateway, 'nonsense\r\n\r\n'), 400);
  });

  test('may name the target whole, and what it names as a host opens nothing', async () => {
    const bytes = writePost(body, [], 'http://other.example/graphql?query=%7Bnothing%7D');
    const answer = await sendBytes(gateway, bytes);
    expect([answer.status, answer.body.trim()]).toEqual([200, found]);
    const elsewhere = await sendBytes(gateway, writePost(body, [], 'http://other.example/nowhere'));
    expect(elsewhere.status).toBe(404);
  });

  test.each(['gzip', 'GZIP', 'br', 'deflate', 'gzip, identity'])(
    'that say the body is compressed (%s) are refused before it is read',
    async (encoding) => {
      const bomb = gzipSync(JSON.stringify({ query: `{ ${' '.repeat(50_000_000)} }` }));
      await expectRefused(await post({ 'content-encoding': encoding }, bomb), 415);
    },
  );

  test('may say that the body is UTF-8, and nothing else', async () => {
    for (const charset of ['utf-8', 'UTF-8', '"utf-8"', 'utf8', 'utf-8; x=1']) {
      expect((await post({ 'content-type': `application/json; charset=${charset}` })).status).toBe(200);
    }
    subgraph.requests.length = 0;
    for (const charset of ['latin1', 'utf-16', 'utf-7', 'utf-8-x', 'utf-8;charset=utf-16']) {
      await expectRefused(await post({ 'content-type': `application/json; charset=${charset}` }), 415);
    }
  });
});

describe('a client that is slow on purpose', () => {
  const http = { header_read_timeout: '300ms', request_read_timeout: '600ms' };

  test.each([
    ['says nothing', '', ''],
    ['sends headers one by one', 'POST /graphql HTTP/1.1\r\nHost: a\r\n', 'x: 1\r\n'],
    ['sends a body byte by byte', writePost(body.padEnd(5000), []).slice(0, -4900), ' '],
  ])('is cut off: %s', async (_, start, text) => {
    const patient = await open({ server: { http } });
    const began = performance.now();
    const { status } = await sendBytes(patient, start, { text, everyMs: 50 });
    expect(status).toBe(408);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect((await post({}, body, patient)).status).toBe(200);
  });

  test('cannot have more connections than there are to be', async () => {
    const narrow = await open({ server: { http: { max_connections: 2 } } });
    const { hostname, port } = new URL(narrow.url);
    const held = [connect(Number(port), hostname), connect(Number(port), hostname)];
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    const answers = () =>
      sendBytes(narrow, writePost(body)).then(
        ({ status }) => status === 200,
        () => false,
      );
    await expect.poll(answers).toBe(false);
    for (const socket of held) socket.destroy();
    await expect.poll(answers).toBe(true);
  });
});

describe('JSON', () => {
  const echo = 'query ($value: Anything) { echo(value: $value) }';
  const askEcho = async (value: string, at = gateway) =>
    post({}, `{"query":${JSON.stringify(echo)},"variables":{"value":${value}}}`, at);

  test('with names that change prototypes is refused, or is data like any other', async () => {
    await expectRefused(await askEcho('{"__proto__":{"isAdmin":true}}'), 400);
    await expectRefused(await askEcho('{"a":[{"__proto__":null}]}'), 400);
    await expectRefused(await askEcho('{"constructor":{"prototype":{"isAdmin":true}}}'), 400);
    for (const value of ['{"constructor":1}', '{"prototype":{"a":1}}', '{"toString":"x","hasOwnProperty":null}']) {
      expect(await (await askEcho(value)).json()).toEqual({ data: { echo: JSON.parse(value) as unknown } });
    }
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  test('in an address is taken alike', async () => {
    const variables = '{"value":{"__proto__":{"isAdmin":true},"a":1}}';
    const search = new URLSearchParams({ query: echo, variables }).toString();
    const response = await fetch(`${gateway.url}/graphql?${search}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(response.status).toBe(200);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  test('may begin with a byte order mark', async () => {
    expect(await (await post({}, `\ufeff${body}`)).text()).toContain(found);
  });

  test('with a number that is none is refused where a number is asked for, and harmless elsewhere', async () => {
    const number = (value: string) =>
      post({}, `{"query":"query ($v: Float) { number(value: $v) }","variables":{"v":${value}}}`);
    expect(await (await number('1e400')).json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    await expectRefused(await number('NaN'), 400);
    await expectRefused(await number('Infinity'), 400);
    const literal = await post({}, JSON.stringify({ query: '{ number(value: 1e400) }' }));
    expect(await literal.json()).toHaveProperty('errors');
    expect((await askEcho('1e400')).status).toBe(200);
    const digits = '9'.repeat(400);
    expect((await askEcho(digits)).status).toBe(200);
  });

  test('with half a character comes back as JSON', async () => {
    const half = '"\\ud800 and \\udc00"';
    const text = 'query ($value: String) { text(value: $value) }';
    for (const _ of 'twice') {
      const response = await post({}, `{"query":${JSON.stringify(text)},"variables":{"value":${half}}}`);
      expect(await response.json()).toHaveProperty('data.text');
    }
    expect(await (await askEcho(half)).json()).toHaveProperty('data.echo');
  });

  test('nested without an end is refused or answered, and the gateway lives', async () => {
    for (const depth of [100, 1000, 100_000]) {
      const response = await askEcho(`${'['.repeat(depth)}${']'.repeat(depth)}`);
      await response.text();
    }
    expect((await post()).status).toBe(200);
  });

  test('that is not UTF-8 breaks nothing', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"query":"{ text(value: \\"'),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from('\\") }"}'),
    ]);
    expect((await post({}, bytes)).headers.get('content-type')).toMatch(/^application\/json/);
  });
});

test('in production, nobody is told names that he did not know', async () => {
  const production = await open({ production: true });
  for (const asked of [
    '{ thin { name } }',
    '{ thing { hiddenFromMos } }',
    '{ thing { name(a: 1) } }',
    '{ echo(valu: 1) }',
  ]) {
    const text = await (await post({}, JSON.stringify({ query: asked }), production)).text();
    expect(text).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(text).not.toMatch(/Did you mean|hiddenFromMost|"thing"|"value"/);
  }
});

// What a request meets inside a subgraph: masked errors, a signal that fires in time, a graceful end.
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSystemClient } from '@commerce-graph/subgraph-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecordedLog } from '../../gateway/recorded-log.ts';
import { type AssertionSigner, createAssertionSigner } from '../sign-assertion.ts';
import { askSubgraph, startProbeSubgraph } from './start-probe-subgraph.ts';
import { sendJson, startSystem } from './start-system.ts';

let signer: AssertionSigner;
let authorization: string;

beforeAll(async () => {
  signer = await createAssertionSigner();
  authorization = await signer.sign('probe', { account: 'acme' });
});
afterAll(() => signer.close());

describe('errors', () => {
  it('of a system carry its name and code, and nothing of its address', async () => {
    const probe = await startProbeSubgraph({ jwks: signer.jwks });
    const { status, body } = await askSubgraph(probe.url, '{ subject outage }', { authorization });
    await probe.close();
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { subject: 'buyer@acme', outage: null },
      errors: [
        {
          message: 'The system ledger could not be reached.',
          locations: [{ line: 1, column: 11 }],
          path: ['outage'],
          extensions: { code: 'SYSTEM_UNAVAILABLE', system: 'ledger', retryable: true },
        },
      ],
    });
  });

  it('that are defects lose message and stack', async () => {
    const probe = await startProbeSubgraph({ jwks: signer.jwks });
    const { body } = await askSubgraph(probe.url, '{ defect }', { authorization });
    await probe.close();
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(JSON.stringify(body)).not.toMatch(/SELECT|secret|\.ts|stack/);
  });

  it('in a document keep the code of the field', async () => {
    const probe = await startProbeSubgraph({ jwks: signer.jwks });
    const unknown = await askSubgraph(probe.url, '{ nothing }', { authorization });
    const broken = await askSubgraph(probe.url, '{', { authorization });
    await probe.close();
    expect(unknown.body.errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(broken.body.errors?.[0]?.extensions['code']).toBe('GRAPHQL_PARSE_FAILED');
  });

  it('refuse a JSON number where a Decimal is due, in variables and in documents', async () => {
    const probe = await startProbeSubgraph({ jwks: signer.jwks });
    const query = 'query ($value: Decimal!) { echo(value: $value) }';
    const number = await askSubgraph(probe.url, query, { authorization, variables: { value: 12.5 } });
    const literal = await askSubgraph(probe.url, '{ echo(value: 12.5) }', { authorization });
    const text = await askSubgraph(probe.url, query, { authorization, variables: { value: '12.50' } });
    await probe.close();
    expect(number.body.errors?.[0]?.message).toContain(
      'Decimal must be a decimal string such as "12.50", without exponent and not a number, got 12.5.',
    );
    expect(number.body.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(literal.body.errors?.[0]?.message).toContain('Decimal must be a decimal string');
    expect(text.body.data).toEqual({ echo: '12.50' });
  });
});

describe('a request that nobody waits for any more', () => {
  it('ends its calls to systems when the gateway hangs up', async () => {
    const system = await startSystem(() => undefined);
    const client = createSystemClient({ name: 'slow', url: system.url, deadlineMs: 10_000 });
    const probe = await startProbeSubgraph({
      jwks: signer.jwks,
      work: ({ signal }) => client.request({ method: 'GET', path: '/slow', signal }, () => 'done'),
      onClose: () => client.close(),
    });
    const gateway = new AbortController();
    const asked = askSubgraph(probe.url, '{ work }', { authorization, signal: gateway.signal });
    asked.catch(() => undefined);
    await expect.poll(() => system.calls.length).toBe(1);
    expect(system.hangUps).toBe(0);
    gateway.abort();
    await expect(asked).rejects.toThrow('aborted');
    await expect.poll(() => system.hangUps, { timeout: 2_000 }).toBe(1);
    // Nobody is there to profit from another attempt.
    await sleep(300);
    expect(system.calls).toHaveLength(1);
    await probe.close();
    await system.close();
  });

  it('ends its calls to systems when its time is over, and says so', async () => {
    const system = await startSystem(() => undefined);
    const client = createSystemClient({ name: 'slow', url: system.url, deadlineMs: 10_000 });
    const probe = await startProbeSubgraph({
      jwks: signer.jwks,
      requestTimeoutMs: 150,
      work: ({ signal }) => client.request({ method: 'GET', path: '/slow', signal }, () => 'done'),
      onClose: () => client.close(),
    });
    const { body } = await askSubgraph(probe.url, '{ subject work }', { authorization });
    expect(body.data).toEqual({ subject: 'buyer@acme', work: null });
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'SYSTEM_UNAVAILABLE', system: 'slow', retryable: true });
    await expect.poll(() => system.hangUps).toBe(1);
    await probe.close();
    await system.close();
  });

  it('has a signal that stays quiet once it was answered', async () => {
    let seen: AbortSignal | undefined;
    const probe = await startProbeSubgraph({
      jwks: signer.jwks,
      requestTimeoutMs: 100,
      work: async ({ signal }) => {
        seen = signal;
        return 'done';
      },
    });
    expect((await askSubgraph(probe.url, '{ work }', { authorization })).body.data).toEqual({ work: 'done' });
    await sleep(200);
    expect(seen?.aborted).toBe(false);
    await probe.close();
  });
});

it('begins nothing for a request that has ended while something else was waited for', async () => {
  let calls = 0;
  const probe = await startProbeSubgraph({
    jwks: signer.jwks,
    requestTimeoutMs: 100,
    work: ({ signal }) => {
      calls += 1;
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('ended')), { once: true });
      });
    },
  });
  const { body } = await askSubgraph(probe.url, '{ later { ready work } }', { authorization });
  await probe.close();
  expect(calls).toBe(1);
  expect(body.data).toEqual({ later: { ready: 'ready', work: null } });
  expect(body.errors).toMatchObject([{ path: ['later', 'work'], extensions: { code: 'SYSTEM_UNAVAILABLE' } }]);
});

it('says in every line of its log which request of the gateway it is about', async () => {
  const { log, lines } = createRecordedLog();
  const probe = await startProbeSubgraph({ jwks: signer.jwks, logger: log });
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const ask = (id: string, query: string, credentials: object) =>
    askSubgraph(probe.url, query, {
      ...credentials,
      headers: { 'x-request-id': id, traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
  await Promise.all([
    ask('request-1', '{ defect }', { authorization }),
    ask('request-2', '{ outage }', { authorization }),
    ask('request-3', '{ subject }', {}),
    ask('no id\t{}', '{ subject }', {}),
  ]);
  await probe.close();
  const own = lines.find(({ requestId }) => !String(requestId).startsWith('request-') && requestId !== undefined);
  expect(own?.['requestId']).toMatch(/^[\da-f-]{36}$/);
  expect(
    lines
      .filter((line) => line !== own && line['requestId'] !== undefined)
      .map(({ requestId, traceId: id, msg }) => [requestId, id, msg].join(', '))
      .toSorted(),
  ).toEqual([
    `request-1, ${traceId}, unexpected error`,
    `request-2, ${traceId}, The system ledger could not be reached.`,
    'request-3, , refused without assertion',
  ]);
});

it('answers a large wrong value with a small message', async () => {
  const probe = await startProbeSubgraph({ jwks: signer.jwks });
  for (const value of ['x'.repeat(1_900_000), '9'.repeat(1_900_000), 'x'.repeat(61)]) {
    const query = 'query ($value: Decimal!) { echo(value: $value) }';
    const { body } = await askSubgraph(probe.url, query, { authorization, variables: { value } });
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(JSON.stringify(body).length).toBeLessThan(500);
    const literal = await askSubgraph(probe.url, `{ echo(value: "${value}") }`, { authorization });
    expect(JSON.stringify(literal.body).length).toBeLessThan(500);
  }
  await probe.close();
});

describe('closing', () => {
  it('answers what is under way, takes nothing new, and closes what was opened', async () => {
    let isClosed = false;
    const system = await startSystem(async (_request, response) => {
      await sleep(300);
      sendJson(response, {});
    });
    const client = createSystemClient({ name: 'slow', url: system.url });
    const probe = await startProbeSubgraph({
      jwks: signer.jwks,
      work: ({ signal }) => client.request({ method: 'GET', path: '/', signal }, () => 'done'),
      onClose: async () => {
        isClosed = true;
        await client.close();
      },
    });
    const underWay = askSubgraph(probe.url, '{ work }', { authorization });
    await expect.poll(() => system.calls.length).toBe(1);
    const closing = probe.close();
    expect(isClosed).toBe(false);
    expect((await underWay).body.data).toEqual({ work: 'done' });
    await closing;
    expect(isClosed).toBe(true);
    await expect(fetch(probe.url)).rejects.toThrow('fetch failed');
    await system.close();
  });

  it('does not wait for ever', async () => {
    const probe = await startProbeSubgraph({
      jwks: signer.jwks,
      drainTimeoutMs: 200,
      work: () => new Promise<string>(() => undefined),
    });
    const hung = request(probe.url, { method: 'POST', headers: { 'content-type': 'application/json', authorization } });
    hung.on('error', () => undefined);
    hung.end(JSON.stringify({ query: '{ work }' }));
    await sleep(100);
    const startedAt = performance.now();
    await probe.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

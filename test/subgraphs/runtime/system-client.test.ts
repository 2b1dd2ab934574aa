// How calls to a system behave when it is slow, broken, busy or back again.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CircuitBreakerOpenError,
  type SystemClient,
  type SystemClientOptions,
  SystemError,
  SystemRefusalError,
  SystemUnavailableError,
  createSystemClient,
} from '@commerce-graph/subgraph-runtime';
import { afterEach, describe, expect, it } from 'vitest';
import { type AnswerCall, type ScriptedSystem, sendJson, startSystem } from './start-system.ts';

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function openSystem(
  answer: AnswerCall,
  options: Partial<SystemClientOptions> = {},
): Promise<{ system: ScriptedSystem; client: SystemClient }> {
  const system = await startSystem(answer);
  const client = createSystemClient({ name: 'ledger', url: system.url, retry: { intervalMs: 5 }, ...options });
  opened.push(client, system);
  return { system, client };
}

const readBody = (body: unknown): unknown => body;
const get = (client: SystemClient, signal?: AbortSignal): Promise<unknown> =>
  client.request({ method: 'GET', path: '/entries', ...(signal && { signal }) }, readBody);

async function failureOf(promise: Promise<unknown>): Promise<SystemError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SystemError)) throw new Error(`expected a SystemError, got ${String(error)}`);
  return error;
}

describe('a call', () => {
  it('sends path, query and JSON body below the base URL, and reads JSON', async () => {
    const { system } = await openSystem((_request, response) => sendJson(response, { entries: [1] }));
    const client = createSystemClient({ name: 'ledger', url: `${system.url}/api/v1/` });
    opened.unshift(client);
    const read = await client.request(
      { method: 'POST', path: '/search', query: { limit: 3, code: ['a b', 'c'], none: undefined }, body: { q: 'x' } },
      (body, { status }) => ({ body, status }),
    );
    expect(read).toEqual({ body: { entries: [1] }, status: 200 });
    expect(system.calls[0]).toMatchObject({
      method: 'POST',
      path: '/api/v1/search?limit=3&code=a+b&code=c',
      body: '{"q":"x"}',
    });
  });

  it('reads an answer without body', async () => {
    const { client } = await openSystem((_request, response) => void response.writeHead(204).end());
    expect(await get(client)).toBeUndefined();
  });

  it('that is refused tells the connector status and body, and others nothing', async () => {
    const { client, system } = await openSystem((_request, response) =>
      sendJson(response, { code: 'no_such_item', sql: 'SELECT' }, 422),
    );
    const error = await failureOf(get(client));
    expect(error).toBeInstanceOf(SystemRefusalError);
    expect(error).toMatchObject({
      status: 422,
      extensions: { code: 'INTERNAL_SERVER_ERROR', system: 'ledger', retryable: false },
    });
    expect((error as SystemRefusalError).body).toEqual({ code: 'no_such_item', sql: 'SELECT' });
    expect(JSON.stringify(error)).not.toContain('SELECT');
    expect(system.calls).toHaveLength(1);
  });

  it('whose answer is not JSON, not as promised, or a redirect is the failure of the system', async () => {
    const answers: AnswerCall[] = [
      (_request, response) => void response.writeHead(200).end('<html>'),
      (_request, response) => sendJson(response, { unexpected: true }),
      (_request, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ];
    for (const answer of answers) {
      const { client, system } = await openSystem(answer);
      const error = await failureOf(
        client.request({ method: 'GET', path: '/' }, (body) => {
          if (!Array.isArray(body)) throw new TypeError('not a list');
          return body;
        }),
      );
      expect(error.extensions).toEqual({ code: 'SYSTEM_UNAVAILABLE', system: 'ledger', retryable: false });
      expect(error.message).toBe('The system ledger gave an answer that cannot be used.');
      expect(String(error.cause)).not.toContain('html');
      expect(system.calls).toHaveLength(1);
    }
  });

  it('whose answer is larger than allowed is given up', async () => {
    const { client } = await openSystem((_request, response) => sendJson(response, 'x'.repeat(5_000)), {
      maxResponseBytes: 1_000,
    });
    expect(await failureOf(get(client))).toMatchObject({ reason: 'response' });
  });

  it('ends at its deadline, and the system sees it end', async () => {
    const { client, system } = await openSystem(() => undefined, { deadlineMs: 100 });
    const startedAt = performance.now();
    const error = await failureOf(get(client));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(error).toMatchObject({
      reason: 'timeout',
      message: 'The system ledger did not answer in time.',
      isRetryable: true,
    });
    await expect.poll(() => system.hangUps).toBe(1);
  });

  it('ends when its caller leaves, and the system sees it end', async () => {
    const { client, system } = await openSystem(() => undefined);
    const caller = new AbortController();
    const failure = failureOf(get(client, caller.signal));
    await expect.poll(() => system.calls.length).toBe(1);
    caller.abort();
    expect(await failure).toMatchObject({ reason: 'cancelled' });
    await expect.poll(() => system.hangUps).toBe(1);
  });
});

describe('a safe call is made again', () => {
  it.each([429, 502, 503, 504])('after status %i, until it succeeds', async (status) => {
    const { client, system } = await openSystem((_request, response, number) =>
      number < 3 ? sendJson(response, {}, status) : sendJson(response, { ok: true }),
    );
    expect(await get(client)).toEqual({ ok: true });
    expect(system.calls).toHaveLength(3);
  });

  it('after a connection that broke', async () => {
    const { client, system } = await openSystem((request, response, number) =>
      number === 1 ? void request.socket.destroy() : sendJson(response, { ok: true }),
    );
    expect(await get(client)).toEqual({ ok: true });
    expect(system.calls).toHaveLength(2);
  });

  it('as often as allowed and no more', async () => {
    const { client, system } = await openSystem((_request, response) => sendJson(response, {}, 503), {
      retry: { maxAttempts: 4, intervalMs: 5 },
    });
    expect(await failureOf(get(client))).toMatchObject({ reason: 'status', isRetryable: true });
    expect(system.calls).toHaveLength(4);
  });

  it('when it is a POST that only asks', async () => {
    const { client, system } = await openSystem((_request, response, number) =>
      sendJson(response, {}, number === 1 ? 503 : 200),
    );
    await client.request({ method: 'POST', path: '/search', body: {}, isIdempotent: true }, readBody);
    expect(system.calls).toHaveLength(2);
  });

  it('not before Retry-After', async () => {
    const { client, system } = await openSystem((_request, response, number) =>
      number === 1 ? sendJson(response, {}, 429, { 'retry-after': '1' }) : sendJson(response, { ok: true }),
    );
    expect(await get(client)).toEqual({ ok: true });
    const [first, second] = system.calls;
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('not at all when Retry-After is further away than it may wait', async () => {
    const { client, system } = await openSystem((_request, response) =>
      sendJson(response, {}, 503, { 'retry-after': '3600' }),
    );
    expect(await failureOf(get(client))).toMatchObject({ reason: 'status' });
    expect(system.calls).toHaveLength(1);
  });
});

describe('a call is made once', () => {
  it('when it writes', async () => {
    const { client, system } = await openSystem((_request, response) => sendJson(response, {}, 503));
    await failureOf(client.request({ method: 'POST', path: '/entries', body: {} }, readBody));
    expect(system.calls).toHaveLength(1);
  });

  it.each([400, 404, 409, 500, 501])('after status %i', async (status) => {
    const { client, system } = await openSystem((_request, response) => sendJson(response, {}, status));
    await failureOf(get(client));
    expect(system.calls).toHaveLength(1);
  });
});

describe('the circuit breaker', () => {
  const breaker = { requestThreshold: 4, errorThreshold: 0.5, rollingDurationMs: 10_000, sleepWindowMs: 200 };

  it('opens after enough failures, keeps calls away, tests with one call and closes', async () => {
    let isDown = true;
    const { client, system } = await openSystem(
      (_request, response) => (isDown ? sendJson(response, {}, 500) : sendJson(response, { ok: true })),
      { breaker },
    );
    for (let index = 0; index < 4; index++) expect(await failureOf(get(client))).toBeInstanceOf(SystemUnavailableError);
    const refused = await failureOf(get(client));
    expect(refused).toBeInstanceOf(CircuitBreakerOpenError);
    expect(refused.extensions).toEqual({ code: 'CIRCUIT_BREAKER_OPEN', system: 'ledger', retryable: true });
    expect(system.calls).toHaveLength(4);

    // Still down when it is tested: one call goes through, then it is open again.
    await sleep(220);
    expect(await failureOf(get(client))).toBeInstanceOf(SystemUnavailableError);
    expect(await failureOf(get(client))).toBeInstanceOf(CircuitBreakerOpenError);
    expect(system.calls).toHaveLength(5);

    isDown = false;
    await sleep(220);
    expect(await Promise.all([get(client), get(client), get(client)])).toEqual([
      { ok: true },
      { ok: true },
      { ok: true },
    ]);
    expect(system.calls).toHaveLength(8);
  });

  it('stays closed over refusals and over callers who leave', async () => {
    const { client, system } = await openSystem(
      (_request, response, number) => {
        if (number <= 10) sendJson(response, {}, 404);
        if (number > 20) sendJson(response, { ok: true });
      },
      { breaker },
    );
    for (let index = 0; index < 10; index++) expect(await failureOf(get(client))).toBeInstanceOf(SystemRefusalError);
    for (let index = 0; index < 10; index++)
      expect(await failureOf(get(client, AbortSignal.timeout(20)))).toMatchObject({ reason: 'cancelled' });
    expect(await get(client)).toEqual({ ok: true });
    expect(system.calls).toHaveLength(21);
  });
});

describe('the concurrency limit', () => {
  it('lets no more calls run at once, and serves those who wait', async () => {
    let most = 0;
    const { client, system } = await openSystem(
      async (_request, response) => {
        most = Math.max(most, system.running);
        await sleep(20);
        sendJson(response, { ok: true });
      },
      { maxConcurrent: 3, connections: 10 },
    );
    await Promise.all(Array.from({ length: 20 }, () => get(client)));
    expect(system.calls).toHaveLength(20);
    expect(most).toBe(3);
  });

  it('turns calls away at once when too many wait', async () => {
    const { client, system } = await openSystem(() => undefined, { maxConcurrent: 1, maxQueued: 1, deadlineMs: 200 });
    const first = failureOf(get(client));
    const second = failureOf(get(client));
    expect(await failureOf(get(client))).toMatchObject({
      reason: 'busy',
      extensions: { code: 'SYSTEM_UNAVAILABLE', system: 'ledger', retryable: true },
    });
    expect(await first).toMatchObject({ reason: 'timeout' });
    expect(await second).toMatchObject({ reason: 'timeout' });
    expect(system.calls.length).toBeLessThanOrEqual(2);
  });
});

it('starts no more calls in a second than the system allows', async () => {
  const { client, system } = await openSystem((_request, response) => sendJson(response, {}), { maxPerSecond: 5 });
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: 11 }, () => get(client)));
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1_990);
  expect(system.calls).toHaveLength(11);
  // The system may see a call any time later than it is started, but none before.
  for (const [index, { atMs }] of system.calls.entries()) {
    expect(atMs - startedAt).toBeGreaterThanOrEqual(1_000 * Math.floor(index / 5) - 10);
  }
});

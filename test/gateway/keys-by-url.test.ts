// The keys of an identity provider that misbehaves, is away, or was away when the gateway started.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTemporaryFolder } from './running-gateway.ts';
import { createTokenIssuer, startKeyServer, type TokenIssuer } from './token-issuer.ts';
import { startTrustingGateway, type TrustingGateway } from './trusting-gateway.ts';

let trusted: TokenIssuer;
beforeAll(async () => {
  trusted = await createTokenIssuer();
});

async function withGateway(
  jwks: Record<string, unknown>,
  directory: string,
  use: (gateway: TrustingGateway) => Promise<void>,
): Promise<void> {
  const gateway = await startTrustingGateway({ jwks, directory });
  try {
    await use(gateway);
  } finally {
    await gateway.close();
  }
}

describe('an answer that is no key set is refused', () => {
  let listener: RequestListener = () => {};
  const server = createServer((request, response) => listener(request, response));
  let origin: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const good = () => JSON.stringify({ keys: [trusted.publicKey] });

  test.each<[string, RequestListener, RegExp]>([
    ['a page', (_request, response) => response.end('<html>Sign in</html>'), /is no JSON/],
    [
      'another document',
      (_request, response) => response.end('{"issuer":"https://identity.example"}'),
      /no JSON Web Key Set/,
    ],
    ['a list of texts', (_request, response) => response.end('{"keys":["a"]}'), /no JSON Web Key Set/],
    ['an error', (_request, response) => response.writeHead(500).end(good()), /status 500/],
    ['nothing', (_request, response) => response.writeHead(204).end(), /status 204/],
    [
      'a redirect, also to good keys',
      ({ url }, response) =>
        url === '/moved' ? response.end(good()) : response.writeHead(302, { location: `${origin}/moved` }).end(),
      /status 302.*address that it leads to/,
    ],
    [
      'more than any key set has',
      (_request, response) => {
        response.write('{"keys":[');
        const timer = setInterval(() => response.write(' '.repeat(100_000)), 1);
        response.on('close', () => clearInterval(timer));
      },
      /more than 524288 bytes/,
    ],
    [
      'one that never ends',
      (_request, response) => {
        response.write('{"keys":');
        const timer = setInterval(() => response.write(' '), 100);
        response.on('close', () => clearInterval(timer));
      },
      /timeout/i,
    ],
  ])(
    '%s',
    async (_name, answer, reason) => {
      listener = answer;
      await withGateway({ url: `${origin}/jwks.json` }, createTemporaryFolder(), async (gateway) => {
        const { status, errors } = await gateway.ask(await trusted.sign());
        expect([status, errors?.[0]?.message]).toEqual([
          503,
          'The token cannot be checked now: the keys are not reachable.',
        ]);
        const line = gateway.lines.find(({ msg }) => msg === 'The keys for client tokens could not be fetched');
        expect(JSON.stringify(line)).toMatch(reason);
        expect((await gateway.ask(undefined)).status).toBe(200);
      });
    },
    15_000,
  );
});

describe('a gateway that starts while the provider is away', () => {
  const cacheFile = 'keys.json';

  test('accepts tokens by the keys that it had, and says so', async () => {
    const directory = createTemporaryFolder();
    const server = await startKeyServer([trusted.publicKey]);
    const jwks = { url: server.url, cache_file: cacheFile };
    const token = await trusted.sign();
    await withGateway(jwks, directory, async (gateway) => {
      expect((await gateway.ask(token)).status).toBe(200);
      await expect
        .poll(() => statSync(path.join(directory, cacheFile), { throwIfNoEntry: false })?.size)
        .toBeGreaterThan(0);
    });
    await server.close();
    await withGateway(jwks, directory, async (gateway) => {
      expect((await gateway.ask(token)).status).toBe(200);
      expect(gateway.lines).toContainEqual(
        expect.objectContaining({ level: 'warn', msg: 'Client tokens are checked by keys of before the start' }),
      );
      const stranger = await createTokenIssuer('ES256', 'stranger');
      expect((await gateway.ask(await stranger.sign())).status).toBe(401);
    });
  });

  test('takes the provider’s word as soon as it is back', async () => {
    const directory = createTemporaryFolder();
    const next = await createTokenIssuer('ES256', 'next');
    const server = await startKeyServer([trusted.publicKey]);
    const jwks = { url: server.url, cache_file: cacheFile, cooldown: '1s', poll_interval: '1s' };
    await withGateway(jwks, directory, async (gateway) => {
      await gateway.ask(await trusted.sign());
      await wait(50);
    });
    server.isFailing = true;
    server.keys = [next.publicKey];
    await withGateway(jwks, directory, async (gateway) => {
      expect((await gateway.ask(await trusted.sign())).status).toBe(200);
      server.isFailing = false;
      await expect.poll(async () => (await gateway.ask(await next.sign())).status, { timeout: 5000 }).toBe(200);
      expect((await gateway.ask(await trusted.sign())).status).toBe(401);
    });
    expect(JSON.parse(readFileSync(path.join(directory, cacheFile), 'utf8'))).toMatchObject({
      keys: [{ kid: 'next' }],
    });
    await server.close();
  });

  test.each<[string, (content: Record<string, unknown>) => unknown]>([
    ['too old', (content) => ({ ...content, fetched_at: new Date(Date.now() - 3_700_000).toISOString() })],
    ['from the future', (content) => ({ ...content, fetched_at: new Date(Date.now() + 60_000).toISOString() })],
    ['of another URL', (content) => ({ ...content, url: 'https://another.example/jwks.json' })],
    ['of no time', ({ fetched_at: _at, ...content }) => content],
    ['no keys', () => 'something else'],
  ])('accepts nothing by a file that is %s', async (_name, change) => {
    const directory = createTemporaryFolder();
    const url = 'http://127.0.0.1:1/jwks.json';
    const content = { url, fetched_at: new Date().toISOString(), keys: [trusted.publicKey] };
    const file = path.join(directory, cacheFile);
    const jwks = { url, cache_file: cacheFile, stale_if_error: '1h', poll_interval: '1s' };
    writeFileSync(file, JSON.stringify(content));
    await withGateway(jwks, directory, async (gateway) => {
      expect((await gateway.ask(await trusted.sign())).status).toBe(200);
    });
    writeFileSync(file, JSON.stringify(change(content)));
    await withGateway(jwks, directory, async (gateway) => {
      expect((await gateway.ask(await trusted.sign())).status).toBe(503);
    });
  });
});

test('keys of a provider that stays away are used up to the bound, and one slow fetch holds up nobody twice', async () => {
  const server = await startKeyServer([trusted.publicKey]);
  const jwks = { url: server.url, poll_interval: '1s', stale_if_error: '3s', cooldown: '1s' };
  await withGateway(jwks, createTemporaryFolder(), async (gateway) => {
    expect((await gateway.ask(await trusted.sign())).status).toBe(200);
    server.isFailing = true;
    await wait(1100);
    const before = server.fetches;
    const statuses = Array.from({ length: 20 }, async () => (await gateway.ask(await trusted.sign())).status);
    expect(new Set(await Promise.all(statuses))).toEqual(new Set([200]));
    expect(server.fetches - before).toBe(1);
    await expect.poll(async () => (await gateway.ask(await trusted.sign())).status, { timeout: 5000 }).toBe(503);
    server.isFailing = false;
    await expect.poll(async () => (await gateway.ask(await trusted.sign())).status, { timeout: 5000 }).toBe(200);
  });
  await server.close();
});

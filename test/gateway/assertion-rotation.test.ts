// The keys that sign assertions are exchanged while requests run, and subgraphs that fetch them notice nothing.
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createSubgraph } from '@commerce-graph/subgraph-runtime';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { ask } from './graphql-client.ts';
import { createTemporaryFolder, startGateway } from './running-gateway.ts';
import { audience, createTokenIssuer, issuer } from './token-issuer.ts';
import { findFreePort } from '../graph/free-port.ts';

async function createKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { ...(await exportJWK(privateKey)), kid };
}

test('no request fails, on any replica, also when the old key goes as the new one comes', async () => {
  const directory = createTemporaryFolder();
  const keyFile = path.join(directory, 'assertion.jwk.json');
  const write = (content: object): void => {
    writeFileSync(`${keyFile}.new`, JSON.stringify(content));
    renameSync(`${keyFile}.new`, keyFile);
  };
  write(await createKey('first'));
  const trusted = await createTokenIssuer();
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [trusted.publicKey] }));
  const port = await findFreePort();
  const sdl = 'type Query { keyId: String }';
  const part = { name: 'probe', url: `http://127.0.0.1:${port}/graphql`, sdl };
  const config = {
    authentication: {
      router: { jwt: { jwks: [{ url: 'jwks.json', issuers: [issuer], audiences: [audience] }] } },
      subgraph_assertion: { key_file: 'assertion.jwk.json', lifetime: '4s' },
    },
  };
  const replicas = await Promise.all([
    startGateway([part], config, { directory }),
    startGateway([part], config, { directory }),
  ]);
  const [published] = replicas;
  const keyIds = new Set<unknown>();
  const subgraph = await createSubgraph<{ id: string }>({
    name: 'probe',
    port,
    logLevel: 'silent',
    typeDefs: parse(sdl),
    resolvers: { Query: { keyId: (_root: unknown, _args: unknown, { id }: { id: string }) => id } },
    createContext: ({ subject }) => ({ id: subject }),
    assertion: { jwks: `${published.url}/.well-known/jwks.json` },
  });

  const over = new AbortController();
  let count = 0;
  const failures: unknown[] = [];
  const keepAsking = async (gateway: { readonly url: string }): Promise<void> => {
    while (!over.signal.aborted) {
      const sub = `user-${(count += 1)}`;
      const { data, text } = await ask(gateway, '{ keyId }', {
        headers: { authorization: `Bearer ${await trusted.sign({ sub })}` },
      });
      if (data?.['keyId'] !== sub) failures.push(text);
      await wait(5);
    }
  };
  const askers = replicas.map(keepAsking);
  const readPublished = async () => {
    const response = await fetch(`${published.url}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: { kid: string }[] };
    for (const { kid } of keys) keyIds.add(kid);
    return keys.map(({ kid }) => kid).toSorted();
  };
  try {
    await wait(300);
    write(await createKey('second'));
    await expect.poll(readPublished, { timeout: 5000 }).toEqual(['first', 'second']);
    // The first one goes when nothing that it signed is good any more.
    await expect.poll(readPublished, { timeout: 15_000 }).toEqual(['second']);
    write({ keys: 'broken' });
    await wait(1200);
    write(await createKey('third'));
    await expect.poll(readPublished, { timeout: 15_000 }).toEqual(['third']);
  } finally {
    over.abort();
    await Promise.all(askers);
    await Promise.all(replicas.map((replica) => replica.close()));
    await subgraph.close();
  }
  expect(failures).toEqual([]);
  expect(count).toBeGreaterThan(100);
  expect([...keyIds]).toEqual(['first', 'second', 'third']);
}, 60_000);

// Assertions are reused while they are young, and only for the same identity and subgraph.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, type JWK } from 'jose';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createAssertionSigner } from './assertion-signer.ts';
import { anonymousPrincipal } from './principal.ts';

const log = pino({ enabled: false });

async function createKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return exportJWK(privateKey);
}

function writeKeyFile(content: object): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'assertion-')), 'key.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('an assertion is reused for half its lifetime, so that one in use is never about to expire', async () => {
  let nowMs = 1_800_000_000_000;
  const signer = await createAssertionSigner({
    keyFile: writeKeyFile(await createKey()),
    issuer: 'gateway',
    lifetimeMs: 60_000,
    log,
    clock: () => nowMs,
  });
  const first = await signer.sign(anonymousPrincipal, 'erp');
  expect(decodeJwt(first)).toMatchObject({ iat: 1_800_000_000, exp: 1_800_000_060, aud: 'erp', iss: 'gateway' });
  nowMs += 29_000;
  expect(await signer.sign({ ...anonymousPrincipal }, 'erp')).toBe(first);
  nowMs += 2000;
  const second = await signer.sign(anonymousPrincipal, 'erp');
  expect(decodeJwt(second).iat).toBe(1_800_000_031);
});

test('an identity that differs in anything gets an assertion of its own', async () => {
  const signer = await createAssertionSigner({
    keyFile: writeKeyFile(await createKey()),
    issuer: 'gateway',
    lifetimeMs: 60_000,
    log,
  });
  const buyer = { ...anonymousPrincipal, subject: 'user-1', isAnonymous: false };
  const assertions = await Promise.all([
    signer.sign(buyer, 'erp'),
    signer.sign(buyer, 'pim'),
    signer.sign({ ...buyer, account: 'acme' }, 'erp'),
    signer.sign({ ...buyer, accounts: ['acme'] }, 'erp'),
    signer.sign({ ...buyer, scopes: ['orders:read'] }, 'erp'),
    signer.sign({ ...buyer, roles: ['buyer'] }, 'erp'),
    signer.sign({ ...buyer, priceGroup: 'gold' }, 'erp'),
    signer.sign({ ...buyer, catalog: 'gold' }, 'erp'),
  ]);
  expect(new Set(assertions.map((assertion) => JSON.stringify(decodeJwt(assertion)))).size).toBe(assertions.length);
});

test('of several keys the first signs, and all are published without their private part', async () => {
  const keys = await Promise.all([createKey(), createKey()]);
  const signer = await createAssertionSigner({
    keyFile: writeKeyFile({ keys }),
    issuer: 'gateway',
    lifetimeMs: 60_000,
    log,
  });
  const published = await signer.publicKeys();
  expect(published.keys.map(({ x }) => x)).toEqual(keys.map(({ x }) => x));
  expect(JSON.stringify(published)).not.toContain('"d"');
});

test('a new key is published before it signs, and the old one for as long as what it signed is good', async () => {
  let nowMs = 1_800_000_000_000;
  const [old, next] = await Promise.all([createKey(), createKey()]);
  const keyFile = writeKeyFile({ ...old, kid: 'old' });
  const lines: string[] = [];
  const signer = await createAssertionSigner({
    keyFile,
    issuer: 'gateway',
    lifetimeMs: 60_000,
    log: pino({}, { write: (line: string) => void lines.push(line) }),
    clock: () => nowMs,
  });
  const readSigner = async () => decodeProtectedHeader(await signer.sign(anonymousPrincipal, 'erp')).kid;
  const readPublished = async () => (await signer.publicKeys()).keys.map(({ kid = '' }) => kid).toSorted();

  writeFileSync(keyFile, '{ broken');
  nowMs += 1001;
  expect([await readPublished(), await readSigner()]).toEqual([['old'], 'old']);
  expect(lines.join()).toContain('the last good ones stay');
  writeFileSync(keyFile, JSON.stringify({ ...next, kid: 'old' }));
  nowMs += 1001;
  expect([await readPublished(), await readSigner()]).toEqual([['old'], 'old']);
  expect(lines.join()).toContain('another key under the key id');

  writeFileSync(keyFile, JSON.stringify({ ...next, kid: 'next' }));
  nowMs += 1001;
  expect([await readPublished(), await readSigner()]).toEqual([['next', 'old'], 'old']);
  nowMs += 2999;
  expect(await readSigner()).toBe('old');
  nowMs += 1;
  expect([await readSigner(), await readPublished()]).toEqual(['next', ['next', 'old']]);
  nowMs += 59_999;
  expect(await readPublished()).toEqual(['next', 'old']);
  nowMs += 1;
  expect(await readPublished()).toEqual(['next']);

  // One that was published before signs at once.
  writeFileSync(
    keyFile,
    JSON.stringify({
      keys: [
        { ...next, kid: 'next' },
        { ...old, kid: 'third' },
      ],
    }),
  );
  nowMs += 1001;
  expect([await readPublished(), await readSigner()]).toEqual([['next', 'third'], 'next']);
  writeFileSync(
    keyFile,
    JSON.stringify({
      keys: [
        { ...old, kid: 'third' },
        { ...next, kid: 'next' },
      ],
    }),
  );
  nowMs += 1001;
  expect([await readPublished(), await readSigner()]).toEqual([['next', 'third'], 'third']);
});

test('a key that cannot sign is refused at once', async () => {
  const { d: _private, ...publicKey } = await createKey();
  const open = (content: object) =>
    createAssertionSigner({ keyFile: writeKeyFile(content), issuer: 'gateway', lifetimeMs: 60_000, log });
  await expect(open(publicKey)).rejects.toThrow('contains a public key');
  await expect(open({ kty: 'RSA', n: 'x', e: 'AQAB' })).rejects.toThrow('contains a key of type RSA');
  await expect(open({ keys: [] })).rejects.toThrow('contains no key');
});

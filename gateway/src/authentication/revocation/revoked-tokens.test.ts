// Which tokens a revocation is about, and when it is forgotten.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { VerifiedToken } from '../caller.ts';
import { createRevokedTokens } from './revoked-tokens.ts';
import { decodeRevocation, type TokenRevocation } from './token-revocation.ts';

const revocation = fc.record({
  issuer: fc.constantFrom('a', 'b'),
  claim: fc.constantFrom<TokenRevocation['claim'][]>('jti', 'sub', 'client_id'),
  value: fc.constantFrom('x', 'y'),
  issuedUntil: fc.integer({ min: 90, max: 110 }),
  until: fc.integer({ min: 190, max: 210 }),
});
const absent = (...values: string[]) => fc.constantFrom<(string | undefined)[]>(...values, undefined);
const token: fc.Arbitrary<VerifiedToken> = fc
  .record({
    issuer: absent('a', 'b'),
    id: absent('x', 'y'),
    subject: absent('x', 'y'),
    clientId: absent('x', 'y'),
    issuedAt: fc.constantFrom(undefined, 89, 100, 100.9, 111),
  })
  .map((claims) => ({
    ...(Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined)) as Omit<
      VerifiedToken,
      'restrictions'
    >),
    restrictions: {},
  }));

/** Said as plainly as it can be. */
function isRevoked(revocations: readonly TokenRevocation[], asked: VerifiedToken): boolean {
  return revocations.some(({ issuer, claim, value, issuedUntil }) => {
    if (asked.issuer !== issuer) return false;
    if (claim === 'jti') return asked.id === value;
    const isIssuedBefore = asked.issuedAt === undefined || Math.floor(asked.issuedAt) <= issuedUntil;
    return isIssuedBefore && (claim === 'sub' ? asked.subject : asked.clientId) === value;
  });
}

test('a token is revoked when one of the revocations says so, whatever else came and in which order', () => {
  fc.assert(
    fc.property(fc.array(revocation), token, (revocations, asked) => {
      const tokens = createRevokedTokens(() => 0);
      for (const each of revocations) tokens.add(each);
      expect(tokens.has(asked)).toBe(isRevoked(revocations, asked));
    }),
  );
});

test('what has nothing new to say is told apart, so that replicas come to rest', () => {
  fc.assert(
    fc.property(fc.array(revocation), (revocations) => {
      const tokens = createRevokedTokens(() => 0);
      for (const each of revocations) tokens.add(each);
      const learnt = createRevokedTokens(() => 0);
      for (const each of tokens.list()) expect(learnt.add(each)).toBe(true);
      for (const each of [...revocations, ...tokens.list()]) expect(learnt.add(each)).toBe(false);
      expect(learnt.size).toBe(tokens.size);
      expect(tokens.countNew(revocations)).toBe(0);
    }),
  );
});

test('it is forgotten when every token that it is about has expired, and not before', () => {
  fc.assert(
    fc.property(fc.array(revocation), fc.integer({ min: 185, max: 215 }), token, (revocations, now, asked) => {
      const tokens = createRevokedTokens(() => now * 1000);
      for (const each of revocations) tokens.add(each);
      const kept = tokens.list().filter(({ until }) => until >= now);
      tokens.forgetExpired();
      expect(tokens.list()).toEqual(kept);
      expect(tokens.has(asked)).toBe(isRevoked(kept, asked));
    }),
  );
});

test('it is written and read as it is, and nothing else is taken for one', () => {
  fc.assert(
    fc.property(revocation, (each) => {
      expect(decodeRevocation(JSON.stringify(each))).toEqual(each);
    }),
  );
  for (const text of [
    undefined,
    '',
    '{',
    'null',
    '[]',
    '{"issuer":"a","claim":"aud","value":"x","issuedUntil":1,"until":2}',
  ]) {
    expect(decodeRevocation(text)).toBeUndefined();
  }
});

// For how long a revocation has to be known: until no token that it is about can be accepted any more.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTokenRevocation, tokenRevocationType } from './token-revocation-event.ts';

const nowSeconds = 1_800_000_000;
const tolerance = 60;
const longest = 86_400;
const read = (data: object, time?: number) =>
  readTokenRevocation(
    {
      specversion: '1.0',
      id: '1',
      source: 'https://identity.example',
      type: tokenRevocationType,
      ...(time !== undefined && { time: new Date(time * 1000).toISOString() }),
      data: { iss: 'https://identity.example', ...data },
    },
    {
      issuers: undefined,
      clockToleranceMs: tolerance * 1000,
      longestLifetimeMs: longest * 1000,
      clock: () => nowSeconds * 1000,
    },
  );

test('no token that is meant is accepted after it is forgotten', () => {
  const claim = fc.constantFrom('jti', 'sub', 'client_id');
  const time = fc.option(fc.integer({ min: nowSeconds - 2 * longest, max: nowSeconds + tolerance }), {
    nil: undefined,
  });
  // Of a clock that may be ahead as far as the tolerance goes.
  const issuedAt = fc.integer({ min: nowSeconds - longest, max: nowSeconds + tolerance });
  fc.assert(
    fc.property(claim, time, issuedAt, fc.integer({ min: 1, max: longest }), (name, happened, iat, lifetime) => {
      const { issuedUntil, until } = read({ [name]: 'x' }, happened);
      const isMeant = name === 'jti' || iat <= issuedUntil;
      fc.pre(isMeant);
      expect(until).toBeGreaterThanOrEqual(iat + lifetime + tolerance);
    }),
  );
});

test('the sender may say from when on it can be forgotten, and then it is not kept for longer than any token lives', () => {
  expect(read({ jti: 'x', exp: nowSeconds + 300 }, nowSeconds).until).toBe(nowSeconds + 300 + tolerance);
  expect(read({ jti: 'x', exp: nowSeconds * 2 }, nowSeconds).until).toBe(read({ jti: 'x' }, nowSeconds).until);
});

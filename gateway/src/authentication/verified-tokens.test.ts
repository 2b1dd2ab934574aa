// For how long a token counts as verified.
import { expect, test } from 'vitest';
import { anonymousPrincipal } from './principal.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

const caller = { principal: { ...anonymousPrincipal, subject: 'user-1', isAnonymous: false } };

function createTokens(maximumAgeMs: number) {
  const time = { ms: 1_000_000_000 };
  const tokens = createVerifiedTokens({ maximumAgeMs, clock: () => time.ms });
  return { time, tokens, inSeconds: (seconds: number) => time.ms / 1000 + seconds };
}

test('it is found with its bearer until the configured time is over', () => {
  const { time, tokens, inSeconds } = createTokens(5000);
  tokens.add('token', caller, inSeconds(300));
  time.ms += 4999;
  expect(tokens.find('token')).toBe(caller);
  expect(tokens.find('Token')).toBeUndefined();
  time.ms += 1;
  expect(tokens.find('token')).toBeUndefined();
});

test('it is never found beyond its expiry', () => {
  const { time, tokens, inSeconds } = createTokens(5000);
  tokens.add('token', caller, inSeconds(2));
  time.ms += 1999;
  expect(tokens.find('token')).toBe(caller);
  time.ms += 1;
  expect(tokens.find('token')).toBeUndefined();
});

test('it is not found when the clock was set back to before it was verified', () => {
  const { time, tokens, inSeconds } = createTokens(5000);
  tokens.add('token', caller, inSeconds(300));
  time.ms -= 1;
  expect(tokens.find('token')).toBeUndefined();
});

test('none is kept when each request is to be verified', () => {
  const { tokens, inSeconds } = createTokens(0);
  tokens.add('token', caller, inSeconds(300));
  expect(tokens.find('token')).toBeUndefined();
});

test('of too many, those that were used longest ago are verified again', () => {
  const { tokens, inSeconds } = createTokens(5000);
  for (let index = 0; index < 4097; index += 1) tokens.add(`token ${index}`, caller, inSeconds(300));
  expect(tokens.find('token 0')).toBeUndefined();
  expect(tokens.find('token 4096')).toBe(caller);
  const long = 'x'.repeat(3_000_000);
  for (const name of ['a', 'b', 'c']) tokens.add(name + long, caller, inSeconds(300));
  expect(['a', 'b', 'c'].map((name) => tokens.find(name + long) !== undefined)).toEqual([false, true, true]);
});

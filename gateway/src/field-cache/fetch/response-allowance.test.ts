// What is read of the Cache-Control of an answer.
import { expect, test } from 'vitest';
import { readAllowance } from './response-allowance.ts';

test.each<[string | undefined, boolean, number]>([
  [undefined, true, Infinity],
  ['', true, Infinity],
  ['public', true, Infinity],
  ['max-age=60', true, 60_000],
  ['public, max-age=60, s-maxage=10', true, 10_000],
  ['s-maxage=10,max-age=0', true, 10_000],
  ['MAX-AGE="60"', true, 60_000],
  ['max-age = 60', true, 60_000],
  ['max-age=0', true, 0],
  ['max-age=soon', true, 0],
  ['max-age', true, 0],
  ['max-age=-5', true, 0],
  ['private', false, Infinity],
  ['private, max-age=60', false, 60_000],
  ['no-store', false, 0],
  ['no-cache, max-age=60', false, 0],
  ['no-cache="set-cookie"', false, 0],
  ['must-revalidate, max-age=60', true, 60_000],
])('%s', (header, mayKeepForAll, maxAgeMs) => {
  const allowance = readAllowance(header);
  expect({ ...allowance, maxAgeMs: Math.max(0, allowance.maxAgeMs) }).toEqual({ mayKeepForAll, maxAgeMs });
});

import { expect, it } from 'vitest';
import { computeBackoffMs } from './backoff.ts';

const bounds = { minMs: 500, maxMs: 60_000 };

it('doubles up to its bound', () => {
  const delays = [1, 2, 3, 7, 8, 9, 10_000].map((failures) => computeBackoffMs(failures, bounds, () => 1));
  expect(delays).toEqual([500, 1000, 2000, 32_000, 60_000, 60_000, 60_000]);
});

it('is in whole milliseconds', () => {
  expect(computeBackoffMs(1, { minMs: 7, maxMs: 60_000 }, () => 1 / 3) % 1).toBe(0);
});

it('waits half of that at least', () => {
  expect(computeBackoffMs(1, bounds, () => 0)).toBe(250);
  expect(computeBackoffMs(100, bounds, () => 0)).toBe(30_000);
});

// Waits grow, vary, never undercut Retry-After and never exceed their bound.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeRetryDelay, parseRetryAfter } from './retry-delay.ts';

describe('the wait before another attempt', () => {
  const options = { maxAttempts: 5, intervalMs: 100, maxIntervalMs: 1_000 };

  it('doubles its upper bound, up to the largest', () => {
    const longest = [1, 2, 3, 4].map((attempt) =>
      computeRetryDelay(attempt, undefined, { ...options, maxIntervalMs: 500 }, () => 1),
    );
    expect(longest).toEqual([100, 200, 400, 500]);
    expect(computeRetryDelay(1, undefined, options, () => 0)).toBe(0);
    expect(computeRetryDelay(5, undefined, options)).toBeUndefined();
  });

  it('lies between Retry-After and the largest wait', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (retryAfterMs, random) => {
          const delayMs = computeRetryDelay(1, retryAfterMs, options, () => random);
          expect(delayMs).toBeGreaterThanOrEqual(retryAfterMs);
          expect(delayMs).toBeLessThanOrEqual(1_000);
        },
      ),
    );
  });

  it('is not worth it when Retry-After is longer than the largest wait', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_001 }), (retryAfterMs) => {
        expect(computeRetryDelay(1, retryAfterMs, options)).toBeUndefined();
      }),
    );
  });
});

it('reads Retry-After as seconds or as a date', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  expect(parseRetryAfter('2', now)).toBe(2_000);
  expect(parseRetryAfter('Thu, 01 Jan 2026 00:00:03 GMT', now)).toBe(3_000);
  expect(parseRetryAfter('Wed, 31 Dec 2025 23:59:00 GMT', now)).toBe(0);
  expect(parseRetryAfter('soon', now)).toBeUndefined();
  expect(parseRetryAfter(undefined, now)).toBeUndefined();
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLocalBuckets } from './local-buckets.ts';

const allowances = fc.record({
  capacity: fc.integer({ min: 1, max: 50 }),
  intervalMs: fc.integer({ min: 1, max: 5000 }),
});
const steps = fc.array(fc.record({ afterMs: fc.nat(2000), amount: fc.integer({ min: 1, max: 60 }) }), {
  maxLength: 60,
});

function open(allowance: { capacity: number; intervalMs: number }, isEnforced = true) {
  const clock = { now: 0 };
  const buckets = createLocalBuckets({ now: () => clock.now });
  const demand = { key: 'a', allowance, isEnforced };
  return { clock, buckets, demand };
}

test('over any stretch of time, no more is taken than the capacity, what came again, and one debt', () => {
  fc.assert(
    fc.property(allowances, steps, (allowance, asked) => {
      const { clock, buckets, demand } = open(allowance);
      const taken: { at: number; amount: number }[] = [];
      for (const { afterMs, amount } of asked) {
        clock.now += afterMs;
        if (buckets.take([demand], amount).refused === undefined) taken.push({ at: clock.now, amount });
      }
      for (const [from, first] of taken.entries()) {
        let sum = 0;
        for (const each of taken.slice(from)) {
          const again = ((each.at - first.at) * allowance.capacity) / allowance.intervalMs;
          // The last one may be larger than all that there is, and then it needed a full bucket.
          expect(sum + Math.min(each.amount, allowance.capacity)).toBeLessThanOrEqual(
            allowance.capacity + again + 1e-6,
          );
          sum += each.amount;
        }
      }
    }),
  );
});

test('whoever waits as long as was said is admitted then, and not a moment before', () => {
  fc.assert(
    fc.property(allowances, steps, (allowance, asked) => {
      const { clock, buckets, demand } = open(allowance);
      for (const { afterMs, amount } of asked) {
        clock.now += afterMs;
        const { refused } = buckets.take([demand], amount);
        if (refused === undefined) continue;
        const refusedAt = clock.now;
        clock.now = refusedAt + refused.waitMs * 0.99 - 1e-3;
        if (clock.now >= refusedAt) expect(buckets.take([demand], amount).refused).toBeDefined();
        clock.now = refusedAt + refused.waitMs + 1e-6;
        expect(buckets.take([demand], amount).refused).toBeUndefined();
      }
    }),
  );
});

test('of several allowances, all are taken of or none; one that is measured refuses nothing', () => {
  const allowance = { capacity: 1, intervalMs: 1000 };
  const { buckets, demand } = open(allowance);
  const other = { ...demand, key: 'b', allowance: { capacity: 2, intervalMs: 1000 } };
  const measured = { ...demand, key: 'c', isEnforced: false };
  expect(buckets.take([demand], 1).refused).toBeUndefined();
  for (const _ of 'often') expect(buckets.take([other, demand, measured], 1).refused?.index).toBe(1);
  expect(buckets.take([other, measured], 1)).toEqual({ exceeded: [] });
  expect(buckets.take([other, measured], 1)).toEqual({ exceeded: [1] });
  expect(buckets.take([other, measured], 1).refused?.index).toBe(0);
});

test('what was taken too much is given back, never beyond the capacity; what was too little is a debt', () => {
  const { buckets, demand, clock } = open({ capacity: 10, intervalMs: 1000 });
  buckets.take([demand], 8);
  buckets.settle([demand], -6);
  expect(buckets.take([demand], 8).refused).toBeUndefined();
  buckets.settle([demand], -100);
  expect(buckets.take([demand], 10).refused).toBeUndefined();
  buckets.settle([demand], 10);
  expect(buckets.take([demand], 1).refused?.waitMs).toBe(1100);
  clock.now = 1100;
  expect(buckets.take([demand], 1).refused).toBeUndefined();
});

test('of too many callers, those that asked longest ago are forgotten', () => {
  const buckets = createLocalBuckets({ limit: 2, now: () => 0 });
  const demands = ['a', 'b', 'c'].map((key) => ({ key, allowance: { capacity: 1, intervalMs: 1 }, isEnforced: true }));
  for (const demand of demands) buckets.take([demand], 1);
  const isRefused = demands.toReversed().map((demand) => buckets.take([demand], 1).refused !== undefined);
  expect(isRefused).toEqual([true, true, false]);
});

// When a store is left alone, and when it is tried again.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAvailability } from './availability.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function start() {
  const store = { isWorking: true, probes: 0, said: [] as string[] };
  const availability = createAvailability({
    failureThreshold: 3,
    probeIntervalMs: 1000,
    async probe() {
      store.probes += 1;
      if (!store.isWorking) throw new Error('down');
    },
    onAvailable: () => void store.said.push('available'),
    onUnavailable: (error) => void store.said.push((error as Error).message),
  });
  const fail = (): void => {
    for (let count = 0; count < 3; count += 1) availability.recordFailure(new Error('late'));
  };
  await availability.known;
  return { availability, store, fail };
}

test('only failures in a row make it unavailable, and that is said once', async () => {
  const { availability, store, fail } = await start();
  for (const _ of 'often') {
    availability.recordFailure(new Error('late'));
    availability.recordFailure(new Error('late'));
    availability.recordSuccess();
  }
  expect(availability.isAvailable).toBe(true);
  fail();
  fail();
  expect(availability.isAvailable).toBe(false);
  expect(store.said).toEqual(['available', 'late']);
});

test('it is probed in steady intervals for as long as it is down', async () => {
  const { availability, store, fail } = await start();
  store.isWorking = false;
  await vi.advanceTimersByTimeAsync(60_000);
  fail();
  await vi.advanceTimersByTimeAsync(5500);
  expect(store.probes).toBe(1 + 5);
  store.isWorking = true;
  await vi.advanceTimersByTimeAsync(500);
  expect(availability.isAvailable).toBe(true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(store.probes).toBe(1 + 6);
});

test('one that works for its probes alone is left alone for longer and longer, at most half a minute', async () => {
  const { availability, fail } = await start();
  const pausesMs: number[] = [];
  for (let relapse = 0; relapse < 7; relapse += 1) {
    fail();
    const from = Date.now();
    while (!availability.isAvailable) await vi.advanceTimersByTimeAsync(100);
    pausesMs.push(Date.now() - from);
  }
  expect(pausesMs).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  // After a while in which it worked, that is forgotten.
  await vi.advanceTimersByTimeAsync(11_000);
  fail();
  await vi.advanceTimersByTimeAsync(1000);
  expect(availability.isAvailable).toBe(true);
});

test('one that is down at the start is not asked before it is there; once closed, nothing is probed', async () => {
  const { availability, store } = await start();
  expect(store.said).toEqual(['available']);
  const down = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('refused')));
  const onUnavailable = vi.fn<(error: unknown) => void>();
  const other = createAvailability({
    failureThreshold: 3,
    probeIntervalMs: 1000,
    probe: down,
    onAvailable: () => {},
    onUnavailable,
  });
  expect(other.isAvailable).toBe(false);
  await other.known;
  expect(onUnavailable).toHaveBeenCalledOnce();
  availability.close();
  other.close();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(down).toHaveBeenCalledOnce();
});

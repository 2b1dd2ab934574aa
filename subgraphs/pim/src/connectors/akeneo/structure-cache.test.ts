// Structure is fetched once, kept for a while, and never kept as a failure.
import { expect, it, vi } from 'vitest';
import { createStructureCache } from './structure-cache.ts';

function openCache(known: Record<string, string>, maxAgeMs = 60_000) {
  let time = 0;
  const load = vi.fn<(codes: readonly string[]) => Promise<ReadonlyMap<string, string>>>(
    async (codes) => new Map(codes.flatMap((code) => (known[code] === undefined ? [] : [[code, known[code]]]))),
  );
  return {
    cache: createStructureCache({ load, maxAgeMs, now: () => time }),
    load,
    wait: (durationMs: number): void => {
      time += durationMs;
    },
  };
}

it('fetches what is missing, together, once for all who wait', async () => {
  const { cache, load } = openCache({ a: 'A', b: 'B', c: 'C' });
  const [first, second] = await Promise.all([cache.get(['a', 'b', 'a']), cache.get(['b', 'c'])]);
  expect([...first]).toEqual([
    ['a', 'A'],
    ['b', 'B'],
  ]);
  expect([...second]).toEqual([
    ['b', 'B'],
    ['c', 'C'],
  ]);
  expect(load.mock.calls).toEqual([[['a', 'b']], [['c']]]);
  await cache.get(['a', 'b', 'c']);
  expect(load).toHaveBeenCalledTimes(2);
});

it('fetches again what has grown old, and sooner what was not there', async () => {
  const { cache, load, wait } = openCache({ a: 'A' });
  await cache.get(['a', 'x']);
  wait(29_999);
  await cache.get(['a', 'x']);
  expect(load).toHaveBeenCalledTimes(1);
  wait(1);
  await cache.get(['a', 'x']);
  expect(load.mock.lastCall).toEqual([['x']]);
  wait(30_000);
  await cache.get(['a']);
  expect(load.mock.lastCall).toEqual([['a']]);
});

it('tells a failure to those who wait and keeps nothing of it', async () => {
  const { cache, load } = openCache({ a: 'A' });
  load.mockRejectedValueOnce(new Error('down'));
  const both = await Promise.allSettled([cache.get(['a']), cache.get(['a'])]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect([...(await cache.get(['a']))]).toEqual([['a', 'A']]);
  expect(load).toHaveBeenCalledTimes(2);
});

it('does not grow without end on codes that callers make up, and loses nothing that is asked for', async () => {
  const { cache, load } = openCache({ a: 'A' });
  for (let round = 0; round < 3; round++) {
    await cache.get(Array.from({ length: 9_000 }, (_, index) => `${round}-${index}`));
    expect([...(await cache.get(['a']))]).toEqual([['a', 'A']]);
  }
  expect(load.mock.calls.filter(([codes]) => codes.includes('a')).length).toBeLessThanOrEqual(3);
});

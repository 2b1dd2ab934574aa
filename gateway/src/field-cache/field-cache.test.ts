// What the parts of the cache have to agree on.
import { expect, test } from 'vitest';
import { createFieldCache, type FieldCacheOptions } from './field-cache.ts';

test('an invalidation is being announced until what came back meanwhile was dropped', async () => {
  let resolve = (): void => {};
  const told = new Promise<void>((done) => (resolve = done));
  const replicas = { secondTier: {}, responses: {}, isTrusted: true, announce: () => told, async close() {} };
  const openReplicas = (() => replicas) as unknown as NonNullable<FieldCacheOptions['openReplicas']>;
  const cache = createFieldCache({ limitBytes: 1_000_000, events: undefined, openReplicas });
  const duringDrops: boolean[] = [];
  const invalidate = cache.store.invalidate.bind(cache.store);
  cache.store.invalidate = (matcher) => {
    duringDrops.push(cache.isAnnouncing);
    return invalidate(matcher);
  };
  const done = cache.invalidate([{ kind: 'subgraph', subgraph: 'shop' }]);
  expect(cache.isAnnouncing).toBe(true);
  resolve();
  await done;
  expect(duringDrops).toEqual([true, true]);
  expect(cache.isAnnouncing).toBe(false);
});

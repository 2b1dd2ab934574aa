// What is prepared once, and what is kept.
import { expect, test } from 'vitest';
import { createOperationStore } from './operation-store.ts';

test('many who ask at once share one preparation, and later ones its outcome', async () => {
  const store = createOperationStore<{ name: string }>({ limit: 10 });
  let preparations = 0;
  const prepare = async () => {
    preparations += 1;
    await Promise.resolve();
    return { name: 'prepared' };
  };
  const all = await Promise.all(Array.from({ length: 50 }, () => store.get('a', prepare)));
  expect(new Set(all)).toEqual(new Set([await store.get('a', prepare)]));
  expect(preparations).toBe(1);
});

test('a failure reaches all who wait for it, and the next one tries anew', async () => {
  const store = createOperationStore<object>({ limit: 10 });
  const fail = () => Promise.reject(new Error('no plan'));
  const waiting = await Promise.allSettled([store.get('a', fail), store.get('a', fail)]);
  expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const prepared = {};
  expect(await store.get('a', () => Promise.resolve(prepared))).toBe(prepared);
});

test('no more are kept than the limit, and those not asked for longest go first', async () => {
  const store = createOperationStore<object>({ limit: 2 });
  const prepared: string[] = [];
  const ask = (name: string) =>
    store.get(name, async () => {
      prepared.push(name);
      return {};
    });
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(name);
  expect(prepared).toEqual(['a', 'b', 'c', 'b']);
});

// A failed batch answers each of its keys.
import { expect, it } from 'vitest';
import { keepFailure } from './keep-failure.ts';

it('gives the answers of a batch that succeeds', async () => {
  const load = keepFailure(async (keys: readonly number[]) => keys.map((key) => key * 2));
  expect(await load([1, 2])).toEqual([2, 4]);
});

it('answers every key with the failure of its batch', async () => {
  const failure = new Error('down');
  const load = keepFailure<number, number>(async () => {
    throw failure;
  });
  expect(await load([1, 2])).toEqual([failure, failure]);
});

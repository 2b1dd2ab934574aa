// Places go to those who wait, in order, and nobody who left holds one.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createBulkhead } from './bulkhead.ts';

const never = (): AbortSignal => new AbortController().signal;

it('serves in order and passes a place on when its holder fails', async () => {
  const bulkhead = createBulkhead(1, 10, () => new Error('full'));
  const order: number[] = [];
  const results = await Promise.allSettled(
    [1, 2, 3].map((number) =>
      bulkhead.run(async () => {
        order.push(number);
        await sleep(5);
        if (number === 2) throw new Error('failed');
      }, never()),
    ),
  );
  expect(order).toEqual([1, 2, 3]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('frees the queue of callers who leave', async () => {
  const bulkhead = createBulkhead(1, 1, () => new Error('full'));
  let release = (): void => undefined;
  const holder = bulkhead.run(() => new Promise<void>((resolve) => void (release = resolve)), never());
  const leaver = new AbortController();
  const left = bulkhead.run(async () => 'never', leaver.signal);
  await expect(bulkhead.run(async () => 'turned away', never())).rejects.toThrow('full');
  leaver.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  const next = bulkhead.run(async () => 'served', never());
  release();
  await holder;
  expect(await next).toBe('served');
});

it('does not begin for a caller who has left already', async () => {
  const bulkhead = createBulkhead(1, 1, () => new Error('full'));
  await expect(bulkhead.run(async () => 'never', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
});

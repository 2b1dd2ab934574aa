// Who shares a piece of work, and when it is stopped.
import { expect, test } from 'vitest';
import { createSharedWork } from './shared-work.ts';

function createWork() {
  const begun: { signal: AbortSignal; finish: (result: string) => void }[] = [];
  const work = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      begun.push({ signal, finish: resolve });
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  return { begun, work };
}

test('those who ask for the same share, and those who come later begin anew', async () => {
  const shared = createSharedWork<string>();
  const { begun, work } = createWork();
  const both = [shared.join('a', undefined, work), shared.join('a', new AbortController().signal, work)];
  const other = shared.join('b', undefined, work);
  expect(begun).toHaveLength(2);
  begun[0]?.finish('first');
  expect(await Promise.all(both)).toEqual(['first', 'first']);
  const later = shared.join('a', undefined, work);
  begun[1]?.finish('other');
  begun[2]?.finish('second');
  expect([await other, await later]).toEqual(['other', 'second']);
});

test('one who goes leaves the work to those who still wait; the last one stops it', async () => {
  const shared = createSharedWork<string>();
  const { begun, work } = createWork();
  const [first, second] = [new AbortController(), new AbortController()];
  const waiting = [shared.join('a', first.signal, work), shared.join('a', second.signal, work)];
  first.abort(new Error('gone'));
  await expect(waiting[0]).rejects.toThrow('gone');
  expect(begun[0]?.signal.aborted).toBe(false);
  second.abort(new Error('gone too'));
  await expect(waiting[1]).rejects.toThrow('gone too');
  expect(begun[0]?.signal.aborted).toBe(true);
  const next = shared.join('a', undefined, work);
  begun[1]?.finish('anew');
  expect(await next).toBe('anew');
});

test('a failure reaches everybody, and is not kept', async () => {
  const shared = createSharedWork<string>();
  const fail = () => Promise.reject(new Error('failed'));
  const waiting = [shared.join('a', undefined, fail), shared.join('a', undefined, fail)];
  await expect(Promise.allSettled(waiting)).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  expect(await shared.join('a', undefined, () => Promise.resolve('fine'))).toBe('fine');
});

// What a response says of its own age.
import { expect, test } from 'vitest';
import { createCacheOutcome } from './cache-outcome.ts';
import { describeAssembled, describeOutcome } from './response-freshness.ts';
import type { Cell } from '../cells/cell-record.ts';
import type { SelectedField } from '../selection/selected-object.ts';

const complete = { isIncomplete: false, isProtected: false };
const field = {
  counts: { hit: 0, stale: 0, miss: 0, bypass: 0 },
  policy: { isPrivate: false, varyBy: [] },
} as unknown as SelectedField;
const createCell = (fetchedAt: number, freshUntil: number): Cell => ({ fetchedAt, freshUntil }) as Cell;

test('it grows while the response is put together, and what is left grows less', () => {
  const outcome = createCacheOutcome({ isCounted: false });
  outcome.noteCell(field, createCell(10_000, 70_000), 'hit');
  outcome.noteMiss(field, createCell(20_000, 80_000));
  expect(describeOutcome(outcome, { now: 20_000, ...complete })).toMatchObject({ ageSeconds: 10, maxAgeSeconds: 60 });
  expect(describeOutcome(outcome, { now: 29_000, ...complete })).toMatchObject({ ageSeconds: 19, maxAgeSeconds: 60 });
  expect(describeOutcome(outcome, { now: 70_000, ...complete }).maxAgeSeconds).toBe(0);
});

test('what was just fetched by another replica, whose clock seems to be ahead, is of now', () => {
  const assembled = { response: {}, freshUntil: 60_000, fetchedAt: 80, isPrivate: false };
  const described = describeAssembled(assembled, { now: 0, isProtected: false });
  expect(described).toMatchObject({ ageSeconds: 0, maxAgeSeconds: 60 });
});

// What was loaded as a whole is right until one of its marks is left.
import { expect, test } from 'vitest';
import { createLeftMarks } from './left-marks.ts';

test('only marks that were left later make it wrong', () => {
  const left = createLeftMarks();
  left.note(['price of p1']);
  const since = left.count;
  expect(left.areUntouched(['price of p1', 'name of p1'], since)).toBe(true);
  left.note(['price of p2']);
  expect(left.count).toBeGreaterThan(since);
  expect(left.areUntouched(['price of p1', 'name of p1'], since)).toBe(true);
  left.note(['name of p1', 'name of p2']);
  expect(left.areUntouched(['price of p1', 'name of p1'], since)).toBe(false);
  expect(left.areUntouched(['price of p1'], since)).toBe(true);
  expect(left.areUntouched(['name of p1'], left.count)).toBe(true);
});

test('what may concern anything makes all wrong that was there', () => {
  const left = createLeftMarks();
  const since = left.count;
  left.noteAll();
  expect(left.areUntouched([], since)).toBe(false);
  expect(left.areUntouched(['price of p1'], left.count)).toBe(true);
});

test('with more than it remembers, nothing from before is right', () => {
  const left = createLeftMarks({ limit: 3 });
  left.note(['a', 'b']);
  const since = left.count;
  left.note(['b', 'c']);
  expect(left.areUntouched(['a'], since)).toBe(true);
  left.note(['d']);
  expect(left.areUntouched(['a'], since)).toBe(false);
  expect(left.areUntouched(['a', 'b', 'c', 'd'], left.count)).toBe(true);
});

import { describe, expect, it } from 'vitest';
import { createCalendar } from './calendar.ts';

describe('the calendar of the data', () => {
  it('counts days from the day it is given, whatever the time of day, over months and leap days', () => {
    const calendar = createCalendar(new Date('2028-02-28T23:59:59Z'));
    expect(calendar.date(0)).toBe('2028-02-28');
    expect(calendar.date(1)).toBe('2028-02-29');
    expect(calendar.date(2)).toBe('2028-03-01');
    expect(calendar.date(-59)).toBe('2027-12-31');
    expect(calendar.date(1)).toBe('2028-02-29');
  });

  it('gives instants in UTC, at noon unless told otherwise', () => {
    const calendar = createCalendar(new Date('2026-11-23T04:00:00Z'));
    expect(calendar.instant(0)).toBe('2026-11-23T12:00:00.000Z');
    expect(calendar.instant(-1, '18:05')).toBe('2026-11-22T18:05:00.000Z');
  });

  it('refuses a day that is none', () => {
    expect(() => createCalendar(new Date('tomorrow'))).toThrow('not a valid date');
  });
});

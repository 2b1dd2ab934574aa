// Date: a calendar date, ISO 8601.
import { createStringScalar } from './string-scalar.ts';

/** Whether the text is a date that exists: 2024-02-29 is, 2025-02-29 is not. */
export function isCalendarDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  // The engine rolls a 30th of February over into March instead of refusing it.
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}

export const dateScalar = createStringScalar({
  name: 'Date',
  form: 'a date such as "2026-03-31"',
  normalise: (value) => (isCalendarDate(value) ? value : undefined),
});

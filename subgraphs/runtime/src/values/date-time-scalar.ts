// DateTime: an instant, RFC 3339. Any offset is taken; UTC is given.
import { isCalendarDate } from './date-scalar.ts';
import { createStringScalar } from './string-scalar.ts';

const instant = /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

function normaliseInstant(value: string): string | undefined {
  const match = instant.exec(value);
  if (match === null || !isCalendarDate(match[1] ?? '')) return undefined;
  // Already UTC: kept as written, finer fractions than milliseconds included.
  if (value.endsWith('Z')) return value;
  return new Date(value).toISOString();
}

export const dateTimeScalar = createStringScalar({
  name: 'DateTime',
  form: 'an RFC 3339 instant such as "2026-03-31T09:30:00Z"',
  normalise: normaliseInstant,
});

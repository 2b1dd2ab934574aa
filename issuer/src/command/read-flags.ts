// Reads the values of flags: durations, allowances, times, lists.
import { UsageError } from './usage-error.ts';

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `90s`, `10m`, `24h` or `30d`, in seconds. */
export function readDuration(flag: string, text: string): number {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (unitSeconds[unit] ?? Number.NaN);
  if (Number.isNaN(seconds)) {
    throw new UsageError(`${flag} is ${JSON.stringify(text)}; give a number with its unit: 90s, 10m, 24h or 30d.`);
  }
  return seconds;
}

/** `100/1s`: so much at once, and as much again over each interval. */
export function readAllowance(flag: string, text: string): { capacity: number; interval_seconds: number } {
  const [, capacity, interval = ''] = /^([1-9]\d{0,11})\/(\d+[smhd])$/.exec(text) ?? [];
  if (capacity === undefined || /^0+[smhd]$/.test(interval)) {
    throw new UsageError(
      `${flag} is ${JSON.stringify(text)}; give a whole number, a slash and an interval: 100/1s or 50000/1m.`,
    );
  }
  return { capacity: Number(capacity), interval_seconds: readDuration(flag, interval) };
}

/** `2027-01-31` (its end, in UTC), a time of RFC 3339, or a duration from `now` in milliseconds; as RFC 3339 in UTC. */
export function readExpiry(flag: string, text: string, now: number): string {
  const isDuration = /^\d{1,6}[smhd]$/.test(text);
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const readTime = (): number => {
    if (isDuration) return now + readDuration(flag, text) * 1000;
    if (isDate) return Date.parse(`${text}T00:00:00Z`) + 86_400_000;
    return isTime ? Date.parse(text) : Number.NaN;
  };
  const time = readTime();
  // What is no day of the calendar rolls over to another, or is none.
  const isReal = !Number.isNaN(time) && (!isDate || new Date(time - 86_400_000).toISOString().startsWith(text));
  if (!isReal) {
    throw new UsageError(
      `${flag} is ${JSON.stringify(text)}; give a date (2027-01-31, to its end in UTC), a time (2027-01-31T12:00:00Z) or ` +
        'a duration from now (90d).',
    );
  }
  if (time <= now) throw new UsageError(`${flag} is ${JSON.stringify(text)}, which is in the past; give a later one.`);
  return new Date(time).toISOString();
}

/** Parts between commas, without blanks around them. */
export function readList(flag: string, text: string): string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.includes('')) {
    throw new UsageError(`${flag} is ${JSON.stringify(text)}; give values with one comma between them: a,b.`);
  }
  return parts;
}

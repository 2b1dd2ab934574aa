// The days of the data: everything dated is so many days from the day on which the seeds are made, so it never grows stale.

export interface Calendar {
  /** An ISO 8601 date; negative days lie in the past. */
  date(daysFromToday: number): string;
  /** An RFC 3339 instant in UTC; `time` is `hh:mm`, by default noon. */
  instant(daysFromToday: number, time?: string): string;
}

const dayMs = 86_400_000;

export function createCalendar(today: Date): Calendar {
  if (Number.isNaN(today.getTime())) throw new RangeError('`today` is not a valid date.');
  const midnightMs = Math.floor(today.getTime() / dayMs) * dayMs;
  // A large catalogue asks for the same few hundred days over and over.
  const known = new Map<number, string>();
  const date = (daysFromToday: number): string => {
    const knownDate = known.get(daysFromToday);
    if (knownDate !== undefined) return knownDate;
    const newDate = new Date(midnightMs + daysFromToday * dayMs).toISOString().slice(0, 10);
    known.set(daysFromToday, newDate);
    return newDate;
  };
  return { date, instant: (daysFromToday, time = '12:00') => `${date(daysFromToday)}T${time}:00.000Z` };
}

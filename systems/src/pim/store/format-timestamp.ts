// Writes an instant the way the PIM answers it: ISO 8601 in UTC, whole seconds, offset spelled out.

/**
 * All timestamps are stored in this one form, so that comparing the text compares the instants.
 * @throws when `instant` is not a date.
 */
export function formatTimestamp(instant: string | Date): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) {
    throw new Error(`"${String(instant)}" is not a date: write RFC 3339, as in 2026-01-31T09:00:00Z.`);
  }
  return `${date.toISOString().slice(0, 19)}+00:00`;
}

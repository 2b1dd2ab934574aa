// JSON text of a value: most are short strings in which nothing has to be escaped.

/** Control characters, the quote, the backslash, and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex -- those are what JSON escapes.
const escaped = /[\u0000-\u001f"\\\ud800-\udfff]/;

/** The value must have come from JSON. */
export function writeJson(value: unknown): string {
  if (typeof value === 'string' && !escaped.test(value)) return `"${value}"`;
  return JSON.stringify(value);
}

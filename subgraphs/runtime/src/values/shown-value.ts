// How much of a caller's value a message shows: enough to find it again, never all of something large.

/** Characters of a value that a message shows. */
const maxShown = 60;

/** Characters that a message may have beyond which it holds a value that nobody reads to its end. */
const maxMessage = 1000;

/** The text, or its beginning. */
export function shorten(text: string, length = maxShown): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

/** The value as it was written in JSON, or its beginning. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  return shorten(JSON.stringify(value) ?? String(value));
}

/**
 * A message of a library that shows values whole: strings in it are shown by their beginning, and so is what is too long
 * for another reason.
 */
export function shortenMessage(message: string): string {
  // The usual message is short, and cheap to tell.
  if (message.length <= maxShown) return message;
  const parts: string[] = [];
  let at = 0;
  for (let start = message.indexOf('"'); start !== -1; start = message.indexOf('"', at)) {
    let end = start + 1;
    while (end < message.length && message[end] !== '"') end += message[end] === '\\' ? 2 : 1;
    parts.push(message.slice(at, start + 1), shorten(message.slice(start + 1, end)));
    at = end;
    if (at >= message.length) break;
    parts.push('"');
    at += 1;
  }
  parts.push(message.slice(at));
  return shorten(parts.join(''), maxMessage);
}

// A value as the shared store keeps it: one text that says how it is written and until when it holds.
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * From this length in characters values are compressed. Measured: a JSON text of 4 KiB shrinks to a third, base64
 * included, for 30 microseconds when it is written and 20 when it is read; one of 512 bytes to two thirds for as much.
 */
export const defaultCompressionThreshold = 4096;

/** Guards against a small text that unpacks to a huge one. */
const maximumUnpackedBytes = 64 * 1024 * 1024;

const plain = 'p';
const deflated = 'd';

export interface StoredContent {
  readonly value: string;
  /** One line, which is never compressed: whoever has the stored text reads it there. Without one, it is undefined. */
  readonly head?: string | undefined;
}

export function encodeStoredText(
  { value, head }: StoredContent,
  expiresAt: number,
  compressionThreshold: number,
): string {
  const isPlain = value.length < compressionThreshold;
  const kind = isPlain ? plain : deflated;
  // Base64, because not every store keeps bytes as they are.
  const body = isPlain ? value : deflateRawSync(value, { level: 1 }).toString('base64');
  const expiry = Math.floor(expiresAt).toString(36);
  return head === undefined ? `${kind}${expiry}:${body}` : `${kind.toUpperCase()}${expiry}:${head}\n${body}`;
}

/**
 * Undefined when its time is over, and for what was not written by `encodeStoredText`. The expiry is in the value
 * because some stores know none, and because one that was out of reach may execute a write late.
 */
export function decodeStoredText(stored: string, now: number): StoredContent | undefined {
  const end = stored.indexOf(':');
  if (end < 2 || !(Number.parseInt(stored.slice(1, end), 36) > now)) return undefined;
  const kind = stored.charAt(0);
  const hasHead = kind !== kind.toLowerCase();
  const bodyStart = hasHead ? stored.indexOf('\n', end) + 1 : end + 1;
  if (bodyStart === 0) return undefined;
  const value = decodeBody(kind.toLowerCase(), stored.slice(bodyStart));
  return value === undefined ? undefined : { value, head: hasHead ? stored.slice(end + 1, bodyStart - 1) : undefined };
}

function decodeBody(kind: string, text: string): string | undefined {
  if (kind === plain) return text;
  if (kind !== deflated) return undefined;
  try {
    return inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: maximumUnpackedBytes }).toString('utf8');
  } catch {
    return undefined;
  }
}

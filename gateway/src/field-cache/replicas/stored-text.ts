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

export function encodeStoredText(value: string, expiresAt: number, compressionThreshold: number): string {
  const expiry = Math.floor(expiresAt).toString(36);
  if (value.length < compressionThreshold) return `${plain}${expiry}:${value}`;
  // Base64, because not every store keeps bytes as they are.
  return `${deflated}${expiry}:${deflateRawSync(value, { level: 1 }).toString('base64')}`;
}

/**
 * Undefined when its time is over, and for what was not written by `encodeStoredText`. The expiry is in the value
 * because some stores know none, and because one that was out of reach may execute a write late.
 */
export function decodeStoredText(stored: string, now: number): string | undefined {
  const end = stored.indexOf(':');
  if (end < 2 || !(Number.parseInt(stored.slice(1, end), 36) > now)) return undefined;
  const text = stored.slice(end + 1);
  if (stored.startsWith(plain)) return text;
  if (!stored.startsWith(deflated)) return undefined;
  try {
    return inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: maximumUnpackedBytes }).toString('utf8');
  } catch {
    return undefined;
  }
}

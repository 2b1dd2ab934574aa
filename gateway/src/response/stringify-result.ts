// Writes the bodies of responses.
import type { FormattedExecutionResult } from 'graphql';

/** A body that is sent again and again is sent as bytes: a text is turned into them, and measured, for each response. */
const bytesByData = new WeakMap<object, Buffer>();

/** Requests that share one execution have one object as their data: it is written once. */
const textByData = new WeakMap<object, string>();

export function stringifyResult({ data, ...others }: FormattedExecutionResult): string {
  if (data === undefined || data === null) return `${JSON.stringify({ ...(data === null && { data }), ...others })}\n`;
  let text = textByData.get(data);
  if (text === undefined) {
    text = JSON.stringify(data);
    textByData.set(data, text);
  }
  const rest = JSON.stringify(others);
  return rest === '{}' ? `{"data":${text}}\n` : `{"data":${text},${rest.slice(1)}\n`;
}

/** The same for responses that may be sent more than once: as bytes from the second time on. */
export function encodeResult(result: FormattedExecutionResult): string | Buffer {
  const { data, errors, extensions } = result;
  if (data === undefined || data === null || errors !== undefined || extensions !== undefined) {
    return stringifyResult(result);
  }
  const known = bytesByData.get(data);
  if (known !== undefined) return known;
  if (!textByData.has(data)) return stringifyResult(result);
  const bytes = Buffer.from(stringifyResult(result));
  textByData.delete(data);
  bytesByData.set(data, bytes);
  return bytes;
}

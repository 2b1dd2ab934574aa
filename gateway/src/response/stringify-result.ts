// Writes the bodies of responses.
import type { FormattedExecutionResult } from 'graphql';

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

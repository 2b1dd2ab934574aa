// Response data that is JSON already.
import type { FormattedExecutionResult } from 'graphql';

/** Stands for the data in a result. Whoever wants values can have them: it turns into them for `JSON.stringify`. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** The body of a response. */
export function stringifyResult({ data, ...others }: FormattedExecutionResult): string {
  if (!(data instanceof JsonText)) return `${JSON.stringify({ ...(data !== undefined && { data }), ...others })}\n`;
  const rest = JSON.stringify(others);
  return rest === '{}' ? `{"data":${data.text}}\n` : `{"data":${data.text},${rest.slice(1)}\n`;
}

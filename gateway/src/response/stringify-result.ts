// Writes the bodies of responses.
import type { FormattedExecutionResult } from 'graphql';

export function stringifyResult(result: FormattedExecutionResult): string {
  return `${JSON.stringify(result)}\n`;
}

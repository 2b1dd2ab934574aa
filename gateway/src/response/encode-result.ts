// The body of a result that may be sent more than once: requests that share an execution have one result, and one that
// was put together from kept values alone is kept itself. It is written once, and is bytes from the second time on: a
// text would be turned into bytes, and measured, for each response.
import type { ExecutionResult } from '../execution/execution-engine.ts';

/** On the result itself, so that it goes when the result goes. */
const body = Symbol('body');

interface WrittenResult extends ExecutionResult {
  [body]?: string | Buffer;
}

/** `result` has data, and neither errors nor extensions. */
export function encodeResult(result: ExecutionResult): string | Buffer {
  const written: WrittenResult = result;
  const known = written[body];
  if (known === undefined) {
    const text = `${JSON.stringify({ data: result.data })}\n`;
    written[body] = text;
    return text;
  }
  if (typeof known !== 'string') return known;
  const bytes = Buffer.from(known);
  written[body] = bytes;
  return bytes;
}

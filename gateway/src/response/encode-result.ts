// The bodies of results that have data, and neither errors nor extensions. Requests that share an execution have one
// result, and one that was put together from kept values alone is kept itself: its text is written once, and from the
// second time on it has bytes of its own.
import type { ExecutionResult } from '../execution/execution-engine.ts';

/** On the result itself, so that it goes when the result goes: its text without the line's end, or its bytes. */
const body = Symbol('body');

interface WrittenResult extends ExecutionResult {
  [body]?: string | Buffer;
}

const slabBytes = 2 ** 20;
/** A larger body gets memory of its own. */
const largeBytes = slabBytes / 4;
const mostBytesPerUnit = 3;
/** To put it behind a text would copy the text. */
const lineEnd = 10;

/**
 * Most results are sent once. Their bytes go into memory that many share: a text would be copied twice on its way to the
 * socket, and memory for each response would be more work than its bytes.
 */
export function createResultEncoder(): (result: ExecutionResult) => Buffer {
  let slab = Buffer.alloc(0);
  let used = 0;

  function encodeOnce(text: string): Buffer {
    let mostBytes = text.length * mostBytesPerUnit + 1;
    // Counting is only worth it where it decides.
    if (mostBytes > largeBytes) mostBytes = Buffer.byteLength(text) + 1;
    if (mostBytes > largeBytes) return toBytes(text);
    if (used + mostBytes > slab.length) {
      // The one before lives as long as anything in it is being sent. None is ever written to twice.
      slab = Buffer.allocUnsafeSlow(slabBytes);
      used = 0;
    }
    const start = used;
    used += slab.write(text, start);
    slab[used] = lineEnd;
    used += 1;
    return slab.subarray(start, used);
  }

  return (result: WrittenResult) => {
    const known = result[body];
    if (known === undefined) return encodeOnce(writeText(result));
    if (typeof known !== 'string') return known;
    const bytes = toBytes(known);
    result[body] = bytes;
    return bytes;
  };
}

/** The body, as text, without the line's end. */
export function writeResult(result: ExecutionResult): string {
  const known = (result as WrittenResult)[body];
  if (known === undefined) return writeText(result);
  return typeof known === 'string' ? known : known.toString('utf8', 0, known.length - 1);
}

/** The result that has this body, given without the line's end, and nothing else. Its data is read when somebody asks for it: most are sent as they are. */
export function readResult(text: string): ExecutionResult {
  const result: WrittenResult = {
    // Each time anew: one that is kept would keep its objects, which nobody counts.
    get data() {
      return (JSON.parse(writeResult(result)) as ExecutionResult).data ?? null;
    },
    [body]: text,
  };
  return result;
}

function writeText(result: WrittenResult): string {
  const text = JSON.stringify({ data: result.data });
  result[body] = text;
  return text;
}

const toBytes = (text: string): Buffer => Buffer.from(`${text}\n`);

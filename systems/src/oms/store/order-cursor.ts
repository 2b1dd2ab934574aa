// Cursors: opaque to callers, a position in a sequence to the OMS.
import { Problem } from '../../server/problem.ts';

/** Writes a position; `kind` keeps a cursor of one sequence from being used in another. */
export function encodeCursor(kind: string, position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([kind, ...position])).toString('base64url');
}

/**
 * The position that a cursor stands for.
 * @param where JSON pointer or parameter that the cursor came in.
 */
export function decodeCursor(kind: string, cursor: string, where: string): unknown[] {
  const parts = parse(cursor);
  if (Array.isArray(parts) && parts[0] === kind) return parts.slice(1);
  const message = `"${cursor}" is not a cursor that this endpoint issued. Leave it out to start from the beginning.`;
  throw new Problem({ status: 400, code: 'INVALID_CURSOR', detail: message, errors: [{ pointer: where, message }] });
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    // Not JSON, hence not one of ours.
    return undefined;
  }
}

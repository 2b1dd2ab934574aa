// Cursors: opaque to callers, a position in a sequence to the OMS.
import { Problem } from '../../server/problem.ts';

/** A sequence that can be gone on with. */
export interface CursorKind<Position extends readonly (string | number)[]> {
  /** Keeps a cursor of one sequence from being used in another. */
  readonly name: string;
  /** Whether the parts of a cursor are a position: whoever forges one may have written anything. */
  isPosition(parts: readonly unknown[]): parts is Position;
}

/** Before the next order of a search: when the last one was placed, in milliseconds, and its id. */
export const searchCursor: CursorKind<[placedAt: number, id: string]> = {
  name: 'search',
  isPosition: (parts): parts is [number, string] =>
    parts.length === 2 && Number.isSafeInteger(parts[0]) && typeof parts[1] === 'string' && parts[1] !== '',
};

/** After a change, by its number. */
export const changeCursor: CursorKind<[changeNumber: number]> = {
  name: 'changes',
  isPosition: (parts): parts is [number] =>
    parts.length === 1 && Number.isSafeInteger(parts[0]) && (parts[0] as number) >= 0,
};

export function encodeCursor<Position extends readonly (string | number)[]>(
  { name }: CursorKind<Position>,
  position: Position,
): string {
  return Buffer.from(JSON.stringify([name, ...position])).toString('base64url');
}

/**
 * The position that a cursor stands for. One that this OMS would not have written is refused, never a first page.
 * @param where JSON pointer or parameter that the cursor came in.
 */
export function decodeCursor<Position extends readonly (string | number)[]>(
  kind: CursorKind<Position>,
  cursor: string,
  where: string,
): Position {
  const [name, ...position] = parse(cursor);
  if (name === kind.name && kind.isPosition(position) && encodeCursor(kind, position) === cursor) return position;
  const message = 'This is not a cursor that this endpoint issued. Leave it out to start from the beginning.';
  throw new Problem({ status: 400, code: 'INVALID_CURSOR', detail: message, errors: [{ pointer: where, message }] });
}

function parse(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    // Not JSON, hence not one of ours.
    return [];
  }
}

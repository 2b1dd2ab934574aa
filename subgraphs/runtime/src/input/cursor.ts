// Cursors of connections: opaque to callers, a position to the subgraph that made them.
import type { z } from 'zod';
import { BadUserInputError } from './bad-user-input-error.ts';

/** `position` must survive JSON, for example `{ sku: 'BRG-6205-2RS' }`. */
export function encodeCursor(position: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The position in a cursor. One that this subgraph did not make is bad input, never a first page. */
export function decodeCursor<T>(cursor: string, position: z.ZodType<T>, argument = 'after'): T {
  const read = position.safeParse(parse(cursor));
  if (read.success) return read.data;
  throw new BadUserInputError(
    `\`${argument}\` is not a cursor of this connection: pass the endCursor of the page before.`,
    argument,
  );
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

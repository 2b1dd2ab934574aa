// A cursor comes back as the position it was made of; anything else is bad input.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor.ts';

const position = z.strictObject({ sku: z.string() });

it('survives the round trip, in letters that need no escaping in a URL', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (sku) => {
      const cursor = encodeCursor({ sku });
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(decodeCursor(cursor, position)).toEqual({ sku });
    }),
  );
});

it.each(['', 'abc', '{"sku":"A"}', encodeCursor({ page: 2 }), encodeCursor({ sku: 1 })])('refuses %j', (cursor) => {
  expect(() => decodeCursor(cursor, position)).toThrow('`after` is not a cursor of this connection');
});

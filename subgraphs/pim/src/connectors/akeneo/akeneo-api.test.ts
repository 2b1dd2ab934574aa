// Lists of codes are split so that each fits a filter of Akeneo and the request line of a web server.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitCodes } from './akeneo-api.ts';

it('keeps every code once, in chunks of at most 100 and not too long', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 400 }), (codes) => {
      const chunks = splitCodes(codes);
      expect(chunks.flat()).toEqual([...new Set(codes)]);
      for (const chunk of chunks) {
        expect(chunk.length).toBeLessThanOrEqual(100);
        expect(encodeURIComponent(JSON.stringify(chunk.slice(1))).length).toBeLessThan(6_000);
      }
    }),
    { numRuns: 30 },
  );
});

it('makes one chunk of 100 ordinary SKUs', () => {
  expect(splitCodes(Array.from({ length: 100 }, (_, index) => `BRG-6205-2RS-${index}`))).toHaveLength(1);
  expect(splitCodes(Array.from({ length: 101 }, (_, index) => `${index}`))).toHaveLength(2);
  expect(splitCodes([])).toEqual([]);
});

// Fingerprints: the same for the same order however it is written, different for any other.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fingerprintSubmission } from './request-fingerprint.ts';

const submission = {
  accountId: 'acme',
  placedBy: 'ada',
  poNumber: 'PO-1',
  lines: [
    { sku: 'PX-200', quantity: '2', expectedUnitPrice: '10.50' },
    { sku: 'HEX-M12', quantity: '100', uom: 'EA' },
  ],
};

it('does not depend on the order of properties, nor on how a number is written', () => {
  const rewritten = {
    lines: [
      { expectedUnitPrice: '10.5', quantity: '2.000', sku: 'PX-200' },
      { uom: 'EA', quantity: '0100', sku: 'HEX-M12' },
    ],
    poNumber: 'PO-1',
    placedBy: 'ada',
    accountId: 'acme',
  };
  expect(fingerprintSubmission(rewritten)).toBe(fingerprintSubmission(submission));
});

it.each([
  ['another quantity', { ...submission, lines: [{ sku: 'PX-200', quantity: '3' }] }],
  ['the lines in another order', { ...submission, lines: submission.lines.toReversed() }],
  ['another buyer', { ...submission, placedBy: 'grace' }],
  ['another account', { ...submission, accountId: 'acme-dayton' }],
  ['no purchase order', { accountId: 'acme', placedBy: 'ada', lines: submission.lines }],
  ['another day', { ...submission, requestedDate: '2026-12-01' }],
])('tells %s apart', (_difference, other) => {
  expect(fingerprintSubmission(other)).not.toBe(fingerprintSubmission(submission));
});

it('tells any two lists of lines apart that differ', () => {
  const lines = fc.array(
    fc.record({ sku: fc.string({ minLength: 1 }), quantity: fc.integer({ min: 1, max: 9 }).map(String) }),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(lines, lines, (left, right) => {
      const isSame = JSON.stringify(left) === JSON.stringify(right);
      const [a, b] = [left, right].map((each) => fingerprintSubmission({ ...submission, lines: each }));
      expect(a === b).toBe(isSame);
    }),
  );
});

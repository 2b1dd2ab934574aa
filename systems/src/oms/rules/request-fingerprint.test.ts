// Fingerprints: the same for the same order however it is written, different for any other.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fingerprintSubmission, mayBeSameOrder } from './request-fingerprint.ts';

const submission = {
  accountId: 'acme',
  placedBy: 'ada',
  poNumber: 'PO-1',
  lines: [
    { sku: 'PX-200', quantity: '2', expectedUnitPrice: '10.50' },
    { sku: 'HEX-M12', quantity: '100', uom: 'EA' },
  ],
};

const defaults = { shipToAddressId: 'plant', uoms: ['EA', 'BX100'] };
const fingerprint = (order: Parameters<typeof fingerprintSubmission>[0]) => fingerprintSubmission(order, defaults);

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
  expect(fingerprintSubmission(rewritten, defaults)).toBe(fingerprint(submission));
});

it('is the same for a default that is named, and for another user', () => {
  const [, ...others] = submission.lines;
  const named = {
    ...submission,
    placedBy: 'grace',
    shipToAddressId: 'plant',
    lines: [{ sku: 'PX-200', quantity: '2', expectedUnitPrice: '10.50', uom: 'EA' }, ...others],
  };
  expect(fingerprint(named)).toBe(fingerprint(submission));
  expect(fingerprint({ ...named, shipToAddressId: 'yard' })).not.toBe(fingerprint(submission));
  expect(
    fingerprint({
      ...named,
      lines: [{ sku: 'PX-200', quantity: '2', expectedUnitPrice: '10.50', uom: 'BX100' }, ...others],
    }),
  ).not.toBe(fingerprint(submission));
});

it('tells before the defaults are known what can be told', () => {
  const [, ...others] = submission.lines;
  const lines = [{ sku: 'PX-200', expectedUnitPrice: '10.5', quantity: '2.0', uom: 'EA' }, ...others];
  expect(mayBeSameOrder(submission, { ...submission, placedBy: 'grace', shipToAddressId: 'plant', lines })).toBe(true);
  expect(mayBeSameOrder(submission, { ...submission, lines: others })).toBe(false);
});

it.each([
  ['another quantity', { ...submission, lines: [{ sku: 'PX-200', quantity: '3' }] }],
  ['the lines in another order', { ...submission, lines: submission.lines.toReversed() }],
  ['another address', { ...submission, shipToAddressId: 'yard' }],
  ['another account', { ...submission, accountId: 'acme-dayton' }],
  ['no purchase order', { accountId: 'acme', placedBy: 'ada', lines: submission.lines }],
  ['another day', { ...submission, requestedDate: '2026-12-01' }],
])('tells %s apart', (_difference, other) => {
  expect(fingerprintSubmission(other, defaults)).not.toBe(fingerprint(submission));
});

it('tells any two lists of lines apart that differ', () => {
  const lines = fc.array(
    fc.record({ sku: fc.string({ minLength: 1 }), quantity: fc.integer({ min: 1, max: 9 }).map(String) }),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(lines, lines, (left, right) => {
      const isSame = JSON.stringify(left) === JSON.stringify(right);
      const [a, b] = [left, right].map((each) => fingerprintSubmission({ ...submission, lines: each }, defaults));
      expect(a === b).toBe(isSame);
    }),
  );
});

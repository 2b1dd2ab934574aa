// What a submission may hold before the OMS is asked.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIdempotencyKey, toSubmission } from './submission.ts';

describe('checkIdempotencyKey', () => {
  it('takes every visible ASCII key of 1 to 255 characters as it is', () => {
    const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.array(visible, { minLength: 1, maxLength: 255 }), (characters) => {
        const key = characters.join('');
        expect(checkIdempotencyKey(key)).toBe(key);
      }),
    );
  });

  it.each(['', ' ', 'a b', 'a\n', 'é', 'k'.repeat(256)])('refuses %j', (key) => {
    expect(() => checkIdempotencyKey(key)).toThrow('`idempotencyKey` must be 1 to 255 visible ASCII characters');
  });
});

describe('toSubmission', () => {
  it('leaves out what is null', () => {
    const input = {
      poNumber: null,
      shipToAddressId: null,
      requestedDate: null,
      lines: [{ sku: 'A', quantity: '1', uom: null, expectedUnitPrice: null, projectId: null }],
    };
    expect(toSubmission('acme', 'ann', input)).toEqual({
      accountId: 'acme',
      placedBy: 'ann',
      lines: [{ sku: 'A', quantity: '1' }],
    });
  });

  it('keeps the lines in order, as they were written', () => {
    const lines = [
      { sku: 'B', quantity: '2.50', uom: 'M', expectedUnitPrice: '1.0', projectId: 'P' },
      { sku: 'A', quantity: '1' },
    ];
    expect(toSubmission('acme', 'ann', { lines }).lines).toMatchObject(lines);
  });
});

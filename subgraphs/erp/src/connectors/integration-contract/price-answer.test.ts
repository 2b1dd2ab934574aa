// Prices are taken as the ERP wrote them, or not at all.
import { expect, it } from 'vitest';
import { readPriceAnswer } from './price-answer.ts';

const unitPrice = { amount: '8.1250', currencyCode: 'USD', basisQuantity: '100', basisUom: 'EA' };
const priced = {
  lineId: '0',
  sku: 'A',
  outcome: 'PRICED',
  quantity: { value: '2', uom: 'EA' },
  unitPrice,
  extendedPrice: { amount: '0.16', currencyCode: 'USD' },
  source: 'LIST',
  tiers: [],
  isFirm: true,
};

function read(line: object) {
  return readPriceAnswer({ pricedAt: '2026-03-01T08:00:00Z', lines: [line] }).get('0');
}

it('keeps every digit', () => {
  expect(read(priced)).toMatchObject({
    __typename: 'Price',
    unitPrice,
    pricedAt: '2026-03-01T08:00:00Z',
    agreement: null,
  });
});

it.each([
  ['an amount that is a number', { unitPrice: { ...unitPrice, amount: 8.125 } }],
  ['an amount with an exponent', { unitPrice: { ...unitPrice, amount: '8e0' } }],
  ['no currency', { extendedPrice: { amount: '0.16' } }],
  ['a source that the contract does not know', { source: 'GUESS' }],
  ['an outcome that the contract does not know', { outcome: 'MAYBE' }],
])('refuses %s', (_name, broken) => {
  expect(() => read({ ...priced, ...broken })).toThrow(/Invalid|expected/);
});

it('ignores what a later version of the contract may add', () => {
  expect(read({ ...priced, colour: 'red' })).not.toHaveProperty('colour');
});

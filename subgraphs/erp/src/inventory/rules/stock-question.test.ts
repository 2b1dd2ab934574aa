// The question an availability field puts to the ERP.
import { expect, it } from 'vitest';
import { toStockQuestion } from './stock-question.ts';

it('asks for all shared warehouses when none is named', () => {
  const all = { sku: 'A', warehouses: undefined, isConsignmentAsked: false };
  expect(toStockQuestion('A', {})).toEqual(all);
  expect(toStockQuestion('A', { warehouses: null })).toEqual(all);
});

it('asks the same for the same warehouses, in whatever order and however often they are named', () => {
  expect(toStockQuestion('A', { warehouses: ['DAY', 'CHI', 'DAY'] })).toEqual(
    toStockQuestion('A', { warehouses: ['CHI', 'DAY'] }),
  );
});

it('takes 100 warehouses however often they are named, and refuses the 101st', () => {
  const codes = Array.from({ length: 100 }, (_, index) => `W${index}`);
  expect(toStockQuestion('A', { warehouses: [...codes, ...codes] }).warehouses).toHaveLength(100);
  expect(() => toStockQuestion('A', { warehouses: [...codes, 'ONE-MORE'] })).toThrow('at most 100');
});

it.each([
  [[], 'is empty'],
  [[''], 'holds ""'],
  [['x'.repeat(33)], 'a code has 1 to 32 characters'],
])('refuses %j', (warehouses, message) => {
  expect(() => toStockQuestion('A', { warehouses })).toThrow(message);
});

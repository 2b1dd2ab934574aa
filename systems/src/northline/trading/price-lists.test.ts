import { describe, expect, it } from 'vitest';
import { convertListAmount, priceLists } from './price-lists.ts';

const listOf = (currencyCode: string) => {
  const list = priceLists.find((candidate) => candidate.currencyCode === currencyCode);
  if (list === undefined) throw new Error(`no list in ${currencyCode}`);
  return list;
};

describe('price lists', () => {
  it('leaves US prices as they are written', () => {
    expect(convertListAmount('18.40', listOf('USD'))).toBe('18.40');
    expect(convertListAmount('0.4200', listOf('USD'))).toBe('0.4200');
  });

  it('rounds half up to the smallest coin, and keeps a finer price as much finer', () => {
    expect(convertListAmount('18.40', listOf('CAD'))).toBe('25.21');
    expect(convertListAmount('0.4200', listOf('CAD'))).toBe('0.5754');
    expect(convertListAmount('18.40', listOf('JPY'))).toBe('2723');
    expect(convertListAmount('0.50', { rate: '1.37', decimals: 2 })).toBe('0.69');
  });
});

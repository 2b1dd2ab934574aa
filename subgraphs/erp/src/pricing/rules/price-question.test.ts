// The question a price field puts to the ERP, and what the answer tells about the item.
import { expect, it } from 'vitest';
import type { PriceUnavailableCode } from '../../generated/resolver-types.ts';
import { tellsKnownItem, toPriceQuestion } from './price-question.ts';

it('asks for one, in the default unit and currency, when nothing is said', () => {
  const question = { sku: 'A', quantity: '1', uom: undefined, currencyCode: undefined, projectId: undefined };
  expect(toPriceQuestion('A', {})).toEqual(question);
  expect(toPriceQuestion('A', { quantity: '1', uom: null, currency: null, projectId: null })).toEqual(question);
});

it('passes a quantity on as it was written', () => {
  expect(toPriceQuestion('A', { quantity: '2.50' }).quantity).toBe('2.50');
});

it.each<[PriceUnavailableCode, boolean | undefined]>([
  ['UNKNOWN_ITEM', false],
  ['LOGIN_REQUIRED', undefined],
  ['ITEM_BLOCKED', true],
  ['NO_PRICE', true],
  ['UOM_NOT_PERMITTED', true],
])('%s tells %s', (code, told) => {
  expect(tellsKnownItem({ __typename: 'PriceUnavailable', code, message: '' })).toBe(told);
});

it('tells that an item is known whose price must be asked for', () => {
  expect(tellsKnownItem({ __typename: 'PriceOnRequest', reason: 'Ask.' })).toBe(true);
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSubjectTemplate, readSubject } from './subject-template.ts';

const accountItem = parseSubjectTemplate('account/{Account.id}/item/{Product.sku}');

describe('a template', () => {
  it('names entities by their keys, words, and what no entity stands for', () => {
    expect(accountItem.segments).toEqual([
      { kind: 'word', word: 'account' },
      { kind: 'entity', type: 'Account', field: 'id' },
      { kind: 'word', word: 'item' },
      { kind: 'entity', type: 'Product', field: 'sku' },
    ]);
    expect(parseSubjectTemplate('price-list/{}').segments).toEqual([
      { kind: 'word', word: 'price-list' },
      { kind: 'unnamed' },
    ]);
  });

  it.each(['', 'item/', 'item/{sku}', 'item/{Product.sku', 'item/{Product.}', 'item/{Product.sku}x', 'it em/{}'])(
    'is not "%s"',
    (text) => {
      expect(() => parseSubjectTemplate(text)).toThrow(`the subject "${text}" has the part`);
    },
  );

  it('names a type once', () => {
    expect(() => parseSubjectTemplate('product/{Product.sku}/part/{Product.sku}')).toThrow('names Product twice');
  });
});

describe('a subject', () => {
  it('gives the entities that it names', () => {
    expect(readSubject(accountItem, 'account/acme/item/PX-200')).toEqual([
      { type: 'Account', field: 'id', value: 'acme' },
      { type: 'Product', field: 'sku', value: 'PX-200' },
    ]);
    expect(readSubject(parseSubjectTemplate('price-list/{}'), 'price-list/usd-list')).toEqual([]);
  });

  it('may name any key, percent-encoded', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ minLength: 1 }), (account, sku) => {
        const subject = `account/${encodeURIComponent(account)}/item/${encodeURIComponent(sku)}`;
        expect(readSubject(accountItem, subject)?.map(({ value }) => value)).toEqual([account, sku]);
      }),
    );
  });

  it.each([
    '',
    'account/acme',
    'account/acme/item/',
    'account//item/PX-200',
    'account/acme/order/PX-200',
    'account/acme/item/PX-200/more',
    'account/acme/item/%',
    'item/PX-200/account/acme',
  ])('of another form gives nothing: "%s"', (subject) => {
    expect(readSubject(accountItem, subject)).toBeUndefined();
  });
});

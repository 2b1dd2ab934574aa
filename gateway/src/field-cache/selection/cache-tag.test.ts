import { Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readCacheTags } from './cache-tag.ts';
import { readResponseTags } from '../response/response-tags.ts';

function readTag(format: string) {
  const document = parse(
    `type T @join__directive(graphs: [SHOP, OTHER], name: "federation__cacheTag", args: { format: "${format}" }) { id: ID }`,
  );
  const [definition] = document.definitions;
  if (definition?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new Error('There is no type.');
  const tags = readCacheTags(definition.directives ?? [], new Map([['SHOP', 'shop']]));
  expect([...tags.keys()]).toEqual(['shop']);
  return tags.get('shop')?.[0];
}

describe('a cache tag', () => {
  it('names keys and arguments, also inside objects', () => {
    expect(readTag('products')?.({})).toBe('products');
    expect(readTag('product-{$key.sku}')?.({ key: { sku: 'PX-200' } })).toBe('product-PX-200');
    expect(readTag('{$key.account.id}/{$key.sku}')?.({ key: { account: { id: 'acme' }, sku: 7 } })).toBe('acme/7');
    expect(readTag('page-{$args.filter.code}')?.({ args: { filter: { code: 'pumps' } } })).toBe('page-pumps');
  });

  it('is none when something that it names is not there, or has no single value', () => {
    expect(readTag('product-{$key.sku}')?.({ key: {} })).toBeUndefined();
    expect(readTag('product-{$args.sku}')?.({ key: { sku: 'PX-200' } })).toBeUndefined();
    expect(readTag('product-{$key.account}')?.({ key: { account: { id: 'acme' } } })).toBeUndefined();
    expect(readTag('product-{$key.constructor.name}')?.({ key: {} })).toBeUndefined();
  });
});

describe('tags that an answer gives itself', () => {
  it('belong to the entity in the same place', () => {
    const tags = readResponseTags({ apolloCacheTags: ['all'], apolloEntityCacheTags: [['a'], ['b', 1]] }, 1);
    expect(tags.root).toEqual(['all']);
    expect([0, 1, 2].map((index) => tags.ofEntity(index))).toEqual([['a'], ['b'], []]);
  });

  it('belong to every entity when it is not clear which are meant', () => {
    const tags = readResponseTags({ apolloEntityCacheTags: [['a'], ['b']] }, 2);
    expect(tags.ofEntity(1)).toEqual(['a', 'b']);
  });

  it('are none where there are none', () => {
    expect(readResponseTags(undefined, 1).root).toEqual([]);
    expect(readResponseTags({ apolloEntityCacheTags: 'x', apolloCacheTags: null }, 1).ofEntity(0)).toEqual([]);
  });
});

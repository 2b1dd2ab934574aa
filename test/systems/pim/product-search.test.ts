// Finding products: each documented filter keeps what it says and nothing else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidOf } from './small-catalogue.ts';
import { type RunningPim, startPim } from './start-pim.ts';

const list = '/api/rest/v1/products-uuid';
let pim: RunningPim;
beforeAll(async () => {
  pim = await startPim({ clock: () => new Date('2025-03-04T00:00:00Z') });
});
afterAll(() => pim.close());

const all = ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ', 'LOOSE-1', 'PX-150', 'PX-200'];

function toSkus(items: Record<string, unknown>[]): string[] {
  return items.map(({ values }) => (values as { sku: { data: string }[] }).sku[0]?.data ?? '').toSorted();
}

async function find(search: unknown, query: Record<string, unknown> = {}): Promise<string[]> {
  return toSkus(await pim.items(list, { limit: '100', search, ...query }));
}

async function findByPost(search: unknown, query: Record<string, unknown> = {}): Promise<string[]> {
  const { body } = await pim.post(`${list}/search`, { search: JSON.stringify(search), ...query }, { limit: '100' });
  return toSkus((body['_embedded'] as { items: Record<string, unknown>[] }).items);
}

function without(...skus: string[]): string[] {
  return all.filter((sku) => !skus.includes(sku));
}

const en = { locale: 'en_US' };

describe.each<[string, [operator: string, value: unknown, found: string[], rest?: object][]]>([
  [
    'sku',
    [
      ['IN', ['PX-200', 'px-150', 'NOPE'], ['PX-150', 'PX-200']],
      ['NOT IN', ['PX-200', 'PX-150'], without('PX-200', 'PX-150')],
      ['=', 'PX-200', ['PX-200']],
      ['!=', 'PX-200', without('PX-200')],
      ['STARTS WITH', 'brg-', ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ']],
      ['CONTAINS', '-zz', ['BRG-6205-ZZ', 'BRG-6306-ZZ']],
      ['DOES NOT CONTAIN', '-', []],
      ['EMPTY', undefined, []],
      ['NOT EMPTY', undefined, all],
    ],
  ],
  ['identifier', [['IN', ['PX-200'], ['PX-200']]]],
  [
    'uuid',
    [
      ['IN', [uuidOf('PX-200'), uuidOf('PX-150').toUpperCase()], ['PX-150', 'PX-200']],
      ['NOT IN', [uuidOf('PX-200')], without('PX-200')],
    ],
  ],
  [
    'enabled',
    [
      ['=', true, without('BRG-6205-ZZ')],
      ['!=', true, ['BRG-6205-ZZ']],
      ['=', false, ['BRG-6205-ZZ']],
    ],
  ],
  [
    'family',
    [
      ['IN', ['pump'], ['LOOSE-1', 'PX-150', 'PX-200']],
      ['IN', ['pump', 'bearing'], all],
      ['NOT IN', ['pump'], ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ']],
      ['EMPTY', undefined, []],
      ['NOT EMPTY', undefined, all],
    ],
  ],
  [
    'groups',
    [
      ['EMPTY', undefined, all],
      ['NOT EMPTY', undefined, []],
    ],
  ],
  [
    'categories',
    [
      ['IN', ['bearings'], ['BRG-6306-ZZ']],
      ['IN', ['ball_bearings', 'paper'], ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ', 'PX-200']],
      // The category itself counts with what is below it.
      ['IN CHILDREN', ['bearings'], ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ']],
      ['IN CHILDREN', ['ball_bearings'], ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ']],
      ['IN CHILDREN', ['master'], without('LOOSE-1')],
      ['IN CHILDREN', ['MASTER'], without('LOOSE-1')],
      ['IN CHILDREN', ['pumps', 'bearings'], without('LOOSE-1')],
      ['NOT IN', ['bearings'], without('BRG-6306-ZZ')],
      ['NOT IN CHILDREN', ['bearings'], ['LOOSE-1', 'PX-150', 'PX-200']],
      ['UNCLASSIFIED', undefined, ['LOOSE-1']],
      ['IN OR UNCLASSIFIED', ['paper'], ['LOOSE-1', 'PX-200']],
    ],
  ],
  [
    'parent',
    [
      ['IN', ['ball_6205'], ['BRG-6205-2RS', 'BRG-6205-ZZ']],
      // Direct children only: below the root are product models.
      ['IN', ['ball_by_series'], []],
      ['=', 'ball_by_series', ['BRG-6306-ZZ']],
      ['=', 'ball_63', ['BRG-6306-ZZ']],
      ['EMPTY', undefined, ['LOOSE-1', 'PX-150', 'PX-200']],
      ['NOT EMPTY', undefined, ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ']],
    ],
  ],
  [
    'updated',
    [
      // Documented: a variant is found by the change of a product model above it.
      ['>', '2025-06-01 00:00:00', ['BRG-6205-2RS', 'BRG-6205-ZZ']],
      ['>', '2025-03-01 12:00:00', ['BRG-6205-2RS', 'BRG-6205-ZZ']],
      ['<', '2025-03-01 12:00:00', ['PX-150']],
      ['=', '2025-02-01 12:00:00', ['PX-150']],
      ['!=', '2025-02-01 12:00:00', without('PX-150')],
      ['BETWEEN', ['2025-01-31 00:00:00', '2025-02-02 00:00:00'], ['PX-150']],
      ['NOT BETWEEN', ['2025-01-31 00:00:00', '2025-02-02 00:00:00'], without('PX-150')],
      ['SINCE LAST N DAYS', 4, without('PX-150')],
      ['SINCE LAST N DAYS', 2, []],
    ],
  ],
  ['created', [['<', '2025-01-10 08:00:01', all]]],
  [
    'completeness',
    [
      ['=', 100, ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ', 'PX-200'], { scope: 'ecommerce' }],
      ['<', 60, ['LOOSE-1', 'PX-150', 'PX-200'], { scope: 'ecommerce' }],
      ['>=', 100, ['BRG-6205-2RS', 'BRG-6205-ZZ'], { scope: 'ecommerce', locale: 'fr_FR' }],
      [
        'GREATER OR EQUALS THAN ON ALL LOCALES',
        100,
        ['BRG-6205-2RS', 'BRG-6205-ZZ'],
        { scope: 'ecommerce', locales: ['en_US', 'fr_FR'] },
      ],
      ['LOWER THAN ON ALL LOCALES', 100, ['LOOSE-1', 'PX-150'], { scope: 'ecommerce', locales: ['en_US', 'fr_FR'] }],
    ],
  ],
  [
    'brand',
    [
      ['IN', ['skf'], ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ']],
      ['IN', ['skf', 'hydra'], ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ', 'PX-150']],
      // Documented operators find what has another value; what has none is EMPTY.
      ['NOT IN', ['skf'], ['PX-150']],
      ['EMPTY', undefined, ['LOOSE-1', 'PX-200']],
      ['NOT EMPTY', undefined, ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ', 'PX-150']],
    ],
  ],
  [
    'uses',
    [
      ['IN', ['oil', 'slurry'], ['PX-150', 'PX-200']],
      ['NOT IN', ['oil'], ['PX-200']],
      // Bearings cannot have uses, so that they do not lack them either.
      ['EMPTY', undefined, ['LOOSE-1']],
    ],
  ],
  [
    'name',
    [
      ['STARTS WITH', 'ball bearing', ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ'], en],
      ['CONTAINS', 'Billes', ['BRG-6205-2RS', 'BRG-6205-ZZ'], { locale: 'fr_FR' }],
      ['=', 'Centrifugal pump', ['PX-200'], en],
      ['!=', 'Centrifugal pump', ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ'], en],
      ['EMPTY', undefined, ['LOOSE-1', 'PX-150'], en],
      ['IN', ['Centrifugal pump'], ['PX-200'], en],
    ],
  ],
  ['description', [['CONTAINS', 'paper', ['BRG-6205-2RS', 'BRG-6205-ZZ'], { ...en, scope: 'print' }]]],
  [
    'is_relubricable',
    [
      ['=', false, ['BRG-6205-2RS', 'BRG-6205-ZZ']],
      ['!=', false, []],
    ],
  ],
  [
    'released_on',
    [
      ['=', '2019-05-20', ['BRG-6205-2RS', 'BRG-6205-ZZ']],
      ['<', '2019-05-20', []],
      ['BETWEEN', ['2019-01-01', '2019-12-31'], ['BRG-6205-2RS', 'BRG-6205-ZZ']],
    ],
  ],
  [
    'pictures',
    [
      ['IN', ['brg_6205_side'], ['BRG-6205-2RS']],
      ['NOT EMPTY', undefined, ['BRG-6205-2RS']],
    ],
  ],
  ['bore', [['NOT EMPTY', undefined, ['BRG-6205-2RS', 'BRG-6205-ZZ', 'BRG-6306-ZZ']]]],
])('by %s', (property, cases) => {
  it.each(cases)('%s %j finds %j', async (operator, value, found, rest = {}) => {
    const search = { [property]: [{ operator, value, ...rest }] };
    expect(await find(search)).toEqual(found);
    expect(await findByPost(search)).toEqual(found);
  });
});

describe('filters together', () => {
  it('must all hold', async () => {
    const search = {
      categories: [
        { operator: 'IN CHILDREN', value: ['master'] },
        { operator: 'NOT IN', value: ['paper'] },
      ],
      family: [{ operator: 'IN', value: ['pump'] }],
    };
    expect(await find(search)).toEqual(['PX-150']);
  });

  // Documented: search_locale and search_scope stand for those that the attribute filters lack.
  it('take their locale and channel from search_locale and search_scope', async () => {
    const search = { description: [{ operator: 'CONTAINS', value: 'paper' }], brand: [{ operator: 'NOT EMPTY' }] };
    const context = { search_locale: 'en_US', search_scope: 'print' };
    expect(await find(search, context)).toEqual(['BRG-6205-2RS', 'BRG-6205-ZZ']);
  });

  // Documented: with a channel, only products within its category tree are answered.
  it('keep within the tree of the channel', async () => {
    expect(await find({}, { scope: 'ecommerce' })).toEqual(without('LOOSE-1'));
    expect(await find({}, { scope: 'print' })).toEqual(['PX-200']);
    expect(await findByPost({}, { scope: 'print' })).toEqual(['PX-200']);
  });
});

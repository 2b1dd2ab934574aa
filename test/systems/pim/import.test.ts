// What the import refuses: a catalogue that breaks its own rules never gets in, not even in part.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPimSystem, type PimSeed } from '@commerce-graph/systems';
import { createSmallCatalogue, makeProduct, type SeedProduct } from './small-catalogue.ts';
import { credentials } from './start-pim.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pim-'));
});
afterEach(() => rm(folder, { recursive: true }));

function open(seed: PimSeed): ReturnType<typeof createPimSystem> {
  return createPimSystem({ databaseFile: path.join(folder, 'pim.db'), credentials, seed, logLevel: 'silent' });
}

function openChanged(change: (seed: PimSeed) => void): ReturnType<typeof createPimSystem> {
  const seed = createSmallCatalogue();
  change(seed);
  return open(seed);
}

function withProduct(product: Partial<SeedProduct>): (seed: PimSeed) => void {
  return (seed) => seed.products.push(makeProduct('BAD-1', product));
}

function withValue(
  attribute: string,
  data: SeedProduct['values'][string][number]['data'],
  context: object = {},
): (seed: PimSeed) => void {
  const value = { locale: null, scope: null, data, ...context };
  return withProduct({ family: 'bearing', values: { [attribute]: [value] } });
}

const unusedFamily: PimSeed['families'][number] = {
  code: 'unused',
  labels: {},
  attributes: ['sku'],
  attributeAsLabel: 'sku',
  attributeAsImage: null,
  attributeRequirements: {},
};

describe('the import refuses', () => {
  it.each<[string, (seed: PimSeed) => void, RegExp]>([
    ['an unknown family', withProduct({ family: 'nope' }), /"BAD-1".*family "nope"/],
    ['an unknown category', withProduct({ categories: ['nope'] }), /"BAD-1".*category "nope"/],
    ['an unknown parent', withProduct({ parent: 'nope' }), /"BAD-1".*parent "nope"/],
    ['a parent of another family', withProduct({ parent: 'ball_6205' }), /family of its parent, "bearing"/],
    [
      'a parent that has product models below it',
      withProduct({ family: 'bearing', parent: 'ball_by_series' }),
      /product models below it/,
    ],
    [
      'a value that the parent holds',
      withProduct({
        family: 'bearing',
        parent: 'ball_6205',
        values: { brand: [{ locale: null, scope: null, data: 'skf' }] },
      }),
      /"brand"/,
    ],
    ['a value the family does not have', withValue('power', { amount: '1', unit: 'WATT' }), /"power"/],
    ['an unknown attribute', withValue('nope', 'x'), /unknown attribute "nope"/],
    ['a localizable value without locale', withValue('name', 'x'), /must name a locale/],
    ['a locale where none is due', withValue('brand', 'skf', { locale: 'en_US' }), /must not name a locale/],
    ['a locale that is not enabled', withValue('name', 'x', { locale: 'de_DE' }), /"de_DE", which is not enabled/],
    [
      'a locale the channel lacks',
      withValue('description', 'x', { locale: 'fr_FR', scope: 'print' }),
      /"print" does not have/,
    ],
    ['an unknown channel', withValue('description', 'x', { locale: 'fr_FR', scope: 'nope' }), /channel "nope"/],
    ['an unknown option', withValue('brand', 'nope'), /"nope", which is no option/],
    ['an unknown unit', withValue('bore', { amount: '1', unit: 'WATT' }), /"WATT", which is no unit of Length/],
    ['an amount that is no decimal', withValue('bore', { amount: '1e3', unit: 'METER' }), /"1e3"/],
    ['a negative number', withValue('load_rating', '-1'), /negative/],
    ['decimals where none are allowed', withValue('ball_count', '8.5'), /decimals/],
    ['a text for a boolean', withValue('is_relubricable', 'yes'), /true or false/],
    ['a date that is none', withValue('released_on', 'yesterday'), /"yesterday" is not a date/],
    ['an unknown asset', withValue('pictures', ['nope']), /asset "nope"/],
    ['a value of the identifier', withValue('sku', 'x'), /"sku"/],
    ['a UUID that is none', withProduct({ uuid: 'BAD' }), /"BAD" for UUID/],
    ['an unknown associated product', withProduct({ associations: { ACCESSORY: { products: ['NOPE'] } } }), /"NOPE"/],
    [
      'an association without its quantity',
      withProduct({ associations: { KIT: { products: ['PX-200'] } } }),
      /"KIT" without quantities/,
    ],
    [
      'half a piece',
      withProduct({ quantifiedAssociations: { KIT: { products: [{ identifier: 'PX-200', quantity: 0.5 }] } } }),
      /quantity 0.5/,
    ],
    [
      'a SKU that is taken',
      (seed) => seed.products.push({ ...makeProduct('px-200'), uuid: makeProduct('X').uuid }),
      /UNIQUE/,
    ],
    ['a code that is taken', (seed) => seed.families.push({ ...unusedFamily, code: 'PUMP' }), /"(PUMP|pump)"/],
    [
      'a second identifier',
      (seed) => {
        const [sku] = seed.attributes;
        if (sku !== undefined) seed.attributes.push({ ...sku, code: 'gtin' });
      },
      /Exactly one attribute/,
    ],
    [
      'categories in a circle',
      (seed) => {
        const master = seed.categories.find((category) => category.code === 'master');
        if (master !== undefined) master.parent = 'bearings';
      },
      /without a circle/,
    ],
    [
      'a quantified type that is two-way',
      (seed) => seed.associationTypes.push({ code: 'BOTH', labels: {}, isQuantified: true, isTwoWay: true }),
      /"BOTH" is both/,
    ],
    [
      'an asset with an unknown file',
      (seed) => {
        seed.mediaFiles = seed.mediaFiles.filter((file) => file.mimeType !== 'application/pdf');
      },
      /media file "a\/b\/sheet\.pdf"/,
    ],
  ])('%s', async (_, change, message) => {
    await expect(openChanged(change)).rejects.toThrow(message);
  });

  it('all broken references of the structure at once', async () => {
    const opened = openChanged((seed) => {
      seed.channels[0]?.locales.push('xx_XX');
      seed.families[1]?.attributes.push('nope');
    });
    await expect(opened).rejects.toThrow(/xx_XX[\s\S]*nope/);
  });
});

describe('a refused import', () => {
  it('leaves nothing behind', async () => {
    await expect(openChanged(withProduct({ family: 'nope' }))).rejects.toThrow(/nope/);
    const pim = await open(createSmallCatalogue());
    expect(pim.url).toMatch(/^http/);
    await pim.close();
  });
});

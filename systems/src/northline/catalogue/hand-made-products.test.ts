import { describe, expect, it } from 'vitest';
import { attributes } from '../attributes/attributes.ts';
import type { AttributeDefinition } from '../attributes/attribute.ts';
import { categories } from './categories.ts';
import { findTopCategory } from './category-tree.ts';
import { families } from './families.ts';
import type { FamilyRecord } from './families.ts';
import { handMadeProducts } from './hand-made-products.ts';
import { findProductFaults } from './product-faults.ts';
import { productModels } from './product-models.ts';

const skus = new Set(handMadeProducts.map(({ sku }) => sku));
const bySku = new Map(handMadeProducts.map((product) => [product.sku, product]));

describe('the hand-made catalogue', () => {
  it('has well over a hundred products, each SKU and each item reference once', () => {
    expect(handMadeProducts.length).toBeGreaterThanOrEqual(120);
    expect(skus.size).toBe(handMadeProducts.length);
    expect(new Set(handMadeProducts.map(({ itemReference }) => itemReference)).size).toBe(handMadeProducts.length);
    // From here on the references of generated products begin.
    expect(Math.max(...handMadeProducts.map(({ itemReference }) => itemReference))).toBeLessThan(100_000);
  });

  it('has no product with a fault', () => {
    expect(handMadeProducts.flatMap((product) => findProductFaults(product, skus))).toEqual([]);
  });

  it('fills a listing page of 24 in bearings and in fasteners, and leaves no category empty', () => {
    const counts = new Map<string, number>();
    for (const { content } of handMadeProducts) {
      for (const top of new Set(content.categories.map(findTopCategory))) counts.set(top, (counts.get(top) ?? 0) + 1);
    }
    expect(counts.get('bearings')).toBeGreaterThanOrEqual(24);
    expect(counts.get('fasteners')).toBeGreaterThanOrEqual(24);
    const parents = new Set(categories.map(({ parent }) => parent));
    const used = new Set(handMadeProducts.flatMap(({ content }) => content.categories));
    const leaves = new Set(categories.filter(({ code }) => !parents.has(code)).map(({ code }) => code));
    expect(used).toEqual(leaves);
  });

  it('has items of every status but those that are not yet for sale', () => {
    const statuses = new Set(handMadeProducts.map(({ trade }) => trade.status ?? 'ACTIVE'));
    expect(statuses).toEqual(new Set(['ACTIVE', 'BLOCKED', 'DISCONTINUED', 'PHASE_OUT']));
  });

  it('translates a good part, and never all of it', () => {
    const count = (locale: 'fr_FR' | 'es_MX', text: 'name' | 'description') =>
      handMadeProducts.filter(({ content }) => content[text][locale] !== undefined).length;
    expect(count('fr_FR', 'name')).toBeGreaterThan(handMadeProducts.length / 2);
    expect(count('es_MX', 'name')).toBeGreaterThan(handMadeProducts.length / 2);
    expect(count('es_MX', 'name')).toBeLessThan(handMadeProducts.length);
    expect(count('fr_FR', 'description')).toBeLessThan(handMadeProducts.length / 2);
  });

  it('converts feet, metres, cartridges and twelfths exactly', () => {
    const findUnit = (sku: string, uom: string) => bySku.get(sku)?.trade.sellingUnits?.find((unit) => unit.uom === uom);
    expect(findUnit('CBL-H07VK-2.5-BK', 'FT')).toMatchObject({ numerator: '381', denominator: '1250' });
    expect(findUnit('CBL-THHN-12-BK', 'M')).toMatchObject({ numerator: '1250', denominator: '381' });
    expect(findUnit('LUB-EP2', 'CART400')).toMatchObject({ numerator: '2', denominator: '5' });
    expect(findUnit('LUB-PEN-400', 'EA')).toMatchObject({ numerator: '1', denominator: '12' });
  });

  it('packs as many into a case as the ERP sells in one, but for the one carton that shrank', () => {
    const differing = handMadeProducts.filter(({ trade }) => {
      const unit = trade.sellingUnits?.find(({ uom }) => /^CS\d+$/.test(uom) && uom !== trade.baseUom);
      return unit !== undefined && trade.packs?.case !== undefined && String(trade.packs.case) !== unit.numerator;
    });
    expect(differing.map(({ sku }) => sku)).toEqual(['FIT-CPL-NPT12-BR']);
  });

  it('supersedes in one line of four pumps, without a circle', () => {
    const findOlder = (sku: string) => bySku.get(sku)?.trade.associations?.SUPERSEDES ?? [];
    const listOlder = (sku: string, seen: readonly string[] = []): string[] =>
      seen.includes(sku)
        ? ['a circle']
        : findOlder(sku).flatMap((older) => [older, ...listOlder(older, [...seen, sku])]);
    expect(listOlder('PX-200-V2')).toEqual(['PX-200', 'PX-150', 'PX-100']);
    expect(handMadeProducts.filter(({ sku }) => listOlder(sku).includes('a circle'))).toEqual([]);
  });

  it('has a seal kit of five components, two O-rings and one of each other', () => {
    expect(bySku.get('MRO-SEAL-KIT')?.trade.kitComponents).toEqual([
      { sku: 'PX-SEAL-58', quantity: 1 },
      { sku: 'PX-GSK-VOL', quantity: 1 },
      { sku: 'PX-ORG-245', quantity: 2 },
      { sku: 'PX-SLG-58', quantity: 1 },
      { sku: 'LUB-SIL-5G', quantity: 1 },
    ]);
  });

  it.each(productModels)('$code has variants that differ in their axes and agree in all they share', (model) => {
    const variants = handMadeProducts.filter(({ content }) => content.model === model.code);
    const { variants: split }: FamilyRecord = families[model.family];
    const axes: readonly string[] = split?.axes ?? [];
    const own = new Set([...axes, ...(split?.varying ?? [])]);
    const describeParts = (isWanted: (code: string) => boolean) =>
      new Set(
        variants.map(({ content, trade }) =>
          JSON.stringify([
            content.family,
            trade.brand,
            content.categories,
            Object.entries(content.specifications).filter(([code]) => isWanted(code)),
          ]),
        ),
      );
    expect(variants.length).toBeGreaterThanOrEqual(2);
    expect(describeParts((code) => axes.includes(code)).size).toBe(variants.length);
    expect(describeParts((code) => !own.has(code)).size).toBe(1);
  });

  it('names no product model that is not there', () => {
    const codes = new Set(productModels.map(({ code }) => code));
    expect(handMadeProducts.filter(({ content }) => content.model !== undefined && !codes.has(content.model))).toEqual(
      [],
    );
  });

  it('says the same of a picture or document wherever it is shown', () => {
    const versions = new Map<string, Set<string>>();
    for (const { content } of handMadeProducts) {
      for (const item of [...content.images, ...content.documents]) {
        versions.set(item.code, (versions.get(item.code) ?? new Set()).add(JSON.stringify(item)));
      }
    }
    expect([...versions].filter(([, texts]) => texts.size > 1)).toEqual([]);
  });

  it('names each attribute in English', () => {
    const unnamed = Object.entries<AttributeDefinition>(attributes).filter(([, { labels }]) => labels.en_US === '');
    expect(unnamed).toEqual([]);
  });
});

// What any PIM connector must do, whichever product it speaks to. A function that declares its tests: run it over yours.
import type { ContentSelection, PimConnector } from '@commerce-graph/subgraph-pim';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

export interface OpenedPimConnector {
  readonly connector: PimConnector;
  close(): Promise<void>;
}

/** What the PIM behind the connector holds. */
export interface PimSamples {
  /** A product with content: at least a name in the default locale, a measure among its specifications, a picture. */
  readonly sku: string;
  /** Another product that is for sale. */
  readonly otherSku: string;
  /** SKUs that must not be shown: unknown, withdrawn, of another channel. */
  readonly absentSkus: readonly string[];
  /** A category with at least five products in it and below it. */
  readonly categoryCode: string;
  /** A product that is one of several variants. */
  readonly variantSku: string;
  /** A product with a relationship. */
  readonly relatedSku: string;
}

const nothing: ContentSelection = { parts: new Set(), attributes: new Set(), locales: new Set() };
const everything: ContentSelection = {
  parts: new Set([
    'name',
    'shortDescription',
    'description',
    'brand',
    'manufacturerPartNumber',
    'gtin',
    'media',
    'documents',
    'packaging',
  ]),
  attributes: 'all',
  locales: new Set(),
};
const decimal = /^-?\d+(\.\d+)?$/;

export function describePimConnector(name: string, open: () => Promise<OpenedPimConnector>, samples: PimSamples): void {
  describe(`the PIM connector ${name}`, () => {
    let opened: OpenedPimConnector;
    let connector: PimConnector;
    const { signal } = new AbortController();
    beforeAll(async () => {
      opened = await open();
      ({ connector } = opened);
    });
    afterAll(() => opened.close());

    const readOne = async (sku: string, selection = everything) => {
      const [product] = await connector.readProducts([sku], selection, signal);
      if (product === undefined) throw new Error(`The PIM has no product ${sku}.`);
      return product;
    };

    test('names its default locale by a language tag', () => {
      expect(Intl.getCanonicalLocales(connector.defaultLocale)).toEqual([connector.defaultLocale]);
    });

    describe('products', () => {
      test('that are asked for are found, the others left out', async () => {
        const products = await connector.readProducts(
          [...samples.absentSkus, samples.sku, samples.otherSku],
          nothing,
          signal,
        );
        expect(products.map(({ sku }) => sku).toSorted()).toEqual([samples.sku, samples.otherSku].toSorted());
      });

      test('are found in lists of any length, none included', async () => {
        expect(await connector.readProducts([], everything, signal)).toEqual([]);
        const unknown = Array.from({ length: 250 }, (_, index) => `UNKNOWN-${index}`);
        const products = await connector.readProducts([...unknown, samples.sku], nothing, signal);
        expect(products.map(({ sku }) => sku)).toEqual([samples.sku]);
      });

      test('have texts by language tag, the default one among them', async () => {
        const { name: text } = await readOne(samples.sku);
        expect(text.get(connector.defaultLocale)).toBeTruthy();
        expect(Intl.getCanonicalLocales([...text.keys()])).toEqual([...text.keys()]);
      });

      test('have decimals as strings, and measures in the standard unit', async () => {
        const { attributes } = await readOne(samples.sku);
        const measures = attributes.flatMap(({ value }) => (value.kind === 'measure' ? [value.measure] : []));
        expect(measures).not.toEqual([]);
        for (const { amount, standardAmount } of measures) {
          expect(amount).toMatch(decimal);
          expect(standardAmount).toMatch(decimal);
        }
      });

      test('have the specifications that are selected', async () => {
        const all = (await readOne(samples.sku)).attributes.map(({ code }) => code);
        const [first = ''] = all;
        expect(new Set(all).size).toBe(all.length);
        const selection = { ...nothing, attributes: new Set([first, 'no_such_attribute']) };
        expect((await readOne(samples.sku, selection)).attributes.map(({ code }) => code)).toEqual([first]);
      });

      test('tell when they were changed', async () => {
        expect(Date.parse((await readOne(samples.sku)).updatedAt)).not.toBeNaN();
      });

      test('tell their relationships, each of a type that is known', async () => {
        const { relationships } = await readOne(samples.relatedSku);
        expect(relationships).not.toEqual([]);
        for (const { sku, quantity } of relationships) {
          expect(sku).not.toBe('');
          expect(quantity ?? '1').toMatch(decimal);
        }
      });
    });

    describe('lists', () => {
      test('page through a category, each product once, in the same order however long the pages', async () => {
        const read = async (limit: number): Promise<string[]> => {
          const skus: string[] = [];
          let after: string | undefined;
          do {
            const page = await connector.findProducts(
              { categoryCode: samples.categoryCode },
              { limit, after },
              nothing,
              signal,
            );
            expect(page.products.length).toBeLessThanOrEqual(limit);
            skus.push(...page.products.map(({ sku }) => sku));
            after = page.next;
          } while (after !== undefined);
          return skus;
        };
        const whole = await read(100);
        expect(whole.length).toBeGreaterThanOrEqual(5);
        expect(new Set(whole).size).toBe(whole.length);
        expect(await read(2)).toEqual(whole);
      });

      test('hold what is selected, as a product read by itself does', async () => {
        const { products } = await connector.findProducts(
          { categoryCode: samples.categoryCode },
          { limit: 5, after: undefined },
          everything,
          signal,
        );
        const alone = await connector.readProducts(
          products.map(({ sku }) => sku),
          everything,
          signal,
        );
        expect(new Map(alone.map((product) => [product.sku, product]))).toEqual(
          new Map(products.map((product) => [product.sku, product])),
        );
      });

      test('by a family or brand that does not exist are empty', async () => {
        for (const criteria of [{ familyCode: 'no_such_family' }, { brand: 'No Such Brand' }]) {
          const page = await connector.findProducts(criteria, { limit: 10, after: undefined }, nothing, signal);
          expect(page).toEqual({ products: [], next: undefined });
        }
      });
    });

    test('the category tree has one root, and parents before their children', async () => {
      const [root, ...others] = await connector.readCategories(signal);
      expect(root?.parentCode).toBeUndefined();
      const seen = new Set([root?.code]);
      for (const { code, parentCode } of others) {
        expect(seen).toContain(parentCode);
        seen.add(code);
      }
      expect(seen).toContain(samples.categoryCode);
    });

    test('pictures and documents are found by the codes that products name, with addresses', async () => {
      const { mediaCodes, documentCodes } = await readOne(samples.sku);
      const media = await connector.readMedia([...mediaCodes, 'no_such_picture'], everything, signal);
      expect(media.map(({ code }) => code).toSorted()).toEqual([...mediaCodes].toSorted());
      expect(media).not.toEqual([]);
      const documents = await connector.readDocuments(documentCodes, everything, signal);
      for (const { url } of [...media, ...documents]) expect(URL.canParse(url)).toBe(true);
      expect(await connector.readMedia([], everything, signal)).toEqual([]);
    });

    test('families have labels', async () => {
      const { familyCode = '' } = await readOne(samples.sku);
      const families = await connector.readFamilies([familyCode, 'no_such_family'], signal);
      expect(families.map(({ code }) => code)).toEqual([familyCode]);
    });

    test('a variant group has axes, and all its products', async () => {
      const { variantGroupCode = '' } = await readOne(samples.variantSku);
      const [group] = await connector.readVariantGroups([variantGroupCode], everything, signal);
      expect(group?.axes).not.toEqual([]);
      const variants = await connector.readVariants([variantGroupCode], nothing, signal);
      expect(variants.map(({ sku }) => sku)).toContain(samples.variantSku);
      expect(new Set(variants.map((variant) => variant.variantGroupCode))).toEqual(new Set([variantGroupCode]));
    });

    test('a call that is given up ends with a reason', async () => {
      await expect(connector.readProducts([samples.sku], nothing, AbortSignal.abort())).rejects.toMatchObject({
        extensions: { code: 'SYSTEM_UNAVAILABLE' },
      });
    });
  });
}

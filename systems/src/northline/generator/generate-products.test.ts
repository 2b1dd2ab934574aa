import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handMadeProducts } from '../catalogue/hand-made-products.ts';
import type { CatalogueProduct } from '../catalogue/product.ts';
import { findProductFaults } from '../catalogue/product-faults.ts';
import { createNorthlineSeeds } from '../create-northline-seeds.ts';
import { createFigures } from './figures.ts';
import { generateProducts } from './generate-products.ts';
import { bearingSeries } from './bearing-series.ts';
import { boltSeries } from './bolt-series.ts';
import { motorDriveSeries } from './motor-drive-series.ts';
import { oRingSeries } from './o-ring-series.ts';
import { pipeFittingSeries } from './pipe-fitting-series.ts';
import { wireSeries } from './wire-series.ts';

const today = new Date('2026-11-23T00:00:00Z');

function takeProducts(count: number): CatalogueProduct[] {
  const products: CatalogueProduct[] = [];
  for (const product of generateProducts()) {
    products.push(product);
    if (products.length === count) break;
  }
  return products;
}

describe('generated products', () => {
  it('come in the same order every time', () => {
    expect(JSON.stringify(takeProducts(300))).toBe(JSON.stringify(takeProducts(300)));
  });

  it('stay where they are when the catalogue grows', () => {
    const large = createNorthlineSeeds({ products: 900, today });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), (products) => {
        const small = createNorthlineSeeds({ products, today });
        const count = Math.max(products, handMadeProducts.length);
        expect(small.erp.items.length).toBe(count);
        expect(JSON.stringify(small.erp.items)).toBe(JSON.stringify(large.erp.items.slice(0, count)));
        expect(JSON.stringify(small.pim.products)).toBe(JSON.stringify(large.pim.products.slice(0, count)));
        expect(large.erp.listPrices.slice(0, small.erp.listPrices.length)).toEqual(small.erp.listPrices);
        expect(large.erp.stock.slice(0, small.erp.stock.length)).toEqual(small.erp.stock);
        expect(JSON.stringify(small.oms)).toBe(JSON.stringify(large.oms));
      }),
      { numRuns: 8 },
    );
  });

  it.each([-1, 1.5, Number.NaN])('are not made %d times', (products) => {
    expect(() => createNorthlineSeeds({ products, today })).toThrow('whole number of 0 or more');
  });
});

describe.each(
  Object.entries({ bearingSeries, boltSeries, motorDriveSeries, oRingSeries, pipeFittingSeries, wireSeries }),
)('%s', (_, series) => {
  it('names each of its members differently', () => {
    const skus = new Set<string>();
    for (let index = 0; index < series.size; index += 1) skus.add(series.createProduct(index).sku);
    expect(skus.size).toBe(series.size);
  });
});

describe('a catalogue of 5 000', () => {
  const { erp, pim } = createNorthlineSeeds({ products: 5000, today });

  it('has each SKU once, in all systems', () => {
    const skus = new Set(erp.items.map(({ sku }) => sku));
    expect(skus.size).toBe(5000);
    expect(new Set(pim.products.map(({ identifier }) => identifier))).toEqual(skus);
    expect(new Set(erp.listPrices.filter(({ priceList }) => priceList === 'LIST-USD').map(({ sku }) => sku))).toEqual(
      skus,
    );
  });

  it('is a mixture: no family is more than a third of it', () => {
    const counts = new Map<string, number>();
    for (const { family } of pim.products) counts.set(family, (counts.get(family) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeLessThan(5000 / 3);
    expect([...counts.values()].filter((count) => count > 50).length).toBeGreaterThanOrEqual(8);
  });

  it('prices nothing at nothing, and nothing below its own break', () => {
    const amounts = erp.listPrices.map(({ tiers }) => tiers.map(({ amount }) => Number(amount)));
    expect(amounts.filter((tiers) => tiers.some((amount) => !(amount > 0)))).toEqual([]);
    expect(amounts.filter(([list = 0, atBreak = list]) => atBreak > list)).toEqual([]);
  });

  it('shares the documents of a series instead of multiplying them', () => {
    expect(pim.assets.length).toBeLessThan(2000);
  });

  it('has no product with a fault', () => {
    const skus = new Set(handMadeProducts.map(({ sku }) => sku));
    expect(takeProducts(3000).flatMap((product) => findProductFaults(product, skus))).toEqual([]);
  });
});

describe('figures', () => {
  it('depend on the text and on nothing else', () => {
    const draw = (text: string) => {
      const figures = createFigures(text);
      return [figures.below(1000), figures.below(1000), figures.below(1000)];
    };
    expect(draw('BRG-6205')).toEqual(draw('BRG-6205'));
    expect(draw('BRG-6205')).not.toEqual(draw('BRG-6206'));
  });

  it('spread evenly enough', () => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 10_000; index += 1) {
      const figure = createFigures(`SKU-${index}`).below(10);
      counts[figure] = (counts[figure] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1150);
  });
});

// Threaded pipe fittings in every shape, size and material.
import { sell } from '../catalogue/selling-unit.ts';
import {
  describePipeFitting,
  fittingMaterials,
  fittingShapes,
  nameFittingSku,
} from '../fittings/describe-pipe-fitting.ts';
import type { FittingMaterial, FittingShape } from '../fittings/describe-pipe-fitting.ts';
import { nptThreads } from '../fittings/npt-threads.ts';
import { createGeneratedTrade } from './generated-trade.ts';
import { createChooser, scatter } from './product-series.ts';
import type { ProductSeries } from './product-series.ts';

const shapes = Object.keys(fittingShapes) as FittingShape[];
const materials = Object.keys(fittingMaterials) as FittingMaterial[];
/** Each size with the mass of a coupling in grams. */
const sizes = [...nptThreads.keys()].map((name, step) => ({ name, grams: 24 + 21 * step * step }));
const size = shapes.length * materials.length * sizes.length;

const centsPerGram: Readonly<Record<FittingMaterial, number>> = { brass: 5, stainless: 8, steel: 3 };

export const pipeFittingSeries: ProductSeries = {
  size,
  createProduct(index) {
    const { choose } = createChooser(scatter(index, size));
    const nominal = choose(sizes);
    const material = choose(materials);
    const shape = choose(shapes);
    const fitting = { shape, size: nominal.name, material, massKg: formatGrams(nominal.grams) };
    const sku = `${nameFittingSku(fitting)}-NL`;
    return {
      sku,
      content: describePipeFitting(fitting),
      trade: createGeneratedTrade({
        sku,
        brand: 'northline',
        cents: 90 + nominal.grams * centsPerGram[material],
        breakAt: 25,
        usualStock: 250,
        origins: ['US', 'TW', 'IT'],
        sellingUnits: [sell('EA', '1'), sell('BAG25', '25')],
        packs: { innerPack: 25 },
      }),
    };
  },
};

function formatGrams(grams: number): string {
  return `${Math.floor(grams / 1000)}.${String(grams % 1000).padStart(3, '0')}`;
}

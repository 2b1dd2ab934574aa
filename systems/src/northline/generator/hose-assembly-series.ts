// Hose assemblies: every size and pair of ends, in lengths from 300 mm that go on in steps of 25 mm.
import { Decimal } from 'decimal.js';
import { describeHoseAssembly, hoseEnds, nameHoseAssemblySku } from '../hose-cable/describe-hose-assembly.ts';
import type { HoseEnd } from '../hose-cable/describe-hose-assembly.ts';
import { hydraulicHoseSizes } from '../hose-cable/hydraulic-hose-sizes.ts';
import { createGeneratedTrade } from './generated-trade.ts';
import { createChooser } from './product-series.ts';
import type { ProductSeries } from './product-series.ts';

const sizes = [...hydraulicHoseSizes.values()];
const ends = Object.keys(hoseEnds) as HoseEnd[];
/** Of these lengths a hand-made assembly exists already. */
const takenSkus = new Set(['HAS-100R2-08-JL-1000']);

export const hoseAssemblySeries: ProductSeries = {
  size: Number.POSITIVE_INFINITY,
  createProduct(index) {
    const chooser = createChooser(index);
    const hose = chooser.choose(sizes);
    const pair = [chooser.choose(ends), chooser.choose(ends)] as const;
    const regular = { dash: hose.dash, ends: pair, lengthMm: 300 + 25 * chooser.rest() };
    // One millimetre makes room beside the length that is on the shelf.
    const assembly = takenSkus.has(nameHoseAssemblySku(regular))
      ? { ...regular, lengthMm: regular.lengthMm + 1 }
      : regular;
    const sku = nameHoseAssemblySku(assembly);
    const grams = new Decimal(hose.kgPerMetre).times(assembly.lengthMm).round().toNumber();
    return {
      sku,
      content: describeHoseAssembly(assembly),
      trade: createGeneratedTrade({
        sku,
        brand: 'hydra',
        cents: 1800 + grams * 2,
        breakAt: 10,
        usualStock: 8,
        origins: ['US'],
      }),
    };
  },
};

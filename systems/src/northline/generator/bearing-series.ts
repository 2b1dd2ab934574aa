// Deep groove ball bearings in every size, closure, clearance and brand of the table.
import { deepGrooveDimensions } from '../bearings/deep-groove-dimensions.ts';
import { describeDeepGrooveBearing, nameBearing } from '../bearings/describe-deep-groove-bearing.ts';
import { sell } from '../catalogue/selling-unit.ts';
import { createGeneratedTrade } from './generated-trade.ts';
import { createChooser, scatter } from './product-series.ts';
import type { ProductSeries } from './product-series.ts';

const closures = ['two_seals', 'two_shields', 'open'] as const;
const clearances = ['CN', 'C3', 'C2', 'C4'] as const;
const makers = [
  { brand: 'northline', suffix: 'NL' },
  { brand: 'ironvale', suffix: 'IV' },
  { brand: 'kestrel', suffix: 'KX' },
] as const;
const sizes = [...deepGrooveDimensions.values()];
const size = sizes.length * closures.length * clearances.length * makers.length;

export const bearingSeries: ProductSeries = {
  size,
  createProduct(index) {
    const { choose } = createChooser(scatter(index, size));
    const dimensions = choose(sizes);
    const bearing = {
      designation: dimensions.designation,
      closure: choose(closures),
      clearance: choose(clearances),
      documentsOf: 'series',
    } as const;
    const maker = choose(makers);
    const sku = `BRG-${nameBearing(bearing).replace('/', '-')}-${maker.suffix}`;
    // Bearings cost about what their steel and their bore make of them.
    const cents = 480 + Number(dimensions.d) * Number(dimensions.D);
    return {
      sku,
      content: describeDeepGrooveBearing(bearing),
      trade: createGeneratedTrade({
        sku,
        brand: maker.brand,
        cents,
        breakAt: 12,
        usualStock: 120,
        origins: ['SI', 'DE', 'JP', 'CN'],
        sellingUnits: [sell('EA', '1'), sell('CS12', '12')],
        packs: { case: 12 },
      }),
    };
  },
};

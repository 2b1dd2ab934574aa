// Hex bolts in every thread, length, class and finish.
import { Decimal } from 'decimal.js';
import { sell } from '../catalogue/selling-unit.ts';
import { computeBoltMass, describeHexBolt, nameBolt } from '../fasteners/describe-hex-bolt.ts';
import type { BoltClass, BoltFinish, BoltStandard } from '../fasteners/describe-hex-bolt.ts';
import { computeKegQuantity } from '../fasteners/hex-bolts.ts';
import { metricThreads } from '../fasteners/metric-threads.ts';
import { createGeneratedTrade } from './generated-trade.ts';
import { createChooser, scatter } from './product-series.ts';
import type { ProductSeries } from './product-series.ts';

const threads = [...metricThreads.keys()];
const standards: readonly BoltStandard[] = ['ISO 4017', 'ISO 4014', 'DIN 933'];
/** Class, finish, how the part number spells the finish, and what a kilogram costs in cents. */
const grades: readonly (readonly [BoltClass, BoltFinish, suffix: string, centsPerKg: number])[] = [
  ['8.8', 'zinc_plated', 'ZP', 640],
  ['8.8', 'hot_dip_galvanized', 'HG', 820],
  ['8.8', 'plain', 'PL', 560],
  ['10.9', 'black_oxide', 'BO', 900],
  ['10.9', 'zinc_plated', 'ZP', 980],
  ['A2-70', 'plain', 'PL', 1900],
];
const makers = [
  { brand: 'ironvale', suffix: 'IV' },
  { brand: 'northline', suffix: 'NL' },
  { brand: 'kestrel', suffix: 'KX' },
] as const;
const steps = Array.from({ length: 32 }, (_, step) => step);
const size = threads.length * standards.length * grades.length * makers.length * steps.length;

export const boltSeries: ProductSeries = {
  size,
  createProduct(index) {
    const { choose } = createChooser(scatter(index, size));
    const thread = choose(threads);
    const length = findShortest(choose(standards), thread);
    const [propertyClass, finish, finishSuffix, centsPerKg] = choose(grades);
    const maker = choose(makers);
    const bolt = { ...length, size: thread, length: length.length + 5 * choose(steps), propertyClass, finish };
    const massKg = computeBoltMass(bolt);
    const sku = `BLT-${nameBolt(bolt)}-${finishSuffix}-${maker.suffix}`;
    return {
      sku,
      content: describeHexBolt(bolt),
      trade: createGeneratedTrade({
        sku,
        brand: maker.brand,
        // A hundred of them, and 300 cents for making the heads.
        cents: 300 + new Decimal(massKg).times(100).times(centsPerKg).round().toNumber(),
        per: '100',
        breakAt: 1000,
        usualStock: 4000,
        origins: ['DE', 'TW', 'IT', 'US'],
        sellingUnits: [sell('BX100', '100'), sell('KEG', computeKegQuantity(massKg)), sell('EA', '1', '10')],
        packs: { innerPack: 100 },
      }),
    };
  },
};

/** Threaded to the head from about 1.5 d on; with plain shank where the thread of ISO 4014 ends before the head. */
function findShortest(standard: BoltStandard, thread: string): { standard: BoltStandard; length: number } {
  const diameter = Number(thread.slice(1));
  const least = standard === 'ISO 4014' ? 2 * diameter + 6 + 5 : Math.ceil((diameter * 3) / 2);
  return { standard, length: Math.ceil(least / 5) * 5 };
}

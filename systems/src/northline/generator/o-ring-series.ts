// Metric O-rings from 3 to 250 mm in half millimetres, every section and compound.
import { describeORing, nameORingSku, sealCompounds } from '../pumps/describe-o-ring.ts';
import type { SealCompound } from '../pumps/describe-o-ring.ts';
import { createGeneratedTrade } from './generated-trade.ts';
import { createChooser, scatter } from './product-series.ts';
import type { ProductSeries } from './product-series.ts';

const sections = ['1.5', '2', '2.5', '3', '4', '5', '6'];
const compounds = Object.keys(sealCompounds) as SealCompound[];
const halfMillimetres = Array.from({ length: 495 }, (_, step) => 6 + step);
const size = sections.length * compounds.length * halfMillimetres.length;

/** What the compound makes of the price. */
const percentOf: Readonly<Record<SealCompound, number>> = {
  NBR70: 100,
  NBR90: 115,
  FKM75: 420,
  EPDM70: 140,
  VMQ70: 260,
};

export const oRingSeries: ProductSeries = {
  size,
  createProduct(index) {
    const { choose } = createChooser(scatter(index, size));
    const compound = choose(compounds);
    const section = choose(sections);
    const halves = choose(halfMillimetres);
    const insideDiameter = halves % 2 === 0 ? String(halves / 2) : `${(halves - 1) / 2}.5`;
    const ring = { insideDiameter, section, compound };
    const sku = nameORingSku(ring);
    return {
      sku,
      content: describeORing(ring),
      trade: createGeneratedTrade({
        sku,
        brand: 'hydra',
        cents: Math.floor(((18 + halves) * percentOf[compound]) / 100),
        breakAt: 100,
        usualStock: 600,
        origins: ['US', 'DE', 'TW'],
        packs: { innerPack: 50 },
      }),
    };
  },
};

// Precision shafts: every diameter and steel, in lengths from 52 mm that go on in steps of 5 mm.
import { Decimal } from 'decimal.js';
import { computeShaftMass, describeLinearShaft, nameShaftSku } from '../bearings/describe-linear-shaft.ts';
import { createGeneratedTrade } from './generated-trade.ts';
import { createChooser } from './product-series.ts';
import type { ProductSeries } from './product-series.ts';

const diameters = [6, 8, 10, 12, 14, 16, 20, 25, 30, 40, 50, 60];
const steels = ['hardened', 'stainless'] as const;

export const shaftSeries: ProductSeries = {
  size: Number.POSITIVE_INFINITY,
  createProduct(index) {
    const chooser = createChooser(index);
    const diameter = chooser.choose(diameters);
    const steel = chooser.choose(steels);
    // Lengths on the shelf end in 0: a cut for a customer ends in 2 or 7, and never meets one.
    const shaft = { diameter, steel, lengthMm: 52 + 5 * chooser.rest() };
    const sku = nameShaftSku(shaft);
    const grams = new Decimal(computeShaftMass(shaft)).times(1000).round().toNumber();
    return {
      sku,
      content: describeLinearShaft(shaft),
      trade: createGeneratedTrade({
        sku,
        brand: 'ironvale',
        cents: 650 + Math.floor((grams * (steel === 'stainless' ? 22 : 13)) / 10),
        breakAt: 10,
        usualStock: 10,
        origins: ['DE', 'IT'],
      }),
    };
  },
};

// Wire H07V-K in every cross-section and colour.
import { sell, sellFraction } from '../catalogue/selling-unit.ts';
import { describeHarmonizedWire, harmonizedWires, wireColours } from '../hose-cable/cables.ts';
import type { WireColour } from '../hose-cable/cables.ts';
import { createGeneratedTrade } from './generated-trade.ts';
import { createChooser, scatter } from './product-series.ts';
import type { ProductSeries } from './product-series.ts';

const sections = [...harmonizedWires.keys()];
const colours = Object.keys(wireColours) as WireColour[];
const size = sections.length * colours.length;

export const wireSeries: ProductSeries = {
  size,
  createProduct(index) {
    const { choose } = createChooser(scatter(index, size));
    const section = choose(sections);
    const colour = choose(colours);
    const sku = `CBL-H07VK-${section}-${wireColours[colour].code}-NL`;
    return {
      sku,
      content: describeHarmonizedWire(section, colour),
      trade: createGeneratedTrade({
        sku,
        brand: 'northline',
        cents: 18 + Math.ceil(Number(section)) * 26,
        breakAt: 305,
        usualStock: 1220,
        origins: ['PT', 'TR'],
        baseUom: 'M',
        sellingUnits: [
          sell('M', '1', '1', '0.01'),
          sellFraction('FT', '381', '1250', '3', '0.5'),
          sell('REEL305', '305'),
        ],
      }),
    };
  },
};

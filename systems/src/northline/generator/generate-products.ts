// Products beyond the hand-made ones, one after the other, as many as anybody wants.
import type { CatalogueProduct } from '../catalogue/product.ts';
import { bearingSeries } from './bearing-series.ts';
import { boltSeries } from './bolt-series.ts';
import { hoseAssemblySeries } from './hose-assembly-series.ts';
import { motorDriveSeries } from './motor-drive-series.ts';
import { oRingSeries } from './o-ring-series.ts';
import { pipeFittingSeries } from './pipe-fitting-series.ts';
import type { ProductSeries } from './product-series.ts';
import { shaftSeries } from './shaft-series.ts';
import { wireSeries } from './wire-series.ts';

/** Hand-made item references end below this. */
const firstItemReference = 100_000;

/** Whose turn it is: of twelve products three are bolts, and so on. */
const turns: readonly ProductSeries[] = [
  boltSeries,
  bearingSeries,
  oRingSeries,
  hoseAssemblySeries,
  boltSeries,
  pipeFittingSeries,
  oRingSeries,
  bearingSeries,
  boltSeries,
  shaftSeries,
  motorDriveSeries,
  wireSeries,
];

/** Take the turns of a series that has come to its end. */
const endless: readonly ProductSeries[] = [hoseAssemblySeries, shaftSeries];

/**
 * Generates products without end; take as many as you need. The n-th is the same in every run and however many follow,
 * because it depends on nothing but those before it. Nothing is kept but a counter for each series.
 */
export function* generateProducts(): Generator<CatalogueProduct, never> {
  const madeBySeries = new Map<ProductSeries, number>();
  for (let count = 0; ; count += 1) {
    const series = chooseSeries(count, madeBySeries);
    const index = madeBySeries.get(series) ?? 0;
    madeBySeries.set(series, index + 1);
    yield { ...series.createProduct(index), itemReference: firstItemReference + count };
  }
}

function chooseSeries(count: number, madeBySeries: ReadonlyMap<ProductSeries, number>): ProductSeries {
  const inTurn = turns[count % turns.length];
  if (inTurn !== undefined && (madeBySeries.get(inTurn) ?? 0) < inTurn.size) return inTurn;
  const substitute = endless[count % endless.length];
  if (substitute === undefined) throw new RangeError('There is no endless series.');
  return substitute;
}

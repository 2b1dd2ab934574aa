// Short ways to write the units a product is sold in.
import type { SellingUnit } from './product.ts';
import type { UnitOfMeasureCode } from './units-of-measure.ts';

/** A unit that holds so many base units. */
export function sell(uom: UnitOfMeasureCode, baseUnits: string, minimum = '1', increment = minimum): SellingUnit {
  return { uom, numerator: baseUnits, denominator: '1', minimumOrderQuantity: minimum, orderIncrement: increment };
}

/** A unit that is a fraction of the base unit: 1/12 of a case, 381/1250 of a metre. */
export function sellFraction(
  uom: UnitOfMeasureCode,
  numerator: string,
  denominator: string,
  minimum = '1',
  increment = minimum,
): SellingUnit {
  return { uom, numerator, denominator, minimumOrderQuantity: minimum, orderIncrement: increment };
}

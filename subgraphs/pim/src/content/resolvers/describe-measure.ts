// A measure as it is answered.
import type { Measure } from '../../connectors/pim-connector.ts';
import type { MeasureValue } from '../../generated/resolver-types.ts';

export function describeMeasure({ symbol, ...measure }: Measure): Omit<MeasureValue, '__typename'> {
  return { ...measure, symbol: symbol ?? null };
}

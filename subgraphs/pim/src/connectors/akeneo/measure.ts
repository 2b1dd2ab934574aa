// Measures in the unit entered and in the standard unit of their measurement family, by exact decimal arithmetic.
import type { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { Measure } from '../pim-connector.ts';
import type { AkeneoMeasurementFamily } from './akeneo-documents.ts';
import { ExactDecimal, formatDecimal, readDecimalText } from './decimal-text.ts';

const metric = z.object({ amount: z.union([z.string(), z.number()]), unit: z.string() });

/** Undefined when the value is no measure, or its unit is not one of the family. */
export function readMeasure(content: unknown, family: AkeneoMeasurementFamily | undefined): Measure | undefined {
  const { data: entered } = metric.safeParse(content);
  const amount = readDecimalText(entered?.amount);
  const unit = entered === undefined ? undefined : family?.units[entered.unit];
  if (entered === undefined || amount === undefined || family === undefined || unit === undefined) return undefined;
  return {
    amount,
    unit: entered.unit,
    symbol: unit.symbol ?? undefined,
    standardAmount: formatDecimal(convertToStandard(amount, unit.convert_from_standard)),
    standardUnit: family.standard_unit_code,
  };
}

/**
 * Akeneo names the operations `convert_from_standard`, yet they are to be read in the other direction: applied in
 * order, they take an amount in the unit to the standard unit. For the foot, with the metre as standard: `mul 0.3048`.
 */
export function convertToStandard(
  amount: string,
  operations: readonly { readonly operator: 'mul' | 'div' | 'add' | 'sub'; readonly value: string }[],
): Decimal {
  return operations.reduce<Decimal>((result, { operator, value }) => result[operator](value), new ExactDecimal(amount));
}

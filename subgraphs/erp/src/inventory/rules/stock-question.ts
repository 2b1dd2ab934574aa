// The question an availability field puts to the ERP.
import { BadUserInputError, checkCount } from '@commerce-graph/subgraph-runtime';
import type { ProductAvailabilityArgs } from '../../generated/resolver-types.ts';
import type { OwnStockQuestion } from '../loaders/stock-by-question.ts';

const maxWarehouses = 100;
const maxCodeLength = 32;

/** Warehouses in one order and once each, so that the same choice is the same question. Throws BAD_USER_INPUT. */
export function toStockQuestion(sku: string, { warehouses }: ProductAvailabilityArgs): OwnStockQuestion {
  if (warehouses === null || warehouses === undefined) return { sku, warehouses: undefined, isConsignmentAsked: false };
  if (warehouses.length === 0) {
    throw new BadUserInputError('`warehouses` is empty: name one, or leave it out for all.', 'warehouses');
  }
  const malformed = warehouses.find((code) => code.length < 1 || code.length > maxCodeLength);
  if (malformed !== undefined) {
    throw new BadUserInputError(
      `\`warehouses\` holds "${malformed.slice(0, maxCodeLength)}": a code has 1 to ${maxCodeLength} characters.`,
      'warehouses',
    );
  }
  const distinct = [...new Set(warehouses)].toSorted();
  checkCount(distinct, { argument: 'warehouses', max: maxWarehouses });
  return { sku, warehouses: distinct, isConsignmentAsked: false };
}

export function toConsignmentQuestion(sku: string): OwnStockQuestion {
  return { sku, warehouses: undefined, isConsignmentAsked: true };
}

// Decides whether one line may be ordered: the item, its unit, its quantity and its firm price, in this order.
import type { components as Erp } from '@commerce-graph/schema/erp-integration';
import type { components as Oms } from '@commerce-graph/schema/oms-integration';
import { ExactDecimal } from '../exact-decimal.ts';

type LineError = Omit<Oms['schemas']['OrderError'], 'lineIndex'>;
type SubmissionLine = Oms['schemas']['OrderSubmissionLine'];
type Item = Erp['schemas']['Item'];
type SellingUom = Item['sellingUoms'][number];
type PriceAnswer = Erp['schemas']['PriceAnswer'];
type PricedLine = Erp['schemas']['PricedLine'];

/** A line that may be ordered, with what the ERP said of it. */
export interface ReviewedLine {
  line: SubmissionLine;
  item: Item;
  sellingUom: SellingUom;
  price: PricedLine;
}

export type LineReview = ({ isAccepted: true } & ReviewedLine) | { isAccepted: false; errors: LineError[] };

/** @param item Undefined when the ERP knows no such SKU. */
export function reviewLine(line: SubmissionLine, item: Item | undefined, price: PriceAnswer | undefined): LineReview {
  if (item === undefined) return refuse('UNKNOWN_ITEM', `There is no item ${line.sku}.`);
  // The ERP decides what an item on its way out still has in stock.
  if (item.status !== 'ACTIVE' && item.status !== 'PHASE_OUT') {
    return refuse('ITEM_NOT_SELLABLE', `Item ${line.sku} is ${item.status} and cannot be ordered.`);
  }
  const sellingUom = item.sellingUoms.find(({ uom, isDefault }) =>
    line.uom === undefined ? isDefault : uom.code === line.uom,
  );
  if (sellingUom === undefined) {
    const units = item.sellingUoms.map(({ uom }) => uom.code);
    const choice = units.length === 0 ? 'It is not sold to this account.' : `Order it in ${units.join(', ')}.`;
    return refuse('UOM_NOT_PERMITTED', `Item ${line.sku} cannot be ordered in ${line.uom ?? 'any unit'}. ${choice}`);
  }
  const quantityErrors = [...findQuantityErrors(line, sellingUom)];
  if (quantityErrors.length > 0) return { isAccepted: false, errors: quantityErrors };

  if (price?.outcome !== 'PRICED' || !price.isFirm) return { isAccepted: false, errors: [explainNoPrice(line, price)] };
  const { unitPrice } = price;
  if (line.expectedUnitPrice !== undefined && !new ExactDecimal(line.expectedUnitPrice).eq(unitPrice.amount)) {
    const basis = `per ${unitPrice.basisQuantity} ${unitPrice.basisUom}`;
    const message = `${line.sku} costs ${unitPrice.amount} ${unitPrice.currencyCode} ${basis}, not ${line.expectedUnitPrice}.`;
    return refuse('PRICE_CHANGED', `${message} Confirm the new price.`);
  }
  return { isAccepted: true, line, item, sellingUom, price };
}

function* findQuantityErrors(
  { sku, quantity }: SubmissionLine,
  { uom, minimumOrderQuantity, orderIncrement }: SellingUom,
): Iterable<LineError> {
  const value = new ExactDecimal(quantity);
  if (value.lte(0)) {
    yield {
      code: 'INVALID_QUANTITY',
      message: `${sku} cannot be ordered in a quantity of ${quantity} ${uom.code}: order more than 0.`,
    };
    return;
  }
  if (value.decimalPlaces() > uom.decimals) {
    const message = `${quantity} ${uom.code} of ${sku} is too fine: ${uom.code} has ${uom.decimals} decimals.`;
    yield { code: 'INVALID_QUANTITY', message };
    return;
  }
  if (value.lt(minimumOrderQuantity)) {
    const message = `${quantity} ${uom.code} of ${sku} is below its minimum order of ${minimumOrderQuantity} ${uom.code}.`;
    yield { code: 'BELOW_MINIMUM', message };
  }
  if (!value.mod(orderIncrement).isZero()) {
    const message = `${quantity} ${uom.code} of ${sku} is not a multiple of ${orderIncrement} ${uom.code}.`;
    yield { code: 'NOT_A_MULTIPLE', message };
  }
}

function explainNoPrice({ sku }: SubmissionLine, price: PriceAnswer | undefined): LineError {
  if (price?.outcome === 'ON_REQUEST')
    return { code: 'NO_PRICE', message: `Ask for the price of ${sku}: ${price.reason}` };
  if (price?.outcome !== 'UNAVAILABLE') return { code: 'NO_PRICE', message: `The ERP has no firm price for ${sku}.` };
  switch (price.code) {
    case 'UNKNOWN_ITEM':
    case 'UOM_NOT_PERMITTED':
    case 'INVALID_QUANTITY':
      return { code: price.code, message: price.message };
    case 'ITEM_BLOCKED':
      return { code: 'ITEM_NOT_SELLABLE', message: price.message };
    case 'LOGIN_REQUIRED':
    case 'NO_PRICE_IN_CURRENCY':
    case 'NO_PRICE':
    case 'UNKNOWN_PROJECT':
      return { code: 'NO_PRICE', message: price.message };
  }
}

function refuse(code: LineError['code'], message: string): LineReview {
  return { isAccepted: false, errors: [{ code, message }] };
}

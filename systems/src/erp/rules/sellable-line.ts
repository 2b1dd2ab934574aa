// Whether a line (an item, a quantity, a unit) can be sold at all, before anyone asks for its price or its stock.
import { ExactDecimal } from './exact-decimal.ts';
import type { Conversion } from './unit-conversion.ts';

export interface UnitOfMeasure {
  readonly code: string;
  readonly name: string;
  readonly unece: string | null;
  readonly decimals: number;
}

export interface SellingUom extends Conversion {
  readonly uom: UnitOfMeasure;
  readonly isDefault: boolean;
  readonly minimumOrderQuantity: string;
  readonly orderIncrement: string;
}

/** What the rules need to know of an item. `sellingUoms` are those that the account may buy in. */
export interface SellableItem {
  readonly sku: string;
  readonly status: 'ACTIVE' | 'PREVIEW' | 'PHASE_OUT' | 'DISCONTINUED' | 'BLOCKED';
  readonly baseUom: UnitOfMeasure;
  readonly sellingUoms: readonly SellingUom[];
}

export interface RequestedLine {
  readonly sku: string;
  /** A decimal string, in `uom`. */
  readonly quantity: string;
  /** The default selling unit when absent. */
  readonly uom?: string;
}

export interface LineFault {
  readonly code: 'UNKNOWN_ITEM' | 'ITEM_BLOCKED' | 'UOM_NOT_PERMITTED' | 'INVALID_QUANTITY';
  readonly message: string;
}

export type CheckedLine =
  | { readonly fault: LineFault }
  | { readonly item: SellableItem; readonly sellingUom: SellingUom; readonly quantity: ExactDecimal };

/** `isOrder`: the line is meant to be ordered now, which an item in preview cannot be. */
export function checkLine(line: RequestedLine, item: SellableItem | undefined, isOrder: boolean): CheckedLine {
  if (item === undefined) return fault('UNKNOWN_ITEM', `There is no item ${line.sku}.`);
  if (item.status === 'BLOCKED' || item.status === 'DISCONTINUED') {
    return fault('ITEM_BLOCKED', `Item ${item.sku} is ${item.status.toLowerCase()} and not sold at present.`);
  }
  if (isOrder && item.status === 'PREVIEW') return fault('ITEM_BLOCKED', `Item ${item.sku} cannot be ordered yet.`);

  const sellingUom = item.sellingUoms.find((unit) =>
    line.uom === undefined ? unit.isDefault : unit.uom.code === line.uom,
  );
  if (sellingUom === undefined) {
    const permitted = item.sellingUoms.map((unit) => unit.uom.code).join(', ');
    const wayOut = permitted === '' ? 'It is sold to this account in no unit.' : `Order it in ${permitted}.`;
    const unit = line.uom === undefined ? '' : ` in ${line.uom}`;
    return fault('UOM_NOT_PERMITTED', `Item ${item.sku} is not sold to this account${unit}. ${wayOut}`);
  }
  const quantity = new ExactDecimal(line.quantity);
  if (!quantity.isPositive() || quantity.isZero()) {
    return fault('INVALID_QUANTITY', `The quantity ${line.quantity} is not above zero.`);
  }
  const { code, decimals } = sellingUom.uom;
  if (quantity.decimalPlaces() > decimals) {
    const allowed = decimals === 0 ? 'whole numbers only' : `at most ${decimals} decimals`;
    return fault('INVALID_QUANTITY', `The quantity ${line.quantity} is too fine for ${code}, which allows ${allowed}.`);
  }
  return { item, sellingUom, quantity };
}

/**
 * The selling units that an account may buy in: all of them, unless it is limited to some. Where the item's default is
 * not among those, the first that is takes its place.
 */
export function permitSellingUoms(
  sellingUoms: readonly SellingUom[],
  permittedCodes: ReadonlySet<string> | undefined,
): readonly SellingUom[] {
  if (permittedCodes === undefined) return sellingUoms;
  const permitted = sellingUoms.filter((unit) => permittedCodes.has(unit.uom.code));
  const [first, ...others] = permitted;
  if (first === undefined || permitted.some((unit) => unit.isDefault)) return permitted;
  return [{ ...first, isDefault: true }, ...others];
}

function fault(code: LineFault['code'], message: string): { fault: LineFault } {
  return { fault: { code, message } };
}

// How an order is reserved: each line checked and allocated in turn, the later ones from what the earlier ones leave.
import { type AllocationPlan, allocate } from './allocation.ts';
import { type StockPosition, isBackorderable } from './availability.ts';
import { ExactDecimal } from './exact-decimal.ts';
import { type LineFault, type RequestedLine, type SellableItem, checkLine } from './sellable-line.ts';

export interface ReservableItem extends SellableItem {
  readonly type: 'INVENTORY' | 'NON_INVENTORY' | 'SERVICE' | 'KIT';
  readonly isBackorderAllowed: boolean;
  readonly dropShipWarehouse: string | null;
}

export interface ReservationContext {
  readonly account: {
    readonly id: string;
    readonly preferredWarehouse: string | null;
    readonly areBackordersAllowed: boolean;
  };
  readonly itemBySku: ReadonlyMap<string, ReservableItem>;
  readonly positionsBySku: ReadonlyMap<string, readonly StockPosition[]>;
  /** True: nothing may be backordered. */
  readonly isShipCompleteOnly: boolean;
}

export interface ReservationLineRequest extends RequestedLine {
  readonly lineId: string;
  readonly warehouses?: readonly string[];
}

export interface PlannedLine {
  readonly lineId: string;
  readonly sku: string;
  readonly baseUom: string;
  readonly plan: AllocationPlan;
}

export interface ReservationFault {
  /** Of the line, from 0. */
  readonly index: number;
  readonly code: LineFault['code'] | 'INSUFFICIENT_STOCK';
  readonly message: string;
}

/** `faults` empty: every line can be reserved as planned. */
export function planReservation(
  requests: readonly ReservationLineRequest[],
  context: ReservationContext,
): { lines: PlannedLine[]; faults: ReservationFault[] } {
  const lines: PlannedLine[] = [];
  const faults: ReservationFault[] = [];
  for (const [index, request] of requests.entries()) {
    const item = context.itemBySku.get(request.sku);
    const checked = checkLine(request, item, true);
    if ('fault' in checked || item === undefined) {
      if ('fault' in checked) faults.push({ index, ...checked.fault });
      continue;
    }
    const { sellingUom, quantity } = checked;
    const plan = allocate(
      {
        quantity,
        conversion: sellingUom,
        uomDecimals: sellingUom.uom.decimals,
        baseDecimals: item.baseUom.decimals,
        warehouses: request.warehouses,
        preferredWarehouse: context.account.preferredWarehouse,
        dropShipWarehouse: item.dropShipWarehouse,
      },
      listSources(request.sku, context, lines),
    );
    if (item.type === 'SERVICE' || item.type === 'NON_INVENTORY') {
      const nothing = new ExactDecimal(0);
      const backorder = { warehouse: null, quantity: nothing, expectedDate: null };
      const unstocked = { quantity: plan.quantity, allocations: [], shortfall: nothing, backorder };
      lines.push({ lineId: request.lineId, sku: request.sku, baseUom: item.baseUom.code, plan: unstocked });
      continue;
    }
    const mayBackorder = !context.isShipCompleteOnly && context.account.areBackordersAllowed && isBackorderable(item);
    if (plan.shortfall.gt(0) && !mayBackorder) {
      const { code } = sellingUom.uom;
      const obtainable = `${quantity.minus(plan.shortfall).toFixed()} of ${quantity.toFixed()} ${code}`;
      const message = `Only ${obtainable} of item ${item.sku} can be had, and the rest cannot be backordered.`;
      faults.push({ index, code: 'INSUFFICIENT_STOCK', message });
    }
    lines.push({ lineId: request.lineId, sku: request.sku, baseUom: item.baseUom.code, plan });
  }
  return { lines, faults };
}

/** Where the account may take an item from, less what earlier lines of the same order took. */
function listSources(sku: string, context: ReservationContext, earlier: readonly PlannedLine[]): StockPosition[] {
  const positions = (context.positionsBySku.get(sku) ?? []).filter(
    ({ warehouseType, accountId }) => warehouseType !== 'CONSIGNMENT' || accountId === context.account.id,
  );
  const takes = earlier.filter((line) => line.sku === sku).flatMap(({ plan }) => [...plan.allocations, plan.backorder]);
  return positions.map((position) => {
    const reserved = takes
      .filter(({ warehouse }) => warehouse === position.warehouse)
      .reduce((total, { quantity }) => total.plus(quantity), new ExactDecimal(position.reserved));
    return { ...position, reserved: reserved.toFixed() };
  });
}

// Which warehouses a line takes its stock from, and what is left to be backordered.
import { countAvailable } from './availability.ts';
import { ExactDecimal } from './exact-decimal.ts';
import { type Conversion, toBaseUnits, toSellableUnits } from './unit-conversion.ts';

export interface AllocationSource {
  readonly warehouse: string;
  readonly warehouseType: 'DISTRIBUTION_CENTER' | 'BRANCH' | 'SUPPLIER' | 'CONSIGNMENT';
  readonly onHand: string;
  readonly reserved: string;
  /** In order of date, base units. */
  readonly futureSupply: readonly { date: string; quantity: string }[];
}

export interface AllocationDemand {
  /** In the selling unit. */
  readonly quantity: ExactDecimal;
  readonly conversion: Conversion;
  readonly uomDecimals: number;
  readonly baseDecimals: number;
  /** The only warehouses to take from, in this order. Undefined: the usual order. */
  readonly warehouses: readonly string[] | undefined;
  readonly preferredWarehouse: string | null;
  /** A supplier that ships any quantity. */
  readonly dropShipWarehouse: string | null;
}

export interface Allocation {
  readonly warehouse: string;
  /** Base units. */
  readonly quantity: ExactDecimal;
}

export interface AllocationPlan {
  /** All that was asked for, in base units. */
  readonly quantity: ExactDecimal;
  readonly allocations: readonly Allocation[];
  /** What stock does not cover, in the selling unit. */
  readonly shortfall: ExactDecimal;
  /** The same in base units, with the warehouse that waits for it: it owes the goods, so it counts them as reserved. */
  readonly backorder: {
    readonly warehouse: string | null;
    readonly quantity: ExactDecimal;
    readonly expectedDate: string | null;
  };
}

/**
 * Takes whole selling units only: a case is not packed from two warehouses, so each warehouse gives as many as its stock
 * yields when rounded down.
 */
export function allocate(demand: AllocationDemand, sources: readonly AllocationSource[]): AllocationPlan {
  const { quantity, conversion, uomDecimals, baseDecimals, dropShipWarehouse, warehouses } = demand;
  const ordered = orderSources(demand, sources);
  const allocations: Allocation[] = [];
  let missing = quantity;
  const take = (warehouse: string, units: ExactDecimal): void => {
    if (units.lte(0)) return;
    allocations.push({ warehouse, quantity: toBaseUnits(units, conversion, baseDecimals) });
    missing = missing.minus(units);
  };
  for (const source of ordered) {
    // A supplier that ships any quantity is not limited by the stock that it has told us.
    if (source.warehouse === dropShipWarehouse) continue;
    take(source.warehouse, ExactDecimal.min(missing, toSellableUnits(countAvailable(source), conversion, uomDecimals)));
  }
  const isDropShipped =
    dropShipWarehouse !== null && (warehouses === undefined || warehouses.includes(dropShipWarehouse));
  if (isDropShipped) take(dropShipWarehouse, missing);

  return {
    quantity: toBaseUnits(quantity, conversion, baseDecimals),
    allocations,
    shortfall: missing,
    backorder: planBackorder(toBaseUnits(missing, conversion, baseDecimals), ordered, allocations),
  };
}

/** The usual order: the account's consignment stock, its preferred warehouse, most available first, suppliers last. */
function orderSources(demand: AllocationDemand, sources: readonly AllocationSource[]): AllocationSource[] {
  const { warehouses, preferredWarehouse } = demand;
  if (warehouses !== undefined) {
    return warehouses.flatMap((code) => sources.filter(({ warehouse }) => warehouse === code));
  }
  const rank = ({ warehouse, warehouseType }: AllocationSource): number => {
    if (warehouseType === 'CONSIGNMENT') return 0;
    if (warehouse === preferredWarehouse) return 1;
    return warehouseType === 'SUPPLIER' ? 3 : 2;
  };
  return sources.toSorted(
    (left, right) =>
      rank(left) - rank(right) ||
      countAvailable(right).comparedTo(countAvailable(left)) ||
      (left.warehouse < right.warehouse ? -1 : 1),
  );
}

/** The warehouse whose receipts cover the missing goods first waits for them; without receipts, the first in the order. */
function planBackorder(
  quantity: ExactDecimal,
  ordered: readonly AllocationSource[],
  allocations: readonly Allocation[],
): AllocationPlan['backorder'] {
  if (quantity.isZero()) return { warehouse: null, quantity, expectedDate: null };
  const waiting = ordered
    .filter(({ warehouseType }) => warehouseType === 'DISTRIBUTION_CENTER' || warehouseType === 'BRANCH')
    .map((source) => ({ source, date: findCoveringDate(source, quantity, allocations) }));
  const first = waiting
    .filter(({ date }) => date !== null)
    .toSorted((left, right) => ((left.date ?? '') < (right.date ?? '') ? -1 : 1))[0];
  const { source, date } = first ?? waiting[0] ?? {};
  return { warehouse: source?.warehouse ?? null, quantity, expectedDate: date ?? null };
}

/** When receipts have filled what the warehouse already owes, what this order takes from it, and what is missing. */
function findCoveringDate(
  { warehouse, onHand, reserved, futureSupply }: AllocationSource,
  missing: ExactDecimal,
  allocations: readonly Allocation[],
): string | null {
  const taken = allocations.find((allocation) => allocation.warehouse === warehouse)?.quantity ?? 0;
  let balance = new ExactDecimal(onHand).minus(reserved).minus(taken).minus(missing);
  for (const { date, quantity } of futureSupply) {
    balance = balance.plus(quantity);
    if (balance.gte(0)) return date;
  }
  return null;
}

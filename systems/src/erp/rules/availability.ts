// How stock in warehouses becomes an availability that a buyer can rely on.
import type { components } from '@commerce-graph/schema/erp-integration';
import { ExactDecimal } from './exact-decimal.ts';

type Schemas = components['schemas'];

export interface StockedItem {
  readonly sku: string;
  readonly status: Schemas['ItemStatus'];
  readonly baseUom: string;
  readonly isBackorderAllowed: boolean;
  /** Base units; null: never low. */
  readonly lowStockThreshold: string | null;
  readonly dropShipWarehouse: string | null;
  readonly leadTime: Schemas['LeadTime'] | null;
}

export interface StockPosition {
  readonly warehouse: string;
  readonly warehouseType: Schemas['Warehouse']['type'];
  /** The account whose consignment stock this is; null for shared stock. */
  readonly accountId: string | null;
  readonly onHand: string;
  readonly reserved: string;
  /** In order of date. */
  readonly futureSupply: readonly { date: string; quantity: string; type: Schemas['FutureSupply']['type'] }[];
}

export interface AvailabilityContext {
  readonly item: StockedItem;
  /** Everywhere that the item is kept, in the order of the warehouse codes. */
  readonly positions: readonly StockPosition[];
  /** Warehouse codes; undefined: all shared ones. */
  readonly warehouses: ReadonlySet<string> | undefined;
  /** Undefined: nobody's consignment stock is told. */
  readonly accountId: string | undefined;
}

/** Consignment stock belongs to one account: it is told to nobody else, and counted in no total. */
export function assessAvailability(context: AvailabilityContext): Omit<Schemas['ItemAvailability'], 'lineId'> {
  const { item, positions, warehouses, accountId } = context;
  const shared = positions.filter(
    (position) =>
      position.warehouseType !== 'CONSIGNMENT' && (warehouses === undefined || warehouses.has(position.warehouse)),
  );
  const own = positions.filter(
    (position) => position.warehouseType === 'CONSIGNMENT' && position.accountId === accountId,
  );
  return {
    sku: item.sku,
    status: decideStatus(item, shared, warehouses),
    totalAvailable: quantity(sumAvailable(shared), item),
    locations: shared.map((position) => describePosition(position, item)),
    ...(accountId !== undefined && { consignment: own.map((position) => describePosition(position, item)) }),
    ...(item.leadTime !== null && { leadTime: item.leadTime }),
    isBackorderAllowed: isBackorderable(item),
  };
}

/** On hand less reserved, never below zero: orders may have been promised more than there is. */
export function countAvailable({ onHand, reserved }: Pick<StockPosition, 'onHand' | 'reserved'>): ExactDecimal {
  return ExactDecimal.max(0, new ExactDecimal(onHand).minus(reserved));
}

/** What is phased out is sold from stock, and not bought in again. */
export function isBackorderable(item: Pick<StockedItem, 'isBackorderAllowed' | 'status'>): boolean {
  return item.isBackorderAllowed && (item.status === 'ACTIVE' || item.status === 'PREVIEW');
}

function decideStatus(
  item: StockedItem,
  shared: readonly StockPosition[],
  warehouses: ReadonlySet<string> | undefined,
): Schemas['AvailabilityStatus'] {
  const ownStock = sumAvailable(shared.filter(({ warehouseType }) => warehouseType !== 'SUPPLIER'));
  if (ownStock.gt(0)) return ownStock.lte(item.lowStockThreshold ?? 0) ? 'LOW_STOCK' : 'IN_STOCK';
  const supplierStock = sumAvailable(shared.filter(({ warehouseType }) => warehouseType === 'SUPPLIER'));
  if (item.status === 'DISCONTINUED' && supplierStock.isZero()) return 'DISCONTINUED';
  const isDropShipAsked =
    item.dropShipWarehouse !== null && (warehouses === undefined || warehouses.has(item.dropShipWarehouse));
  if (isDropShipAsked || supplierStock.gt(0)) return 'DROP_SHIP';
  if (shared.some(({ futureSupply }) => futureSupply.length > 0)) return 'ON_ORDER';
  return isBackorderable(item) ? 'BACKORDERABLE' : 'OUT_OF_STOCK';
}

function describePosition(position: StockPosition, item: StockedItem): Schemas['StockLocation'] {
  return {
    warehouse: position.warehouse,
    onHand: quantity(new ExactDecimal(position.onHand), item),
    reserved: quantity(new ExactDecimal(position.reserved), item),
    available: quantity(countAvailable(position), item),
    futureSupply: position.futureSupply.map((supply) => ({
      date: supply.date,
      quantity: quantity(new ExactDecimal(supply.quantity), item),
      type: supply.type,
    })),
  };
}

function sumAvailable(positions: readonly StockPosition[]): ExactDecimal {
  return positions.reduce((total, position) => total.plus(countAvailable(position)), new ExactDecimal(0));
}

function quantity(value: ExactDecimal, item: StockedItem): Schemas['Quantity'] {
  return { value: value.toFixed(), uom: item.baseUom };
}

// Stock as the ERP keeps it: warehouses, what lies in them, what is promised, what is to come.
import type { components } from '@commerce-graph/schema/erp-integration';
import type { SystemDatabase } from '../../server/database.ts';
import type { StockPosition } from '../rules/availability.ts';
import { ExactDecimal } from '../rules/exact-decimal.ts';
import { groupBy } from './group-by.ts';

type Warehouse = components['schemas']['Warehouse'];

export interface StockStore {
  /** In the order of their codes. */
  listWarehouses(): Warehouse[];
  /** Everywhere that the items are kept, in the order of the warehouse codes; receipts from `today` on. */
  positionsBySku(skus: readonly string[], today: string): Map<string, StockPosition[]>;
  /** Adds to what a warehouse has promised of an item; a negative quantity takes away. Base units. */
  changeReserved(place: { sku: string; warehouse: string }, quantity: ExactDecimal): void;
}

export function createStockStore(database: SystemDatabase): StockStore {
  const warehouses = database.prepare<WarehouseRow>('SELECT * FROM warehouses ORDER BY code');
  const levels = database.prepare<LevelRow>(`
    SELECT s.sku, s.warehouse, s.on_hand, s.reserved, w.type, w.account_id
    FROM json_each(@skus) k JOIN stock_levels s ON s.sku = k.value JOIN warehouses w ON w.code = s.warehouse
    ORDER BY s.warehouse`);
  const supplies = database.prepare<SupplyRow>(`
    SELECT f.sku, f.warehouse, f.date, f.quantity, f.type
    FROM json_each(@skus) k JOIN future_supplies f ON f.sku = k.value WHERE f.date >= @today ORDER BY f.date, f.id`);
  const reserved = database.prepare<{ reserved: string }>(
    'SELECT reserved FROM stock_levels WHERE sku = @sku AND warehouse = @warehouse',
  );
  const setReserved = database.prepare(
    'UPDATE stock_levels SET reserved = @reserved WHERE sku = @sku AND warehouse = @warehouse',
  );

  return {
    listWarehouses: () =>
      warehouses.all().map((row) => ({
        code: row.code,
        name: row.name,
        type: row.type,
        ...(row.city !== null && { city: row.city }),
        ...(row.country !== null && { country: row.country }),
        ...(row.account_id !== null && { accountId: row.account_id }),
      })),
    positionsBySku(skus, today) {
      const keys = JSON.stringify(skus);
      const suppliesByPlace = groupBy(supplies.all({ skus: keys, today }), (row) => keyOfPlace(row));
      const positions = levels.all({ skus: keys }).map((row) => ({
        sku: row.sku,
        warehouse: row.warehouse,
        warehouseType: row.type,
        accountId: row.account_id,
        onHand: row.on_hand,
        reserved: row.reserved,
        futureSupply: suppliesByPlace.get(keyOfPlace(row)) ?? [],
      }));
      return groupBy(positions, ({ sku }) => sku);
    },
    changeReserved({ sku, warehouse }, quantity) {
      const level = reserved.first({ sku, warehouse });
      // A supplier that ships for us keeps its own count.
      if (level === undefined) return;
      setReserved.run({ sku, warehouse, reserved: new ExactDecimal(level.reserved).plus(quantity).toFixed() });
    },
  };
}

interface WarehouseRow {
  code: string;
  name: string;
  type: Warehouse['type'];
  city: string | null;
  country: string | null;
  account_id: string | null;
}

interface LevelRow {
  sku: string;
  warehouse: string;
  on_hand: string;
  reserved: string;
  type: Warehouse['type'];
  account_id: string | null;
}

interface SupplyRow {
  sku: string;
  warehouse: string;
  date: string;
  quantity: string;
  type: StockPosition['futureSupply'][number]['type'];
}

function keyOfPlace({ sku, warehouse }: { sku: string; warehouse: string }): string {
  return JSON.stringify([sku, warehouse]);
}

// Items as the ERP keeps them, with the units in which they are sold and what accounts have agreed on about those.
import type { SystemDatabase } from '../../server/database.ts';
import type { StockedItem } from '../rules/availability.ts';
import type { PricedItem } from '../rules/line-price.ts';
import type { SellingUom, UnitOfMeasure } from '../rules/sellable-line.ts';
import { groupBy } from './group-by.ts';

/** All that the ERP knows of an item. */
export interface ItemRecord
  extends PricedItem, Pick<StockedItem, 'lowStockThreshold' | 'dropShipWarehouse' | 'leadTime'> {
  readonly description: string;
  readonly type: 'INVENTORY' | 'NON_INVENTORY' | 'SERVICE' | 'KIT';
  readonly hsCode: string | null;
  readonly countryOfOrigin: string | null;
  readonly isBackorderAllowed: boolean;
  readonly updatedAt: string;
}

export interface ItemStore {
  /** With all their selling units. Unknown SKUs have no entry. */
  itemsBySku(skus: readonly string[]): Map<string, ItemRecord>;
  /** The first `limit` items whose SKU comes after `after`, changed at or after `updatedSince`. */
  listItems(page: { after: string; updatedSince: string; limit: number }): ItemRecord[];
  /** An account's own part numbers, else those of the nearest account above it. `lineage`: from near to far. */
  partNumbersBySku(skus: readonly string[], lineage: readonly string[]): Map<string, string>;
  /** The unit codes in which an account may buy, for the SKUs where it (or else an account above it) is limited. */
  permittedUomsBySku(skus: readonly string[], lineage: readonly string[]): Map<string, ReadonlySet<string>>;
}

export function createItemStore(database: SystemDatabase): ItemStore {
  const columns = `i.*, u.name AS base_name, u.unece AS base_unece, u.decimals AS base_decimals`;
  const bySku = database.prepare<ItemRow>(`
    SELECT ${columns} FROM json_each(@skus) k JOIN items i ON i.sku = k.value
    JOIN units_of_measure u ON u.code = i.base_uom`);
  const page = database.prepare<ItemRow>(`
    SELECT ${columns} FROM items i JOIN units_of_measure u ON u.code = i.base_uom
    WHERE i.sku > @after AND i.updated_at >= @updatedSince ORDER BY i.sku LIMIT @limit`);
  const sellingUoms = database.prepare<SellingUomRow>(`
    SELECT s.*, u.name, u.unece, u.decimals FROM json_each(@skus) k JOIN selling_uoms s ON s.sku = k.value
    JOIN units_of_measure u ON u.code = s.uom ORDER BY s.sku, s.position`);
  const partNumbers = database.prepare<{ sku: string; part_number: string }>(`
    SELECT p.sku, p.part_number FROM json_each(@skus) k CROSS JOIN json_each(@lineage) l
    JOIN customer_part_numbers p ON p.sku = k.value AND p.account_id = l.value ORDER BY l.key DESC`);
  const permissions = database.prepare<{ sku: string; account_id: string; uom: string }>(`
    SELECT p.sku, p.account_id, p.uom FROM json_each(@skus) k CROSS JOIN json_each(@lineage) l
    JOIN uom_permissions p ON p.sku = k.value AND p.account_id = l.value ORDER BY l.key`);

  const withSellingUoms = (rows: readonly ItemRow[]): ItemRecord[] => {
    const units = sellingUoms.all({ skus: JSON.stringify(rows.map(({ sku }) => sku)) });
    const unitsBySku = groupBy(units, ({ sku }) => sku);
    return rows.map((row) => describeItem(row, unitsBySku.get(row.sku) ?? []));
  };

  return {
    itemsBySku: (skus) =>
      new Map(withSellingUoms(bySku.all({ skus: JSON.stringify(skus) })).map((item) => [item.sku, item])),
    listItems: ({ after, updatedSince, limit }) => withSellingUoms(page.all({ after, updatedSince, limit })),
    partNumbersBySku(skus, lineage) {
      const rows = partNumbers.all({ skus: JSON.stringify(skus), lineage: JSON.stringify(lineage) });
      // From far to near: the nearest is written last.
      return new Map(rows.map((row) => [row.sku, row.part_number]));
    },
    permittedUomsBySku(skus, lineage) {
      const rows = permissions.all({ skus: JSON.stringify(skus), lineage: JSON.stringify(lineage) });
      const nearest = new Map<string, { accountId: string; uoms: Set<string> }>();
      for (const { sku, account_id: accountId, uom } of rows) {
        const limits = nearest.get(sku) ?? { accountId, uoms: new Set() };
        if (limits.accountId === accountId) nearest.set(sku, { accountId, uoms: limits.uoms.add(uom) });
      }
      return new Map([...nearest].map(([sku, { uoms }]) => [sku, uoms]));
    },
  };
}

interface ItemRow {
  sku: string;
  description: string;
  status: ItemRecord['status'];
  type: ItemRecord['type'];
  base_uom: string;
  base_name: string;
  base_unece: string | null;
  base_decimals: number;
  hs_code: string | null;
  country_of_origin: string | null;
  is_backorder_allowed: number;
  low_stock_threshold: string | null;
  drop_ship_warehouse: string | null;
  lead_time_business_days: number | null;
  lead_time_basis: NonNullable<ItemRecord['leadTime']>['basis'] | null;
  price_on_request_reason: string | null;
  updated_at: string;
}

interface SellingUomRow extends Omit<UnitOfMeasure, 'code'> {
  sku: string;
  uom: string;
  numerator: string;
  denominator: string;
  is_default: number;
  minimum_order_quantity: string;
  order_increment: string;
}

function describeItem(row: ItemRow, units: readonly SellingUomRow[]): ItemRecord {
  const { lead_time_business_days: businessDays, lead_time_basis: basis } = row;
  return {
    sku: row.sku,
    description: row.description,
    status: row.status,
    type: row.type,
    baseUom: { code: row.base_uom, name: row.base_name, unece: row.base_unece, decimals: row.base_decimals },
    sellingUoms: units.map((unit) => describeSellingUom(unit)),
    hsCode: row.hs_code,
    countryOfOrigin: row.country_of_origin,
    isBackorderAllowed: row.is_backorder_allowed === 1,
    lowStockThreshold: row.low_stock_threshold,
    dropShipWarehouse: row.drop_ship_warehouse,
    leadTime: businessDays === null || basis === null ? null : { businessDays, basis },
    priceOnRequestReason: row.price_on_request_reason,
    updatedAt: row.updated_at,
  };
}

function describeSellingUom(row: SellingUomRow): SellingUom {
  return {
    uom: { code: row.uom, name: row.name, unece: row.unece, decimals: row.decimals },
    numerator: row.numerator,
    denominator: row.denominator,
    isDefault: row.is_default === 1,
    minimumOrderQuantity: row.minimum_order_quantity,
    orderIncrement: row.order_increment,
  };
}

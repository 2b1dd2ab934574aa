// An order as the tables beside this write it: in days from today, with the quantities that stand for its history.
import type { WarehouseCode } from '../trading/warehouses.ts';

export interface OrderRecord {
  /** `SO-<number>`. */
  number: number;
  accountId: string;
  placedDaysAgo: number;
  /** `hh:mm`, UTC. */
  placedAt: string;
  placedBy: string;
  poNumber?: string;
  /** As the OMS calls it. */
  sourceStatus: string;
  currencyCode?: string;
  requestedInDays?: number;
  /** An address id of the account; its default ship-to address when absent. */
  shipTo?: string;
  holds?: readonly { type: 'CREDIT' | 'PRICE' | 'MANUAL'; daysAgo: number; message: string }[];
  lines: readonly OrderLineRecord[];
  shipments?: readonly ShipmentRecord[];
}

/** Quantities are in the unit of the line. What has shipped is told by the shipments. */
export interface OrderLineRecord {
  sku: string;
  uom: string;
  quantity: string;
  /** Net price of as many base units as the item's list price is for. */
  price: string;
  allocated?: readonly (readonly [warehouse: WarehouseCode, quantity: string])[];
  backordered?: string;
  expectedInDays?: number;
  cancelled?: string;
  returned?: string;
  projectId?: string;
  substitution?: { originalSku: string; status: 'PROPOSED' | 'ACCEPTED' | 'REJECTED' };
}

export interface ShipmentRecord {
  warehouse: WarehouseCode;
  carrier?: string;
  trackingNumber?: string;
  /** Absent while the goods are being picked. */
  shippedDaysAgo?: number;
  deliveredDaysAgo?: number;
  lines: readonly (readonly [lineNumber: number, quantity: string])[];
}

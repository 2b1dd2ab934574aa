// Fills an empty OMS with orders placed elsewhere.
import type { SystemDatabase } from '../../server/database.ts';
import { findOrderFaults } from '../rules/order-faults.ts';
import type { OmsSeed } from '../seed.ts';
import type { OrderStore } from './order-store.ts';

const reportedFaults = 20;

/** Imports all orders or none. Does nothing when there is an order already; throws when orders do not add up. */
export function importOrders(database: SystemDatabase, store: OrderStore, { orders }: OmsSeed): void {
  database.transaction(() => {
    if (database.prepare<{ id: string }>('SELECT id FROM orders LIMIT 1').first() !== undefined) return;
    const faults = orders.flatMap(findOrderFaults);
    if (faults.length > 0) {
      throw new Error(`The orders cannot be imported:\n${faults.slice(0, reportedFaults).join('\n')}`);
    }
    for (const order of orders) store.importOrder(order);
  });
}

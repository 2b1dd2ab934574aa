// All orders, oldest number first.
import { acmeOrders } from './acme-orders.ts';
import type { OrderRecord } from './order-record.ts';
import { otherOrders } from './other-orders.ts';

export const orders: readonly OrderRecord[] = [...acmeOrders, ...otherOrders].toSorted(
  (one, other) => one.number - other.number,
);

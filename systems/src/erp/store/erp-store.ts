// All that the embedded ERP keeps, by capability, over one database.
import type { SystemDatabase } from '../../server/database.ts';
import { type AccountStore, createAccountStore } from './account-store.ts';
import { type ItemStore, createItemStore } from './item-store.ts';
import { type PriceStore, createPriceStore } from './price-store.ts';
import { type ReservationStore, createReservationStore } from './reservation-store.ts';
import { type StockStore, createStockStore } from './stock-store.ts';

export interface ErpStore {
  readonly items: ItemStore;
  readonly prices: PriceStore;
  readonly stock: StockStore;
  readonly accounts: AccountStore;
  readonly reservations: ReservationStore;
  /** Runs `work` in one write transaction; rolls back when it throws. */
  readonly transaction: SystemDatabase['transaction'];
}

export function createErpStore(database: SystemDatabase): ErpStore {
  return {
    items: createItemStore(database),
    prices: createPriceStore(database),
    stock: createStockStore(database),
    accounts: createAccountStore(database),
    reservations: createReservationStore(database),
    transaction: (work) => database.transaction(work),
  };
}

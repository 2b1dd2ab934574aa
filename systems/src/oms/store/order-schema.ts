// The tables of the OMS, as migrations: published ones are never edited.
import { outboxTables } from '../../events/outbox-tables.ts';

/**
 * An order is one document, with columns beside it for what is searched. `stage` is PENDING from the moment an order is
 * recorded until its buyer could have been answered; only PLACED orders are seen, and only PENDING ones may be withdrawn.
 * A row of `reservations_due` is an order whose stock the ERP has not confirmed yet. Times are in milliseconds.
 */
export const orderMigrations: readonly string[] = [
  `
  CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    order_number TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL,
    po_number TEXT,
    placed_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('PENDING', 'PLACED')),
    change_number INTEGER NOT NULL UNIQUE,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX orders_by_account ON orders (account_id, placed_at DESC, id DESC) WHERE stage = 'PLACED';

  CREATE TABLE order_skus (
    sku TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    PRIMARY KEY (order_id, sku)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE submissions (
    account_id TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    order_id TEXT NOT NULL UNIQUE REFERENCES orders (id) ON DELETE CASCADE,
    PRIMARY KEY (account_id, idempotency_key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE reservations_due (
    order_id TEXT PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    request TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO counters (name, value) VALUES ('order_number', 100000), ('change_number', 0);
  `,
  // What a submission means where it says nothing: without it, a repeated one could not be told from another.
  `ALTER TABLE submissions ADD COLUMN defaults TEXT NOT NULL DEFAULT '{"uoms":[]}'`,
  // What is announced to whom.
  outboxTables,
];

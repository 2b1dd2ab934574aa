// The tables of the embedded ERP, as migrations: published ones are never edited, changes are appended.
import { outboxTables } from '../../events/outbox-tables.ts';
import { changeViews } from './change-triggers.ts';

/**
 * Decimals are TEXT: SQLite's numbers are binary floats. Instants are TEXT with milliseconds and `Z`, so that they compare
 * as they sort. The tiers of a price are one JSON text because they are only ever read whole.
 */
export const erpMigrations: readonly string[] = [
  `
  CREATE TABLE units_of_measure (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, unece TEXT, decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 6)
  ) STRICT;

  CREATE TABLE payment_terms (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, net_days INTEGER NOT NULL, discount_percent TEXT, discount_days INTEGER
  ) STRICT;

  CREATE TABLE customer_groups (code TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;

  CREATE TABLE price_lists (code TEXT PRIMARY KEY, name TEXT NOT NULL, currency_code TEXT NOT NULL) STRICT;

  CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    account_number TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    currency_code TEXT NOT NULL,
    language TEXT NOT NULL,
    parent_id TEXT REFERENCES accounts (id) CHECK (parent_id <> id),
    customer_group TEXT REFERENCES customer_groups (code),
    payment_terms TEXT REFERENCES payment_terms (code),
    preferred_warehouse TEXT REFERENCES warehouses (code),
    is_po_number_required INTEGER NOT NULL,
    is_ship_complete_only INTEGER NOT NULL,
    are_backorders_allowed INTEGER NOT NULL,
    are_substitutions_allowed INTEGER NOT NULL,
    credit_limit TEXT,
    balance TEXT NOT NULL,
    on_order TEXT NOT NULL,
    overdue TEXT NOT NULL,
    is_on_credit_hold INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX accounts_by_parent ON accounts (parent_id);

  CREATE TABLE account_price_lists (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    position INTEGER NOT NULL,
    price_list TEXT NOT NULL REFERENCES price_lists (code),
    PRIMARY KEY (account_id, position)
  ) STRICT;

  CREATE TABLE addresses (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    is_default INTEGER NOT NULL,
    name TEXT NOT NULL,
    lines TEXT NOT NULL,
    city TEXT NOT NULL,
    region TEXT,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    PRIMARY KEY (account_id, id)
  ) STRICT;

  CREATE TABLE warehouses (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    city TEXT,
    country TEXT,
    account_id TEXT REFERENCES accounts (id),
    CHECK ((type = 'CONSIGNMENT') = (account_id IS NOT NULL))
  ) STRICT;

  CREATE TABLE items (
    sku TEXT PRIMARY KEY,
    description TEXT NOT NULL,
    status TEXT NOT NULL,
    type TEXT NOT NULL,
    base_uom TEXT NOT NULL REFERENCES units_of_measure (code),
    hs_code TEXT,
    country_of_origin TEXT,
    is_backorder_allowed INTEGER NOT NULL,
    low_stock_threshold TEXT,
    drop_ship_warehouse TEXT REFERENCES warehouses (code),
    lead_time_business_days INTEGER,
    lead_time_basis TEXT,
    price_on_request_reason TEXT,
    updated_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE selling_uoms (
    sku TEXT NOT NULL REFERENCES items (sku),
    uom TEXT NOT NULL REFERENCES units_of_measure (code),
    position INTEGER NOT NULL,
    numerator TEXT NOT NULL,
    denominator TEXT NOT NULL,
    is_default INTEGER NOT NULL,
    minimum_order_quantity TEXT NOT NULL,
    order_increment TEXT NOT NULL,
    PRIMARY KEY (sku, uom)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE customer_part_numbers (
    sku TEXT NOT NULL REFERENCES items (sku),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    part_number TEXT NOT NULL,
    PRIMARY KEY (sku, account_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE uom_permissions (
    sku TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    uom TEXT NOT NULL,
    PRIMARY KEY (sku, account_id, uom),
    FOREIGN KEY (sku, uom) REFERENCES selling_uoms (sku, uom)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE agreements (
    number TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    covers_children INTEGER NOT NULL,
    currency_code TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT
  ) STRICT;
  CREATE INDEX agreements_by_account ON agreements (account_id);

  CREATE TABLE projects (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    currency_code TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT
  ) STRICT;

  CREATE TABLE prices (
    id INTEGER PRIMARY KEY,
    sku TEXT NOT NULL REFERENCES items (sku),
    price_list TEXT REFERENCES price_lists (code),
    promotion_code TEXT CHECK (promotion_code IS NULL OR price_list IS NOT NULL),
    customer_group TEXT REFERENCES customer_groups (code),
    agreement TEXT REFERENCES agreements (number),
    project TEXT REFERENCES projects (id),
    currency_code TEXT NOT NULL,
    basis_quantity TEXT NOT NULL,
    tiers TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    remaining_quantity TEXT,
    CHECK ((price_list IS NOT NULL) + (customer_group IS NOT NULL) + (agreement IS NOT NULL) + (project IS NOT NULL) = 1)
  ) STRICT;
  CREATE INDEX prices_by_sku ON prices (sku);

  CREATE TABLE stock_levels (
    sku TEXT NOT NULL REFERENCES items (sku),
    warehouse TEXT NOT NULL REFERENCES warehouses (code),
    on_hand TEXT NOT NULL,
    reserved TEXT NOT NULL,
    PRIMARY KEY (sku, warehouse)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE future_supplies (
    id INTEGER PRIMARY KEY,
    sku TEXT NOT NULL,
    warehouse TEXT NOT NULL,
    date TEXT NOT NULL,
    quantity TEXT NOT NULL,
    type TEXT NOT NULL,
    FOREIGN KEY (sku, warehouse) REFERENCES stock_levels (sku, warehouse)
  ) STRICT;
  CREATE INDEX future_supplies_by_place ON future_supplies (sku, warehouse, date);

  CREATE TABLE reservations (
    reference TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    request TEXT NOT NULL,
    answer TEXT NOT NULL,
    value TEXT NOT NULL
  ) STRICT;

  CREATE TABLE reserved_quantities (
    reference TEXT NOT NULL REFERENCES reservations (reference) ON DELETE CASCADE,
    sku TEXT NOT NULL,
    warehouse TEXT NOT NULL,
    quantity TEXT NOT NULL,
    PRIMARY KEY (reference, sku, warehouse)
  ) STRICT, WITHOUT ROWID;
  `,
  // `called_off`: what reservations hold of `remaining_quantity`, which stays as it was agreed.
  `
  ALTER TABLE prices ADD COLUMN called_off TEXT NOT NULL DEFAULT '0';

  CREATE TABLE called_off_quantities (
    reference TEXT NOT NULL REFERENCES reservations (reference) ON DELETE CASCADE,
    price_id INTEGER NOT NULL REFERENCES prices (id),
    quantity TEXT NOT NULL,
    PRIMARY KEY (reference, price_id)
  ) STRICT, WITHOUT ROWID;
  `,
  // What is announced to whom.
  outboxTables + changeViews,
];

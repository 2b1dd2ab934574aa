// The migrations of the PIM's database: published ones are never edited, changes are appended.
import { outboxTables } from '../../events/outbox-tables.ts';
import { changeViews } from './change-triggers.ts';

/**
 * What is small (attributes, families, categories and the like) is one table of documents that are read into
 * memory at start; what grows with the catalogue has tables of its own. Values of variants are stored with those of
 * their product models already merged in, because every read wants them so.
 *
 * Within a row the long columns come last, so that a filter on a short one does not read past them.
 *
 * `product_categories` holds a row for each category a product is in *and each category above it*: everything below
 * a category is then one range of the primary key, in the order of the pages.
 */
export const migrations = [
  `
  CREATE TABLE structure (
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    position INTEGER NOT NULL,
    updated TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (kind, code)
  ) WITHOUT ROWID;

  CREATE TABLE product_models (
    code TEXT NOT NULL COLLATE NOCASE PRIMARY KEY,
    family TEXT NOT NULL,
    family_variant TEXT NOT NULL,
    parent TEXT COLLATE NOCASE,
    root_parent TEXT COLLATE NOCASE,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    lineage_updated TEXT NOT NULL,
    categories TEXT NOT NULL,
    "values" TEXT NOT NULL,
    associations TEXT NOT NULL,
    quantified_associations TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX product_models_by_parent ON product_models (parent, code);
  CREATE INDEX product_models_by_family ON product_models (family, code);

  CREATE TABLE product_model_categories (
    category TEXT NOT NULL,
    code TEXT NOT NULL COLLATE NOCASE,
    is_direct INTEGER NOT NULL,
    PRIMARY KEY (category, code)
  ) WITHOUT ROWID;

  CREATE TABLE products (
    uuid TEXT NOT NULL PRIMARY KEY,
    identifier TEXT NOT NULL COLLATE NOCASE UNIQUE,
    enabled INTEGER NOT NULL,
    family TEXT NOT NULL,
    parent TEXT COLLATE NOCASE,
    root_parent TEXT COLLATE NOCASE,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    lineage_updated TEXT NOT NULL,
    categories TEXT NOT NULL,
    completenesses TEXT NOT NULL,
    "values" TEXT NOT NULL,
    associations TEXT NOT NULL,
    quantified_associations TEXT NOT NULL
  );
  CREATE INDEX products_by_family ON products (family, uuid);
  CREATE INDEX products_by_parent ON products (parent, uuid) WHERE parent IS NOT NULL;
  CREATE INDEX products_by_root_parent ON products (root_parent, uuid) WHERE root_parent IS NOT NULL;
  CREATE INDEX products_by_lineage_updated ON products (lineage_updated);

  CREATE TABLE product_categories (
    category TEXT NOT NULL,
    uuid TEXT NOT NULL,
    is_direct INTEGER NOT NULL,
    PRIMARY KEY (category, uuid)
  ) WITHOUT ROWID;

  CREATE TABLE product_options (
    attribute TEXT NOT NULL,
    option TEXT NOT NULL,
    uuid TEXT NOT NULL,
    PRIMARY KEY (attribute, option, uuid)
  ) WITHOUT ROWID;

  CREATE TABLE assets (
    asset_family TEXT NOT NULL,
    code TEXT NOT NULL COLLATE NOCASE,
    "values" TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (asset_family, code)
  ) WITHOUT ROWID;

  CREATE TABLE media_files (
    code TEXT NOT NULL PRIMARY KEY,
    original_filename TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    title TEXT NOT NULL,
    lines TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE tokens (
    hash TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('access', 'refresh')),
    expires_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  // What is announced to whom.
  outboxTables + changeViews,
];

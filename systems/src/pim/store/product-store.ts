// Reads products and product models.
import type { SqlParameters, SystemDatabase } from '../../server/database.ts';
import type { Completeness } from './calculate-completenesses.ts';
import type { StoredAssociations, StoredQuantifiedAssociations } from './resolve-associations.ts';
import type { StoredValues } from './standardize-values.ts';

/** What products and product models have in common. */
interface StoredEntity {
  /** Primary key, by which lists are sorted: UUID of a product, code of a product model. */
  key: string;
  family: string;
  parent: string | null;
  rootParent: string | null;
  /** Own and inherited, as all below. */
  categories: string[];
  values: StoredValues;
  associations: StoredAssociations;
  quantifiedAssociations: StoredQuantifiedAssociations;
  created: string;
  updated: string;
}

export interface StoredProduct extends StoredEntity {
  identifier: string;
  isEnabled: boolean;
  completenesses: Completeness[];
}

export interface StoredProductModel extends StoredEntity {
  familyVariant: string;
}

/** A table of keys by something else, and the SQL over `i` that picks a stretch of it: each key once, in order. */
export interface IndexRange {
  table: 'product_categories' | 'product_model_categories' | 'product_options';
  where: string;
}

export interface Selection {
  /** SQL over `e`; all must hold. */
  conditions: string[];
  parameters: SqlParameters;
  /** Keeps only what is in this range, by walking it rather than the whole table. */
  range?: IndexRange | undefined;
}

export interface Page extends Selection {
  limit: number;
  /** Only what comes after this key. */
  after?: string | undefined;
  /** Default 0. */
  offset?: number;
}

export interface EntityStore<Entity extends StoredEntity> {
  /** In the order of the key. */
  list: (page: Page) => Entity[];
  count: (selection: Selection) => number;
}

export interface ProductStore extends EntityStore<StoredProduct> {
  findByUuid: (uuid: string) => StoredProduct | undefined;
  findByIdentifier: (identifier: string) => StoredProduct | undefined;
  listFamiliesInUse: () => string[];
}

export interface ProductModelStore extends EntityStore<StoredProductModel> {
  findByCode: (code: string) => StoredProductModel | undefined;
  has: (code: string) => boolean;
}

export function createProductStore(database: SystemDatabase): ProductStore {
  const { list, count } = createEntityStore(database, 'products', 'uuid', readProduct);
  const byUuid = database.prepare<EntityRow>('SELECT uuid AS key, * FROM products WHERE uuid = @key');
  const byIdentifier = database.prepare<EntityRow>('SELECT uuid AS key, * FROM products WHERE identifier = @key');
  const families = database.prepare<{ family: string }>('SELECT DISTINCT family FROM products');
  return {
    list,
    count,
    findByUuid: (uuid) => readFirst(byUuid.first({ key: uuid.toLowerCase() }), readProduct),
    findByIdentifier: (identifier) => readFirst(byIdentifier.first({ key: identifier }), readProduct),
    listFamiliesInUse: () => families.all().map((row) => row.family),
  };
}

export function createProductModelStore(database: SystemDatabase): ProductModelStore {
  const { list, count } = createEntityStore(database, 'product_models', 'code', readProductModel);
  const byCode = database.prepare<EntityRow>('SELECT code AS key, * FROM product_models WHERE code = @key');
  const findByCode = (code: string) => readFirst(byCode.first({ key: code }), readProductModel);
  return { list, count, findByCode, has: (code) => findByCode(code) !== undefined };
}

/** The columns of both tables; those of the other are missing from a row. */
interface EntityRow {
  key: string;
  identifier: string;
  enabled: number;
  family: string;
  family_variant: string;
  parent: string | null;
  root_parent: string | null;
  categories: string;
  values: string;
  associations: string;
  quantified_associations: string;
  completenesses: string;
  created: string;
  updated: string;
}

function createEntityStore<Entity extends StoredEntity>(
  database: SystemDatabase,
  table: 'products' | 'product_models',
  key: 'uuid' | 'code',
  read: (row: EntityRow) => Entity,
): EntityStore<Entity> {
  // The cross join keeps SQLite from turning the two around.
  const from = (range: IndexRange | undefined) =>
    range === undefined ? `${table} AS e` : `${range.table} AS i CROSS JOIN ${table} AS e ON e.${key} = i.${key}`;
  const where = (conditions: string[]) => (conditions.length === 0 ? '' : `WHERE ${conditions.join('\n AND ')}`);
  return {
    list({ conditions, parameters, range, limit, after, offset = 0 }) {
      const order = range === undefined ? `e.${key}` : `i.${key}`;
      const all = [
        ...(range === undefined ? [] : [range.where]),
        ...(after === undefined ? [] : [`${order} > @after`]),
        ...conditions,
      ];
      const rows = database
        .prepare<EntityRow>(
          `SELECT e.${key} AS key, e.* FROM ${from(range)} ${where(all)} ORDER BY ${order} LIMIT @limit OFFSET @offset`,
        )
        .all({ ...parameters, after: after ?? null, limit, offset });
      return rows.map(read);
    },
    count({ conditions, parameters, range }) {
      const all = [...(range === undefined ? [] : [range.where]), ...conditions];
      const sql = `SELECT count(*) AS total FROM ${from(range)} ${where(all)}`;
      return database.prepare<{ total: number }>(sql).first(parameters)?.total ?? 0;
    },
  };
}

function readFirst<Entity>(row: EntityRow | undefined, read: (row: EntityRow) => Entity): Entity | undefined {
  return row === undefined ? undefined : read(row);
}

function readEntity(row: EntityRow): StoredEntity {
  return {
    key: row.key,
    family: row.family,
    parent: row.parent,
    rootParent: row.root_parent,
    categories: JSON.parse(row.categories) as string[],
    values: JSON.parse(row.values) as StoredValues,
    associations: JSON.parse(row.associations) as StoredAssociations,
    quantifiedAssociations: JSON.parse(row.quantified_associations) as StoredQuantifiedAssociations,
    created: row.created,
    updated: row.updated,
  };
}

function readProduct(row: EntityRow): StoredProduct {
  return {
    ...readEntity(row),
    identifier: row.identifier,
    isEnabled: row.enabled === 1,
    completenesses: JSON.parse(row.completenesses) as Completeness[],
  };
}

function readProductModel(row: EntityRow): StoredProductModel {
  return { ...readEntity(row), familyVariant: row.family_variant };
}

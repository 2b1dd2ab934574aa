// What the PIM announces: products, both ends of a relationship, categories and assets.
import { announce, type ChangeTrigger, watchRows } from '../../events/change-trigger.ts';

/** A view that the triggers read: each category with itself and all below it. */
export const changeViews = `
  CREATE VIEW category_branches (top, code) AS
  WITH RECURSIVE branches (top, code) AS (
    SELECT code, code FROM structure WHERE kind = 'category'
    UNION
    SELECT b.top, s.code FROM branches b
    JOIN structure s ON s.kind = 'category' AND s.document ->> 'parent' = b.code COLLATE NOCASE
  )
  SELECT top, code FROM branches;
`;

const productUpdated = (from: string, identifier = 'identifier') =>
  announce('pim.product.updated', [`'product'`, identifier], from);
const categoryUpdated = (code: string, from?: string) => announce('pim.category.updated', [`'category'`, code], from);
const assetUpdated = (code: string, from?: string) => announce('pim.asset.updated', [`'asset'`, code], from);

/** Which products a document of the structure says something about. Kinds that are not here say it about all of them. */
const structureEvents = (row: 'OLD' | 'NEW') => {
  const document = (property: string) => `${row}.document ->> '${property}'`;
  const otherKinds = `('category', 'family', 'attribute_option', 'asset_family', 'asset_attribute', 'asset_attribute_option')`;
  const assetFamily = `CASE ${row}.kind WHEN 'asset_family' THEN ${row}.code ELSE ${document('asset_family')} END`;
  return [
    categoryUpdated('code', `FROM category_branches WHERE ${row}.kind = 'category' AND top = ${row}.code`),
    categoryUpdated(`${row}.code`, `WHERE ${row}.kind = 'category'`),
    // The one above lists it.
    categoryUpdated(document('parent'), `WHERE ${row}.kind = 'category' AND ${document('parent')} IS NOT NULL`),
    productUpdated(`FROM products WHERE ${row}.kind = 'family' AND family = ${row}.code`),
    productUpdated(
      `FROM product_options o JOIN products p ON p.uuid = o.uuid
       WHERE ${row}.kind = 'attribute_option' AND o.attribute = ${document('attribute')} AND o.option = ${document('code')}`,
      'p.identifier',
    ),
    assetUpdated(
      'code',
      `FROM assets WHERE ${row}.kind IN ('asset_family', 'asset_attribute', 'asset_attribute_option')
       AND asset_family = ${assetFamily}`,
    ),
    productUpdated(`FROM products WHERE ${row}.kind NOT IN ${otherKinds}`),
  ];
};

/** The products at the other end of the relationships of a product. */
const relatedProducts = (row: 'OLD' | 'NEW', column: 'associations' | 'quantified_associations') => {
  const model = column === 'associations' ? 'e.value' : `e.value ->> 'code'`;
  return [
    productUpdated(
      `FROM json_each(${row}.${column}) t, json_each(t.value, '$.products') e`,
      `e.value ->> 'identifier'`,
    ),
    productUpdated(
      `FROM json_each(${row}.${column}) t, json_each(t.value, '$.product_models') e
       JOIN products p ON p.parent = ${model} OR p.root_parent = ${model}`,
      'p.identifier',
    ),
  ];
};

/** An import into an empty database is no change: nobody can have read what was not there. */
export const pimChangeTriggers: readonly ChangeTrigger[] = [
  ...watchRows('products', (row) => [announce('pim.product.updated', [`'product'`, `${row}.identifier`])]),
  ...watchRows(
    'products',
    (row) => [...relatedProducts(row, 'associations'), ...relatedProducts(row, 'quantified_associations')],
    ['identifier', 'enabled', 'associations', 'quantified_associations'],
  ),
  // The variants of a product model list each other, and categories list what is sold.
  ...watchRows(
    'products',
    (row) => [
      productUpdated(`FROM products WHERE parent = ${row}.parent`),
      productUpdated(`FROM products WHERE root_parent = ${row}.root_parent`),
      categoryUpdated('category', `FROM product_categories WHERE uuid = ${row}.uuid`),
    ],
    ['identifier', 'enabled', 'parent', 'root_parent'],
  ),
  ...watchRows('product_categories', (row) => [categoryUpdated(`${row}.category`)]),
  ...watchRows('product_models', (row) => [
    productUpdated(`FROM products WHERE parent = ${row}.code`),
    productUpdated(`FROM products WHERE root_parent = ${row}.code`),
  ]),
  ...watchRows('assets', (row) => [assetUpdated(`${row}.code`)]),
  ...watchRows('media_files', (row) => [
    assetUpdated('code', `FROM assets WHERE instr("values", json_quote(${row}.code)) > 0`),
  ]),
  ...watchRows('structure', structureEvents),
];

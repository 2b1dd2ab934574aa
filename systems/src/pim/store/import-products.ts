// Imports products, variants with what they inherit from their product models.
import type { SeedProduct } from '../seed.ts';
import { calculateCompletenesses } from './calculate-completenesses.ts';
import { createCategoryWriter, listCategories } from './category-rows.ts';
import type { FamilyDocument } from './documents.ts';
import { formatTimestamp } from './format-timestamp.ts';
import type { ImportedAssets } from './import-assets.ts';
import type { ImportedModel } from './import-product-models.ts';
import type { ImportContext } from './import-context.ts';
import { resolveAssociations, resolveQuantifiedAssociations } from './resolve-associations.ts';
import { createRowWriter } from './row-writer.ts';
import { standardizeValues, type StoredValues } from './standardize-values.ts';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function importProducts(
  { database, seed, structure, targets, mirrored }: ImportContext,
  assets: ImportedAssets,
  models: ReadonlyMap<string, ImportedModel>,
): void {
  const insert = database.prepare(`
    INSERT INTO products (uuid, identifier, enabled, family, parent, root_parent, categories, "values", associations,
      quantified_associations, completenesses, created, updated, lineage_updated)
    VALUES (@uuid, @identifier, @enabled, @family, @parent, @rootParent, @categories, @values, @associations,
      @quantifiedAssociations, @completenesses, @created, @updated, @lineageUpdated)`);
  const categoryRows = createCategoryWriter(database, 'product_categories', 'uuid', structure);
  const optionRows = createRowWriter(database, 'product_options', ['attribute', 'option', 'uuid']);
  const indexedAttributes = structure
    .list('attribute')
    .map(({ document }) => document)
    .filter(({ type, localizable, scopable }) => isSelect(type) && !localizable && !scopable);
  const allowedByFamily = new Map<string, ReadonlySet<string>>();

  // In the order of the primary key: neighbours on a page are then neighbours in the file.
  for (const product of seed.products.toSorted((one, other) => (one.uuid < other.uuid ? -1 : 1))) {
    importProduct(product);
  }
  categoryRows.flush();
  optionRows.flush();

  function importProduct(product: SeedProduct): void {
    const owner = `Product "${product.identifier}"`;
    if (!uuidPattern.test(product.uuid))
      throw new Error(`${owner} has "${product.uuid}" for UUID: write it lower-case.`);
    const family = structure.find('family', product.family);
    if (family === undefined) throw new Error(`${owner} is of the unknown family "${product.family}".`);
    const parent = product.parent === null ? undefined : findParent(product, product.parent, owner);
    const allowed = parent === undefined ? attributesOf(family) : lowestLevel(parent);
    const own = standardizeValues(product.values, allowed, { structure, hasAsset: assets.has }, owner);
    const values = { ...parent?.values, ...own };
    const categories = listCategories([...(parent?.categories ?? []), ...product.categories], structure, owner);
    const lineage = parent?.lineage ?? [];
    const updated = formatTimestamp(product.updated);

    insert.run({
      uuid: product.uuid,
      identifier: product.identifier,
      enabled: product.enabled ? 1 : 0,
      family: family.code,
      parent: parent?.code ?? null,
      rootParent: parent?.rootCode ?? null,
      categories: JSON.stringify(categories),
      values: JSON.stringify(values),
      associations: JSON.stringify(
        resolveAssociations(
          [
            product.associations,
            mirrored.ofProduct(product.identifier),
            ...lineage.flatMap((model) => [model.associations, mirrored.ofProductModel(model.code)]),
          ],
          targets,
          owner,
        ),
      ),
      quantifiedAssociations: JSON.stringify(
        resolveQuantifiedAssociations(
          [product.quantifiedAssociations, ...lineage.map((model) => model.quantifiedAssociations)],
          targets,
          owner,
        ),
      ),
      completenesses: JSON.stringify(calculateCompletenesses(family.code, values, structure)),
      created: formatTimestamp(product.created),
      updated,
      lineageUpdated: [updated, parent?.lineageUpdated ?? ''].toSorted().at(-1) ?? updated,
    });
    categoryRows.add(product.uuid, categories);
    addOptionRows(product.uuid, values);
  }

  function addOptionRows(uuid: string, values: StoredValues): void {
    for (const attribute of indexedAttributes) {
      const options = (values[attribute.code] ?? []).flatMap((value) => value.data);
      for (const option of new Set(options)) {
        if (typeof option === 'string') optionRows.add(attribute.code, option, uuid);
      }
    }
  }

  function attributesOf(family: FamilyDocument): ReadonlySet<string> {
    const known = allowedByFamily.get(family.code) ?? new Set(family.attributes);
    allowedByFamily.set(family.code, known);
    return known;
  }

  function findParent(product: SeedProduct, code: string, owner: string): ImportedModel {
    const parent = models.get(code);
    if (parent === undefined) throw new Error(`${owner} has the unknown parent "${code}".`);
    if (parent.familyVariant.family !== product.family) {
      throw new Error(`${owner} must be of the family of its parent, "${parent.familyVariant.family}".`);
    }
    if (parent.depth !== parent.familyVariant.variant_attribute_sets.length - 1) {
      throw new Error(`${owner} has the parent "${code}", which has product models below it, not products.`);
    }
    return parent;
  }
}

function lowestLevel(parent: ImportedModel): ReadonlySet<string> {
  return new Set(parent.familyVariant.variant_attribute_sets.at(-1)?.attributes ?? []);
}

function isSelect(type: string): boolean {
  return type === 'pim_catalog_simpleselect' || type === 'pim_catalog_multiselect';
}

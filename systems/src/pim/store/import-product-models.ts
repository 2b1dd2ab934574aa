// Imports product models, each with what it inherits from the one above it.
import type { SeedProductModel } from '../seed.ts';
import { createCategoryWriter, listCategories } from './category-rows.ts';
import type { FamilyVariantDocument } from './documents.ts';
import { formatTimestamp } from './format-timestamp.ts';
import type { ImportedAssets } from './import-assets.ts';
import type { ImportContext } from './import-context.ts';
import { resolveAssociations, resolveQuantifiedAssociations } from './resolve-associations.ts';
import { standardizeValues, type StoredValues } from './standardize-values.ts';

/** A product model as its children see it. */
export interface ImportedModel {
  code: string;
  familyVariant: FamilyVariantDocument;
  rootCode: string;
  /** 0 for a root product model, 1 for one below a root. */
  depth: number;
  /** Own and inherited. */
  categories: string[];
  /** Own and inherited. */
  values: StoredValues;
  /** The seeds of itself and of the one above it. */
  lineage: SeedProductModel[];
  /** The latest change of itself or of the one above it. */
  lineageUpdated: string;
}

export function importProductModels(
  { database, seed, structure, targets, mirrored }: ImportContext,
  assets: ImportedAssets,
): Map<string, ImportedModel> {
  const insert = database.prepare(`
    INSERT INTO product_models (code, family, family_variant, parent, root_parent, categories, "values", associations,
      quantified_associations, created, updated, lineage_updated)
    VALUES (@code, @family, @familyVariant, @parent, @rootParent, @categories, @values, @associations,
      @quantifiedAssociations, @created, @updated, @lineageUpdated)`);
  const categoryRows = createCategoryWriter(database, 'product_model_categories', 'code', structure);
  const imported = new Map<string, ImportedModel>();
  const seedByCode = new Map(seed.productModels.map((model) => [model.code, model]));

  for (const model of seed.productModels) importModel(model);
  categoryRows.flush();
  return imported;

  function importModel(model: SeedProductModel): ImportedModel {
    const done = imported.get(model.code);
    if (done !== undefined) return done;
    const owner = `Product model "${model.code}"`;
    const familyVariant = structure.find('family_variant', model.familyVariant);
    if (familyVariant === undefined) {
      throw new Error(`${owner} has the unknown family variant "${model.familyVariant}".`);
    }
    const parent = model.parent === null ? undefined : importParent(model, model.parent, owner);
    if (parent !== undefined && parent.familyVariant.code !== familyVariant.code) {
      throw new Error(`${owner} must have the family variant of its parent, "${parent.familyVariant.code}".`);
    }
    const depth = parent === undefined ? 0 : parent.depth + 1;
    // The lowest level of a family variant is held by products.
    if (depth >= familyVariant.variant_attribute_sets.length) {
      throw new Error(`${owner} is too deep: the family variant "${familyVariant.code}" puts products at its level.`);
    }

    const allowed = new Set(
      depth === 0
        ? familyVariant.common_attributes
        : (familyVariant.variant_attribute_sets[depth - 1]?.attributes ?? []),
    );
    const own = standardizeValues(model.values, allowed, { structure, hasAsset: assets.has }, owner);
    const lineage = [model, ...(parent?.lineage ?? [])];
    const updated = formatTimestamp(model.updated);
    const entry: ImportedModel = {
      code: model.code,
      familyVariant,
      rootCode: parent?.rootCode ?? model.code,
      depth,
      categories: listCategories([...(parent?.categories ?? []), ...model.categories], structure, owner),
      values: { ...parent?.values, ...own },
      lineage,
      lineageUpdated: [updated, parent?.lineageUpdated ?? ''].toSorted().at(-1) ?? updated,
    };
    insert.run({
      code: model.code,
      family: familyVariant.family,
      familyVariant: familyVariant.code,
      parent: parent?.code ?? null,
      rootParent: parent?.rootCode ?? null,
      categories: JSON.stringify(entry.categories),
      values: JSON.stringify(entry.values),
      associations: JSON.stringify(
        resolveAssociations(
          lineage.flatMap((each) => [each.associations, mirrored.ofProductModel(each.code)]),
          targets,
          owner,
        ),
      ),
      quantifiedAssociations: JSON.stringify(
        resolveQuantifiedAssociations(
          lineage.map((each) => each.quantifiedAssociations),
          targets,
          owner,
        ),
      ),
      created: formatTimestamp(model.created),
      updated,
      lineageUpdated: entry.lineageUpdated,
    });
    categoryRows.add(model.code, entry.categories);
    imported.set(model.code, entry);
    return entry;
  }

  function importParent(model: SeedProductModel, parentCode: string, owner: string): ImportedModel {
    const parent = seedByCode.get(parentCode);
    if (parent === undefined || parent === model) {
      throw new Error(`${owner} has the unknown parent "${parentCode}".`);
    }
    if (parent.parent !== null && seedByCode.get(parent.parent)?.parent != null) {
      throw new Error(`${owner} is below more than two product models: there are at most two levels.`);
    }
    return importModel(parent);
  }
}

// Products and product models as the API answers them.
import type { StoredProduct, StoredProductModel } from '../store/product-store.ts';
import type { StoredAssociations, StoredQuantifiedAssociations } from '../store/resolve-associations.ts';
import type { StoredValues } from '../store/standardize-values.ts';
import type { Structure } from '../store/structure.ts';
import { answerValues, type ValueSelection } from './value-answer.ts';

/** How products are named: by UUID, also where they are associated, or by identifier. */
export type ProductNaming = 'uuid' | 'identifier';

export interface ProductAnswerOptions {
  naming: ProductNaming;
  values: ValueSelection;
  withCompletenesses: boolean;
  withQualityScores: boolean;
  structure: Structure;
}

export function answerProduct(product: StoredProduct, options: ProductAnswerOptions): Record<string, unknown> {
  const { naming, structure } = options;
  const identifierValue: StoredValues = {
    [structure.mainIdentifier.code]: [{ locale: null, scope: null, data: product.identifier }],
  };
  const values = naming === 'uuid' ? { ...identifierValue, ...product.values } : product.values;
  return {
    ...(naming === 'uuid' ? { uuid: product.key } : { identifier: product.identifier }),
    enabled: product.isEnabled,
    family: product.family,
    categories: product.categories,
    groups: [],
    parent: product.parent,
    root_parent: product.rootParent,
    values: answerValues(values, options.values, structure),
    created: product.created,
    updated: product.updated,
    associations: answerAssociations(product.associations, naming),
    quantified_associations: answerQuantifiedAssociations(product.quantifiedAssociations, naming),
    metadata: { workflow_status: 'working_copy' },
    // The quality of products is not assessed here, for which the API has the empty list.
    ...(options.withQualityScores ? { quality_scores: [] } : {}),
    ...(options.withCompletenesses ? { completenesses: product.completenesses } : {}),
  };
}

/** Products associated with a product model are named by identifier, always. */
export function answerProductModel(
  model: StoredProductModel,
  { values, withQualityScores, structure }: Pick<ProductAnswerOptions, 'values' | 'withQualityScores' | 'structure'>,
): Record<string, unknown> {
  return {
    code: model.key,
    family: model.family,
    family_variant: model.familyVariant,
    parent: model.parent,
    categories: model.categories,
    values: answerValues(model.values, values, structure),
    created: model.created,
    updated: model.updated,
    associations: answerAssociations(model.associations, 'identifier'),
    quantified_associations: answerQuantifiedAssociations(model.quantifiedAssociations, 'identifier'),
    metadata: { workflow_status: 'working_copy' },
    ...(withQualityScores ? { quality_scores: [] } : {}),
  };
}

function answerAssociations(associations: StoredAssociations, naming: ProductNaming): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(associations).map(([type, { products, product_models }]) => [
      type,
      { groups: [], products: products.map((product) => product[naming]), product_models },
    ]),
  );
}

function answerQuantifiedAssociations(
  associations: StoredQuantifiedAssociations,
  naming: ProductNaming,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(associations).map(([type, { products, product_models }]) => [
      type,
      {
        products: products.map((product) => ({ [naming]: product[naming], quantity: product.quantity })),
        product_models,
      },
    ]),
  );
}

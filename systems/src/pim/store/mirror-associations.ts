// Two-way associations: whoever is associated is associated back.
import type { PimSeed, SeedAssociations } from '../seed.ts';

export interface MirroredAssociations {
  ofProduct: (identifier: string) => SeedAssociations;
  ofProductModel: (code: string) => SeedAssociations;
}

/** What two-way association types add to products and product models on the other end. */
export function mirrorAssociations(seed: PimSeed): MirroredAssociations {
  const twoWay = new Set(seed.associationTypes.filter((type) => type.isTwoWay).map((type) => type.code));
  const products = new Map<string, SeedAssociations>();
  const productModels = new Map<string, SeedAssociations>();

  const add = (
    target: Map<string, SeedAssociations>,
    code: string,
    type: string,
    kind: 'products' | 'productModels',
    source: string,
  ): void => {
    const associations = target.get(code) ?? {};
    const ofType = (associations[type] ??= {});
    ofType[kind] = [...(ofType[kind] ?? []), source];
    target.set(code, associations);
  };
  const mirror = (source: string, kind: 'products' | 'productModels', associations: SeedAssociations): void => {
    for (const [type, associated] of Object.entries(associations)) {
      if (!twoWay.has(type)) continue;
      for (const identifier of associated.products ?? []) add(products, identifier, type, kind, source);
      for (const code of associated.productModels ?? []) add(productModels, code, type, kind, source);
    }
  };
  for (const product of seed.products) mirror(product.identifier, 'products', product.associations);
  for (const model of seed.productModels) mirror(model.code, 'productModels', model.associations);

  return {
    ofProduct: (identifier) => products.get(identifier) ?? {},
    ofProductModel: (code) => productModels.get(code) ?? {},
  };
}

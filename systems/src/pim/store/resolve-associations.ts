// Associations of the seed, which names products by identifier, as the PIM keeps and answers them.
import type { SeedAssociations, SeedQuantifiedAssociations } from '../seed.ts';
import type { Structure } from './structure.ts';

export interface AssociatedProduct {
  uuid: string;
  identifier: string;
}

/** By association type code. */
export type StoredAssociations = Record<string, { products: AssociatedProduct[]; product_models: string[] }>;

/** By association type code. */
export type StoredQuantifiedAssociations = Record<
  string,
  { products: (AssociatedProduct & { quantity: number })[]; product_models: { code: string; quantity: number }[] }
>;

/** Finds what an association points at. */
export interface AssociationTargets {
  structure: Structure;
  uuidByIdentifier: (identifier: string) => string | undefined;
  hasProductModel: (code: string) => boolean;
}

/**
 * @param own of the product itself and then of its product models: a variant has their associations too.
 * @throws when a type or target is unknown, or the type counts quantities.
 */
export function resolveAssociations(
  own: SeedAssociations[],
  targets: AssociationTargets,
  owner: string,
): StoredAssociations {
  const stored: StoredAssociations = {};
  for (const [type, associated] of own.flatMap((associations) => Object.entries(associations))) {
    requireType(type, false, targets.structure, owner);
    const entry = (stored[type] ??= { products: [], product_models: [] });
    for (const identifier of associated.products ?? []) {
      const product = findProduct(identifier, targets, owner);
      if (!entry.products.some((known) => known.uuid === product.uuid)) entry.products.push(product);
    }
    for (const code of associated.productModels ?? []) {
      requireProductModel(code, targets, owner);
      if (!entry.product_models.includes(code)) entry.product_models.push(code);
    }
  }
  return stored;
}

/** As `resolveAssociations`; where a product and its product model name the same product, its own quantity counts. */
export function resolveQuantifiedAssociations(
  own: SeedQuantifiedAssociations[],
  targets: AssociationTargets,
  owner: string,
): StoredQuantifiedAssociations {
  const stored: StoredQuantifiedAssociations = {};
  for (const [type, associated] of own.flatMap((associations) => Object.entries(associations))) {
    requireType(type, true, targets.structure, owner);
    const entry = (stored[type] ??= { products: [], product_models: [] });
    for (const { identifier, quantity } of associated.products ?? []) {
      requireQuantity(quantity, type, owner);
      const product = findProduct(identifier, targets, owner);
      if (!entry.products.some((known) => known.uuid === product.uuid)) entry.products.push({ ...product, quantity });
    }
    for (const { code, quantity } of associated.productModels ?? []) {
      requireQuantity(quantity, type, owner);
      requireProductModel(code, targets, owner);
      if (!entry.product_models.some((known) => known.code === code)) entry.product_models.push({ code, quantity });
    }
  }
  return stored;
}

function requireType(code: string, isQuantified: boolean, structure: Structure, owner: string): void {
  const type = structure.find('association_type', code);
  if (type === undefined) throw new Error(`${owner} has associations of the unknown type "${code}".`);
  if (type.is_quantified !== isQuantified) {
    throw new Error(`${owner} has associations of the type "${code}" ${isQuantified ? 'with' : 'without'} quantities.`);
  }
}

function requireQuantity(quantity: number, type: string, owner: string): void {
  if (!Number.isInteger(quantity) || quantity < 1) {
    throw new Error(`${owner} has a "${type}" association of quantity ${quantity}: it must be a whole number from 1.`);
  }
}

function findProduct(identifier: string, targets: AssociationTargets, owner: string): AssociatedProduct {
  const uuid = targets.uuidByIdentifier(identifier);
  if (uuid === undefined) throw new Error(`${owner} is associated with the unknown product "${identifier}".`);
  return { uuid, identifier };
}

function requireProductModel(code: string, targets: AssociationTargets, owner: string): void {
  if (!targets.hasProductModel(code)) {
    throw new Error(`${owner} is associated with the unknown product model "${code}".`);
  }
}

// What the PIM imports: the structure of the catalogue, then its models, products and assets.
import { createHash } from 'node:crypto';
import type {
  PimSeed,
  SeedAssociations,
  SeedProduct,
  SeedProductModel,
  SeedQuantifiedAssociations,
  SeedValues,
} from '../../pim/seed.ts';
import type { Calendar } from '../calendar.ts';
import { families } from '../catalogue/families.ts';
import type { FamilyCode, FamilyRecord } from '../catalogue/families.ts';
import type { CatalogueProduct } from '../catalogue/product.ts';
import { productModels } from '../catalogue/product-models.ts';
import type { ProductModelRecord } from '../catalogue/product-models.ts';
import { createPimStructure, nameFamilyVariant, variantOwnAttributes } from './create-pim-structure.ts';
import { createProductAssets } from './product-assets.ts';
import { createProductValues, toLocalizedValues } from './product-values.ts';

export interface PimSeedBuilder {
  addProduct(product: CatalogueProduct): void;
  build(): PimSeed;
}

/**
 * Takes the products one at a time, so that a large catalogue never stands in memory twice.
 * @param handMade The products that have models, supersede others or are kits; to be added as well.
 */
export function createPimSeedBuilder(handMade: readonly CatalogueProduct[], calendar: Calendar): PimSeedBuilder {
  const inverse = collectInverseAssociations(handMade);
  const productAssets = createProductAssets(calendar);
  const products: SeedProduct[] = [];
  return {
    addProduct(product) {
      for (const image of product.content.images) productAssets.addImage(image);
      for (const document of product.content.documents) productAssets.addDocument(document);
      products.push(createProduct(product, inverse, calendar));
    },
    build: () => ({
      ...createPimStructure(calendar),
      productModels: productModels.map((model) => createProductModel(model, handMade, calendar)),
      products,
      assets: productAssets.assets,
      mediaFiles: productAssets.mediaFiles,
    }),
  };
}

interface InverseAssociations {
  supersededBy: ReadonlyMap<string, readonly string[]>;
  partOfKit: ReadonlyMap<string, readonly string[]>;
}

/** The PIM stores one direction at a time; readers want both. */
function collectInverseAssociations(products: readonly CatalogueProduct[]): InverseAssociations {
  const supersededBy = new Map<string, string[]>();
  const partOfKit = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, sku: string, other: string): void => {
    map.set(sku, [...(map.get(sku) ?? []), other]);
  };
  for (const { sku, trade } of products) {
    for (const older of trade.associations?.SUPERSEDES ?? []) add(supersededBy, older, sku);
    for (const component of trade.kitComponents ?? []) add(partOfKit, component.sku, sku);
  }
  return { supersededBy, partOfKit };
}

function createProduct(product: CatalogueProduct, inverse: InverseAssociations, calendar: Calendar): SeedProduct {
  const { sku, itemReference, content, trade } = product;
  const values = createProductValues(product);
  const isVariant = content.model !== undefined;
  const daysAgo = 2 + (itemReference % 120);
  return {
    uuid: createUuid(sku),
    identifier: sku,
    enabled: true,
    family: content.family,
    parent: content.model ?? null,
    categories: isVariant ? [] : [...content.categories],
    values: isVariant ? keepValues(values, listVariantAttributes(content.family)) : values,
    associations: createAssociations(product, inverse),
    quantifiedAssociations: createKit(trade.kitComponents ?? []),
    created: calendar.instant(-daysAgo - 400, '07:00'),
    updated: calendar.instant(-daysAgo, '15:20'),
  };
}

function createAssociations({ sku, trade }: CatalogueProduct, inverse: InverseAssociations): SeedAssociations {
  const associations: SeedAssociations = {};
  for (const [type, skus] of Object.entries(trade.associations ?? {})) associations[type] = { products: [...skus] };
  const supersededBy = inverse.supersededBy.get(sku);
  if (supersededBy !== undefined) associations['SUPERSEDED_BY'] = { products: [...supersededBy] };
  const kits = inverse.partOfKit.get(sku);
  if (kits !== undefined) associations['PART_OF_KIT'] = { products: [...kits] };
  return associations;
}

function createKit(components: readonly { sku: string; quantity: number }[]): SeedQuantifiedAssociations {
  if (components.length === 0) return {};
  return { KIT_COMPONENT: { products: components.map(({ sku, quantity }) => ({ identifier: sku, quantity })) } };
}

/** A model has its range's name, and of its first variant what all its variants have in common. */
function createProductModel(
  model: ProductModelRecord,
  products: readonly CatalogueProduct[],
  calendar: Calendar,
): SeedProductModel {
  const variant = products.find(({ content }) => content.model === model.code);
  if (variant === undefined) throw new RangeError(`Product model ${model.code} has no variant.`);
  const own = listVariantAttributes(model.family);
  const values = createProductValues(variant);
  const common = keepValues(values, new Set(Object.keys(values).filter((code) => !own.has(code))));
  return {
    code: model.code,
    familyVariant: nameFamilyVariant(model.family),
    parent: null,
    categories: [...variant.content.categories],
    values: { range_name: toLocalizedValues(model.rangeName), ...common },
    associations: {},
    quantifiedAssociations: {},
    created: calendar.instant(-500, '07:00'),
    updated: calendar.instant(-40, '15:20'),
  };
}

function listVariantAttributes(code: FamilyCode): ReadonlySet<string> {
  const { variants }: FamilyRecord = families[code];
  if (variants === undefined) throw new RangeError(`Family ${code} has no variants.`);
  return new Set<string>([...variantOwnAttributes, ...variants.axes, ...variants.varying]);
}

function keepValues(values: SeedValues, codes: ReadonlySet<string>): SeedValues {
  return Object.fromEntries(Object.entries(values).filter(([code]) => codes.has(code)));
}

/** The same for the same SKU: a name-based UUID (RFC 9562, version 5). */
function createUuid(sku: string): string {
  const hash = createHash('sha1').update(`https://northline.example/products/${sku}`).digest('hex');
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

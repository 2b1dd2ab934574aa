// The values of a product as the PIM holds them.
import { Decimal } from 'decimal.js';
import type { SeedValue, SeedValueContent, SeedValues } from '../../pim/seed.ts';
import { createGtin13, createGtin14 } from '../catalogue/gtin.ts';
import type { CatalogueProduct, SpecificationValue } from '../catalogue/product.ts';
import type { Translations } from '../catalogue/translations.ts';

/** All values of a product, whether it will hold them itself or its model for it. The SKU is not among them. */
export function createProductValues(product: CatalogueProduct): SeedValues {
  const { sku, itemReference, content, trade } = product;
  const values: SeedValues = {
    name: toLocalizedValues(content.name),
    short_description: toLocalizedValues(content.shortDescription),
    description: toLocalizedValues(content.description),
    brand: toValues(trade.brand),
    manufacturer_part_number: toValues(trade.manufacturerPartNumber ?? sku),
    gtin: toValues(createGtin13(itemReference)),
    images: toValues(content.images.map(({ code }) => code)),
    documents: toValues(content.documents.map(({ code }) => code)),
  };
  for (const [code, value] of Object.entries<SpecificationValue>(content.specifications)) {
    if (isListOfNone(value)) continue;
    values[code] = toValues(toContent(value));
  }
  addPackagingValues(values, product);
  return values;
}

export function toLocalizedValues(translations: Translations): SeedValue[] {
  return Object.entries(translations).map(([locale, data]: [string, string]) => ({ locale, scope: null, data }));
}

const levels = [
  ['innerPack', 'inner_pack', 1],
  ['case', 'case', 2],
  ['pallet', 'pallet', 3],
] as const;

function addPackagingValues(values: SeedValues, { itemReference, content, trade }: CatalogueProduct): void {
  const gtin = createGtin13(itemReference);
  if (content.eachWeightKg !== undefined) values['each_gross_weight'] = toValues(toKilograms(content.eachWeightKg));
  for (const [level, prefix, indicator] of levels) {
    const quantity = trade.packs?.[level];
    if (quantity === undefined) continue;
    values[`${prefix}_quantity`] = toValues(String(quantity));
    values[`${prefix}_gtin`] = toValues(createGtin14(gtin, indicator));
    if (content.eachWeightKg !== undefined) {
      // Board and film weigh about 2 % of the goods.
      const gross = new Decimal(content.eachWeightKg).times(quantity).times('1.02').toDecimalPlaces(3);
      values[`${prefix}_gross_weight`] = toValues(toKilograms(gross.toFixed()));
    }
  }
}

function toValues(data: SeedValueContent): SeedValue[] {
  return [{ locale: null, scope: null, data }];
}

function toContent(value: SpecificationValue): SeedValueContent {
  return typeof value === 'object' && !('unit' in value) ? [...value] : value;
}

function isListOfNone(value: SpecificationValue): boolean {
  return Array.isArray(value) && value.length === 0;
}

function toKilograms(amount: string): SeedValueContent {
  return { amount, unit: 'KILOGRAM' };
}

// Personal protection and lockout: ANSI/ISEA, EN and NIOSH markings as they are printed on the goods.
import { createDocuments, createImage } from '../catalogue/documents.ts';
import type { CatalogueProduct, ProductContent } from '../catalogue/product.ts';
import { eyewear, headwear } from './eye-head-protection.ts';
import { gloves } from './gloves.ts';
import { hearingAndBreathing, workwear } from './hearing-workwear.ts';
import type { SafetyProduct } from './safety-record.ts';

function describeSafetyProduct(product: SafetyProduct): ProductContent {
  const figures = [product.shortDescription.en_US];
  return {
    family: product.family,
    categories: [product.category],
    name: product.name,
    shortDescription: product.shortDescription,
    description: product.description,
    specifications: product.specifications,
    ...(product.model === undefined ? {} : { model: product.model }),
    eachWeightKg: product.weightKg,
    hsCode: product.hsCode,
    images: [createImage('primary', product.sku, product.name, figures)],
    documents: [
      ...createDocuments('datasheet', product.sku, ['en_US'], 300, figures),
      ...(product.certificate === undefined
        ? []
        : createDocuments('certificate', product.certificate, ['en_US'], 520, [product.certificate])),
    ],
  };
}

export const safetyProducts: readonly CatalogueProduct[] = [
  ...eyewear,
  ...headwear,
  ...gloves,
  ...hearingAndBreathing,
  ...workwear,
].map((product): CatalogueProduct => {
  const [day, chi, hou] = product.stock;
  return {
    sku: product.sku,
    itemReference: product.itemReference,
    content: describeSafetyProduct(product),
    trade: {
      brand: 'sentinel_ridge',
      countryOfOrigin: product.origin,
      leadTime: [3, 'STOCK'],
      lowStockThreshold: '24',
      listPrice: product.price,
      stock: { DAY: day, CHI: chi, HOU: hou },
      ...(product.baseUom === undefined ? {} : { baseUom: product.baseUom }),
      ...(product.units === undefined ? {} : { sellingUnits: product.units }),
      ...product.particulars,
    },
  };
});

// What a piece of protective equipment is written down by, in the tables beside this.
import type { FamilyCode } from '../catalogue/families.ts';
import type { ProductTrade, SellingUnit, Specifications } from '../catalogue/product.ts';
import type { Translations } from '../catalogue/translations.ts';

export interface SafetyProduct {
  sku: string;
  itemReference: number;
  family: FamilyCode;
  category: string;
  name: Translations;
  shortDescription: Translations;
  description: Translations;
  specifications: Specifications;
  weightKg: string;
  hsCode: string;
  model?: string;
  /** What the certificate certifies; goods of a range share it. */
  certificate?: string;
  origin: string;
  price: ProductTrade['listPrice'];
  stock: readonly [string, string, string];
  baseUom?: ProductTrade['baseUom'];
  units?: readonly SellingUnit[];
  particulars?: Partial<ProductTrade>;
}

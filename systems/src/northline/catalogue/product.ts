// A product as Northline keeps it, before it is told to the ERP (the trade) and to the PIM (the content).
import type { SpecificationCode } from '../attributes/attributes.ts';
import type { WarehouseCode } from '../trading/warehouses.ts';
import type { BrandCode } from './brands.ts';
import type { DocumentRecord, ImageRecord } from './documents.ts';
import type { FamilyCode } from './families.ts';
import type { Measure } from './measure.ts';
import type { Translations } from './translations.ts';
import type { UnitOfMeasureCode } from './units-of-measure.ts';

/** A text, an option code, a number as a decimal string, a measure, a yes or no, or several option codes. */
export type SpecificationValue = string | Measure | boolean | readonly string[];

export type Specifications = Partial<Record<SpecificationCode, SpecificationValue>>;

/** What a product is, in words, figures and documents. A builder makes it from the figures of a standard. */
export interface ProductContent {
  family: FamilyCode;
  /** Leaf categories. */
  categories: readonly string[];
  name: Translations;
  shortDescription: Translations;
  description: Translations;
  specifications: Specifications;
  /** Code of the product model this is a variant of. */
  model?: string;
  /** Gross weight of one base unit, where it is packed by piece. */
  eachWeightKg?: string;
  hsCode: string;
  images: readonly ImageRecord[];
  documents: readonly DocumentRecord[];
}

/** One of this unit is numerator / denominator base units; the first of a product's units is its default. */
export interface SellingUnit {
  uom: UnitOfMeasureCode;
  numerator: string;
  denominator: string;
  minimumOrderQuantity: string;
  orderIncrement: string;
}

/** List price in US dollars, of `per` base units. */
export interface ListPrice {
  per: string;
  amount: string;
  /** Quantity breaks: from so many base units on, this amount. */
  breaks: readonly (readonly [minimumQuantity: string, amount: string])[];
}

export interface Receipt {
  warehouse: WarehouseCode;
  inDays: number;
  quantity: string;
  type: 'PURCHASE_ORDER' | 'TRANSFER' | 'PRODUCTION';
}

export interface Packs {
  innerPack?: number;
  case?: number;
  pallet?: number;
}

export type AssociationCode =
  'ACCESSORY' | 'CONSUMABLE' | 'SPARE_PART' | 'SUBSTITUTE' | 'SUPERSEDES' | 'COMPATIBLE_WITH' | 'CROSS_SELL';

/** How Northline buys, stocks and sells it. */
export interface ProductTrade {
  brand: BrandCode;
  /** The SKU when absent. */
  manufacturerPartNumber?: string;
  status?: 'ACTIVE' | 'PREVIEW' | 'PHASE_OUT' | 'DISCONTINUED' | 'BLOCKED';
  type?: 'INVENTORY' | 'NON_INVENTORY' | 'SERVICE' | 'KIT';
  /** `EA` when absent. */
  baseUom?: UnitOfMeasureCode;
  /** Each, when absent. */
  sellingUnits?: readonly SellingUnit[];
  countryOfOrigin: string;
  leadTime: readonly [businessDays: number, basis: 'STOCK' | 'SUPPLIER' | 'MANUFACTURE'];
  isBackorderAllowed?: boolean;
  lowStockThreshold?: string;
  dropShipWarehouse?: 'SUP-SKF';
  listPrice: ListPrice;
  /** Present: only an agreement or a project has a price. */
  priceOnRequestReason?: string;
  /** On hand, in base units. */
  stock: Partial<Record<WarehouseCode, string>>;
  receipts?: readonly Receipt[];
  packs?: Packs;
  associations?: Partial<Record<AssociationCode, readonly string[]>>;
  kitComponents?: readonly { sku: string; quantity: number }[];
}

export interface CatalogueProduct {
  sku: string;
  /** Makes the GTIN; given once and never again. */
  itemReference: number;
  content: ProductContent;
  trade: ProductTrade;
}

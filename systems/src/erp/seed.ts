// What the embedded ERP imports into an empty database: plain, serialisable records, as a migration file would hold them.
//
// Every decimal (amount, quantity, percentage) is a base-10 string without exponent. Every instant is RFC 3339 in UTC,
// every date ISO 8601. A record that refers to one that is not in the seed is refused at import.

export interface ErpSeed {
  unitsOfMeasure: UnitOfMeasureSeed[];
  warehouses: WarehouseSeed[];
  paymentTerms: PaymentTermsSeed[];
  customerGroups: CustomerGroupSeed[];
  priceLists: PriceListSeed[];
  accounts: AccountSeed[];
  items: ItemSeed[];
  customerPartNumbers: CustomerPartNumberSeed[];
  uomPermissions: UomPermissionSeed[];
  listPrices: ListPriceSeed[];
  promotions: PromotionSeed[];
  groupPrices: GroupPriceSeed[];
  agreements: AgreementSeed[];
  projects: ProjectSeed[];
  stock: StockSeed[];
  futureSupplies: FutureSupplySeed[];
}

export interface UnitOfMeasureSeed {
  /** The seller's code: `EA`, `CS12`, `M`. */
  code: string;
  name: string;
  /** UN/ECE Recommendation 20 or 21 code: `EA`, `XCS`, `MTR`. */
  unece?: string;
  /** Decimal places that a quantity in this unit may have, 0 to 6. */
  decimals: number;
}

export interface WarehouseSeed {
  code: string;
  name: string;
  type: 'DISTRIBUTION_CENTER' | 'BRANCH' | 'SUPPLIER' | 'CONSIGNMENT';
  city?: string;
  /** ISO 3166-1 alpha-2. */
  country?: string;
  /** The account whose consignment stock lies here. Required for CONSIGNMENT, refused for every other type. */
  accountId?: string;
}

/** 2/10 net 30 is `{ netDays: 30, discountPercent: '2', discountDays: 10 }`. */
export interface PaymentTermsSeed {
  code: string;
  name: string;
  netDays: number;
  discountPercent?: string;
  discountDays?: number;
}

export interface CustomerGroupSeed {
  code: string;
  name: string;
}

/** A price list has one currency; the same list in another currency is another list. */
export interface PriceListSeed {
  code: string;
  name: string;
  currencyCode: string;
}

export interface AccountSeed {
  id: string;
  accountNumber: string;
  name: string;
  status: 'ACTIVE' | 'ON_HOLD' | 'BLOCKED' | 'INACTIVE';
  /** The currency of its invoices and its credit; prices are answered in it when no other is asked for. */
  currencyCode: string;
  /** BCP 47: `en-US`. */
  language: string;
  parentId?: string;
  customerGroup?: string;
  /** Price list codes; for a currency, the first list in that currency counts. */
  priceLists: string[];
  paymentTerms?: string;
  /** Code of the warehouse that ships by default. */
  preferredWarehouse?: string;
  addresses: AddressSeed[];
  orderPolicy: {
    isPoNumberRequired: boolean;
    isShipCompleteOnly: boolean;
    areBackordersAllowed: boolean;
    areSubstitutionsAllowed: boolean;
  };
  credit: {
    /** Absent: no limit. */
    limit?: string;
    /** Open invoices, overdue ones included. */
    balance: string;
    /** Open orders that other channels placed; reservations made here add to it. */
    onOrder: string;
    /** The part of `balance` that is past due. */
    overdue: string;
    /** Credit control stopped the account by hand. */
    isOnHold: boolean;
  };
}

export interface AddressSeed {
  /** Unique within its account. */
  id: string;
  type: 'SHIP_TO' | 'BILL_TO';
  isDefault: boolean;
  name: string;
  lines: string[];
  city: string;
  region?: string;
  postalCode: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

export interface ItemSeed {
  sku: string;
  /** The ERP's own short text, for its users. The catalogue's names come from elsewhere. */
  description: string;
  status: 'ACTIVE' | 'PREVIEW' | 'PHASE_OUT' | 'DISCONTINUED' | 'BLOCKED';
  type: 'INVENTORY' | 'NON_INVENTORY' | 'SERVICE' | 'KIT';
  baseUom: string;
  /** At least one, exactly one of them the default. The base unit is listed only when it is sold. */
  sellingUoms: SellingUomSeed[];
  /** Harmonized System code, digits only or with dots. */
  hsCode?: string;
  /** ISO 3166-1 alpha-2. */
  countryOfOrigin?: string;
  isBackorderAllowed: boolean;
  /** Available over the shared warehouses at or below this, in base units, is LOW_STOCK. Default `'0'`: never. */
  lowStockThreshold?: string;
  /** Code of the SUPPLIER warehouse that ships what own warehouses lack. */
  dropShipWarehouse?: string;
  leadTime?: { businessDays: number; basis: 'STOCK' | 'SUPPLIER' | 'MANUFACTURE' };
  /** Present: only an agreement or a project has a price; everybody else must ask, for this reason. */
  priceOnRequestReason?: string;
  /** When the item last changed. */
  updatedAt: string;
}

/** One of this unit is numerator / denominator base units. */
export interface SellingUomSeed {
  uom: string;
  numerator: string;
  denominator: string;
  isDefault: boolean;
  /** In this unit. */
  minimumOrderQuantity: string;
  /** In this unit. */
  orderIncrement: string;
}

/** An account's own number for an item; the accounts below it use it too, unless they have their own. */
export interface CustomerPartNumberSeed {
  accountId: string;
  sku: string;
  partNumber: string;
}

/** Limits the units in which an account may buy an item. Without one, every selling unit is permitted. */
export interface UomPermissionSeed {
  accountId: string;
  sku: string;
  uoms: string[];
}

/** What every kind of price says. */
export interface PriceSeed {
  sku: string;
  /** The amounts are for this many base units: `'100'` for a price per hundred. Default `'1'`. */
  basisQuantity?: string;
  /**
   * At least one, with distinct minimum quantities. The amount counts from `minimumQuantity` base units on; `'0'` is
   * from the first. Below its lowest tier the price does not exist and the next source is asked.
   */
  tiers: { minimumQuantity: string; amount: string }[];
  /** Inclusive instant. */
  validFrom?: string;
  /** Exclusive instant. */
  validTo?: string;
}

/** The lowest tier is the list price, the others are its quantity breaks. */
export interface ListPriceSeed extends PriceSeed {
  priceList: string;
}

/** A limited offer to the accounts of a price list. An account never pays more for it than without it. */
export interface PromotionSeed extends PriceSeed {
  priceList: string;
  code: string;
}

export interface GroupPriceSeed extends PriceSeed {
  customerGroup: string;
  currencyCode: string;
}

/** A contract: agreed prices of an account. */
export interface AgreementSeed {
  number: string;
  name: string;
  accountId: string;
  /** True: the accounts below it buy at its prices too, unless they have their own. */
  coversChildren: boolean;
  currencyCode: string;
  /** First day, inclusive, UTC. */
  validFrom?: string;
  /** Last day, inclusive, UTC. */
  validTo?: string;
  prices: PriceSeed[];
}

/** A job or site with its own agreed prices, given only when the caller names the project. */
export interface ProjectSeed {
  id: string;
  number: string;
  name: string;
  accountId: string;
  currencyCode: string;
  /** First day, inclusive, UTC. */
  validFrom?: string;
  /** Last day, inclusive, UTC. */
  validTo?: string;
  /**
   * `remainingQuantity`: base units that may be called off; a line that wants more than is left gets no project price.
   * Absent: no limit.
   */
  prices: (PriceSeed & { remainingQuantity?: string })[];
}

/** An item without a line for a warehouse is not kept there. */
export interface StockSeed {
  sku: string;
  warehouse: string;
  /** Base units. */
  onHand: string;
  /** Base units promised to orders of other channels. May exceed `onHand`. */
  reserved: string;
}

export interface FutureSupplySeed {
  sku: string;
  warehouse: string;
  date: string;
  /** Base units. */
  quantity: string;
  type: 'PURCHASE_ORDER' | 'TRANSFER' | 'PRODUCTION';
}

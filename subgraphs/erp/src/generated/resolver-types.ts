import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 4217 currency code, for example `USD`. */
  CurrencyCode: { input: string; output: string; }
  /** A calendar date: ISO 8601. */
  Date: { input: string; output: string; }
  /** An instant: RFC 3339, in UTC. */
  DateTime: { input: string; output: string; }
  /** A base-10 number as a string, without exponent: `-?\d+(\.\d+)?`. Never a binary float. */
  Decimal: { input: string; output: string; }
  /** A BCP 47 language tag, for example `en-US`. */
  Locale: { input: string; output: string; }
  /** A seller's unit of measure code, for example `EA`, `BAG25` or `M`. `UnitOfMeasure.unece` maps it to UN/ECE Recommendation 20. */
  UnitCode: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type Account = {
  __typename?: 'Account';
  accountNumber?: Maybe<Scalars['String']['output']>;
  addresses?: Maybe<Array<Address>>;
  /** The accounts directly below this one that the caller may see. */
  children?: Maybe<Array<Account>>;
  /** What the account owes and may still spend. Never served stale. */
  credit?: Maybe<Credit>;
  currencyCode?: Maybe<Scalars['CurrencyCode']['output']>;
  id: Scalars['ID']['output'];
  language?: Maybe<Scalars['Locale']['output']>;
  name?: Maybe<Scalars['String']['output']>;
  orderPolicy?: Maybe<OrderPolicy>;
  /** The account above this one. Null at the top, and where the caller may not see it. */
  parent?: Maybe<Account>;
  paymentTerms?: Maybe<PaymentTerms>;
  /** The warehouse that ships by default. */
  preferredWarehouse?: Maybe<Warehouse>;
  status?: Maybe<AccountStatus>;
};

export type AccountStatus =
  | 'ACTIVE'
  | 'BLOCKED'
  | 'INACTIVE'
  | 'ON_HOLD';

export type Address = {
  __typename?: 'Address';
  city: Scalars['String']['output'];
  /** ISO 3166-1 alpha-2. */
  country: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  isDefault: Scalars['Boolean']['output'];
  lines: Array<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  postalCode: Scalars['String']['output'];
  region?: Maybe<Scalars['String']['output']>;
  type: AddressType;
};

export type AddressType =
  | 'BILL_TO'
  | 'SHIP_TO';

export type Availability = {
  __typename?: 'Availability';
  /** When the ERP counted. */
  asOf: Scalars['DateTime']['output'];
  isBackorderAllowed: Scalars['Boolean']['output'];
  leadTime?: Maybe<LeadTime>;
  locations: Array<WarehouseAvailability>;
  status: AvailabilityStatus;
  /** Available over all the warehouses asked for, in base units. */
  totalAvailable: Quantity;
};

export type AvailabilityStatus =
  | 'BACKORDERABLE'
  | 'DISCONTINUED'
  /** Shipped by the supplier. */
  | 'DROP_SHIP'
  | 'IN_STOCK'
  | 'LOW_STOCK'
  /** None on hand, but receipts are on order. */
  | 'ON_ORDER'
  | 'OUT_OF_STOCK';

export type Credit = {
  __typename?: 'Credit';
  asOf: Scalars['DateTime']['output'];
  available?: Maybe<Money>;
  /** Open invoices. */
  balance: Money;
  limit?: Maybe<Money>;
  /** Open orders, not yet invoiced. */
  onOrder: Money;
  overdue: Money;
  status: CreditStatus;
};

export type CreditStatus =
  /** New orders are held. */
  | 'HOLD'
  | 'OK'
  | 'WARNING';

export type FutureSupply = {
  __typename?: 'FutureSupply';
  date: Scalars['Date']['output'];
  quantity: Quantity;
  type: FutureSupplyType;
};

export type FutureSupplyType =
  | 'PRODUCTION'
  | 'PURCHASE_ORDER'
  | 'TRANSFER';

export type ItemStatus =
  | 'ACTIVE'
  /** Temporarily not sold. */
  | 'BLOCKED'
  | 'DISCONTINUED'
  /** Sold while stock lasts. */
  | 'PHASE_OUT'
  | 'PREVIEW';

export type ItemType =
  | 'INVENTORY'
  | 'KIT'
  | 'NON_INVENTORY'
  | 'SERVICE';

export type LeadTime = {
  __typename?: 'LeadTime';
  basis: LeadTimeBasis;
  businessDays: Scalars['Int']['output'];
};

export type LeadTimeBasis =
  | 'MANUFACTURE'
  | 'STOCK'
  | 'SUPPLIER';

/** An amount of money, rounded to the exponent of its currency. */
export type Money = {
  __typename?: 'Money';
  amount: Scalars['Decimal']['output'];
  currencyCode: Scalars['CurrencyCode']['output'];
};

export type OrderPolicy = {
  __typename?: 'OrderPolicy';
  areBackordersAllowed: Scalars['Boolean']['output'];
  areSubstitutionsAllowed: Scalars['Boolean']['output'];
  isPoNumberRequired: Scalars['Boolean']['output'];
  isShipCompleteOnly: Scalars['Boolean']['output'];
};

/** Where a page of a connection ends, as the Relay cursor connections specification says; pages go forward. */
export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

/** For example 2/10 net 30: 2 % discount within 10 days, otherwise due in 30. */
export type PaymentTerms = {
  __typename?: 'PaymentTerms';
  code: Scalars['String']['output'];
  discountDays?: Maybe<Scalars['Int']['output']>;
  discountPercent?: Maybe<Scalars['Decimal']['output']>;
  name: Scalars['String']['output'];
  netDays: Scalars['Int']['output'];
};

/** A price that the ERP has answered. */
export type Price = {
  __typename?: 'Price';
  agreement?: Maybe<PricingAgreement>;
  /** Show this answer no longer than until then: the ERP knows that it changes. Null where no change is known. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The price of the quantity asked for. */
  extendedPrice: Money;
  /** True when the ERP will honour this very answer for an order placed now. */
  isFirm: Scalars['Boolean']['output'];
  /** The price of the account's price list before any agreement, per basis quantity. */
  listPrice?: Maybe<UnitPrice>;
  priceSource: PriceSource;
  /** When the ERP answered. */
  pricedAt: Scalars['DateTime']['output'];
  quantity: Quantity;
  /** Price breaks of the same source, in ascending quantity. */
  tiers: Array<PriceTier>;
  /** The net price, per basis quantity. */
  unitPrice: UnitPrice;
  /** When this price starts and ends to be valid, where the ERP limits it. */
  validFrom?: Maybe<Scalars['DateTime']['output']>;
  validTo?: Maybe<Scalars['DateTime']['output']>;
};

export type PriceLine = {
  __typename?: 'PriceLine';
  price: PriceResult;
  /** Null when the ERP does not know the SKU. */
  product?: Maybe<Product>;
  quantity?: Maybe<Quantity>;
  sku: Scalars['ID']['output'];
};

export type PriceLineInput = {
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  projectId?: InputMaybe<Scalars['ID']['input']>;
  quantity?: Scalars['Decimal']['input'];
  sku: Scalars['ID']['input'];
  uom?: InputMaybe<Scalars['UnitCode']['input']>;
};

/** The item is sold, but its price must be asked for. */
export type PriceOnRequest = {
  __typename?: 'PriceOnRequest';
  /** As `Price.expiresAt`. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  reason: Scalars['String']['output'];
};

export type PriceResult = Price | PriceOnRequest | PriceUnavailable;

export type PriceSource =
  | 'CONTRACT'
  | 'CUSTOMER_GROUP'
  | 'LIST'
  | 'PROJECT'
  | 'PROMOTION'
  | 'QUANTITY_BREAK';

export type PriceTier = {
  __typename?: 'PriceTier';
  /** From this quantity on, in base units of the item. */
  minimumQuantity: Quantity;
  unitPrice: UnitPrice;
};

/** There is no price for this caller. */
export type PriceUnavailable = {
  __typename?: 'PriceUnavailable';
  code: PriceUnavailableCode;
  /** As `Price.expiresAt`. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  message: Scalars['String']['output'];
};

export type PriceUnavailableCode =
  /** Zero, negative, or with more decimals than the unit allows. */
  | 'INVALID_QUANTITY'
  /** The item is not sold at present. */
  | 'ITEM_BLOCKED'
  /** Prices are shown to signed-in accounts only. */
  | 'LOGIN_REQUIRED'
  | 'NO_PRICE'
  /** There is no price in the currency asked for. */
  | 'NO_PRICE_IN_CURRENCY'
  | 'UNKNOWN_ITEM'
  | 'UNKNOWN_PROJECT'
  /** The item is not sold in this unit, or not to this account in this unit. */
  | 'UOM_NOT_PERMITTED';

export type PricingAgreement = {
  __typename?: 'PricingAgreement';
  name: Scalars['String']['output'];
  number: Scalars['String']['output'];
  validFrom?: Maybe<Scalars['Date']['output']>;
  validTo?: Maybe<Scalars['Date']['output']>;
};

export type Product = {
  __typename?: 'Product';
  /** Availability in the warehouses that serve every customer. */
  availability?: Maybe<Availability>;
  /** The unit in which the item is stocked. */
  baseUom?: Maybe<UnitOfMeasure>;
  /** Stock held in consignment for the caller's account. Empty where there is none. */
  consignmentStock?: Maybe<Array<WarehouseAvailability>>;
  /** ISO 3166-1 alpha-2. */
  countryOfOrigin?: Maybe<Scalars['String']['output']>;
  /** The part number that the caller's account uses for this item. */
  customerPartNumber?: Maybe<Scalars['String']['output']>;
  /** Customs tariff number (Harmonized System). */
  hsCode?: Maybe<Scalars['String']['output']>;
  itemStatus?: Maybe<ItemStatus>;
  itemType?: Maybe<ItemType>;
  /**
   * The price that the caller's account pays for a quantity, as the ERP answers it. For browsing: use `Query.firmPrices`
   * before committing to an order.
   */
  price?: Maybe<PriceResult>;
  /** The units in which the caller's account may buy the item, with their conversion to the base unit. */
  sellingUoms?: Maybe<Array<SellingUom>>;
  /** The stock keeping unit: the item number of the ERP. */
  sku: Scalars['ID']['output'];
};


export type ProductAvailabilityArgs = {
  warehouses?: InputMaybe<Array<Scalars['ID']['input']>>;
};


export type ProductPriceArgs = {
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  projectId?: InputMaybe<Scalars['ID']['input']>;
  quantity?: Scalars['Decimal']['input'];
  uom?: InputMaybe<Scalars['UnitCode']['input']>;
};

/** A quantity in a unit of measure. */
export type Quantity = {
  __typename?: 'Quantity';
  uom: Scalars['UnitCode']['output'];
  value: Scalars['Decimal']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** An account. The caller's own when `id` is absent. */
  account?: Maybe<Account>;
  /** Firm prices for checkout and order entry: always asked of the ERP, never kept. At most 200 lines. */
  firmPrices?: Maybe<Array<PriceLine>>;
  /** Browse prices of many lines in one call, in the order asked. At most 200 lines. */
  prices?: Maybe<Array<PriceLine>>;
  /** The warehouses that serve every customer, and those that hold consignment stock for the caller's account. */
  warehouses?: Maybe<Array<Warehouse>>;
};


export type QueryAccountArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryFirmPricesArgs = {
  lines: Array<PriceLineInput>;
};


export type QueryPricesArgs = {
  lines: Array<PriceLineInput>;
};

/** A unit in which an item may be ordered. */
export type SellingUom = {
  __typename?: 'SellingUom';
  denominator: Scalars['Decimal']['output'];
  isDefault: Scalars['Boolean']['output'];
  minimumOrderQuantity: Scalars['Decimal']['output'];
  /** One of this unit is numerator / denominator base units. A fraction, because 1/12 has no exact decimal. */
  numerator: Scalars['Decimal']['output'];
  orderIncrement: Scalars['Decimal']['output'];
  uom: UnitOfMeasure;
};

export type UnitOfMeasure = {
  __typename?: 'UnitOfMeasure';
  code: Scalars['UnitCode']['output'];
  /** Decimal places that a quantity in this unit may have. */
  decimals: Scalars['Int']['output'];
  name: Scalars['String']['output'];
  /** UN/ECE Recommendation 20 or 21 code, where there is one. */
  unece?: Maybe<Scalars['String']['output']>;
};

/** A price that may be finer than the currency's exponent, for a basis quantity: 13.20 USD per 100 EA. */
export type UnitPrice = {
  __typename?: 'UnitPrice';
  amount: Scalars['Decimal']['output'];
  basisQuantity: Scalars['Decimal']['output'];
  basisUom: Scalars['UnitCode']['output'];
  currencyCode: Scalars['CurrencyCode']['output'];
};

/** A consignment warehouse is null to all accounts but the one whose goods lie there. */
export type Warehouse = {
  __typename?: 'Warehouse';
  city?: Maybe<Scalars['String']['output']>;
  code: Scalars['ID']['output'];
  /** ISO 3166-1 alpha-2. */
  country?: Maybe<Scalars['String']['output']>;
  name?: Maybe<Scalars['String']['output']>;
  type?: Maybe<WarehouseType>;
};

export type WarehouseAvailability = {
  __typename?: 'WarehouseAvailability';
  /** On hand less reserved, never below zero. */
  available: Quantity;
  /** Confirmed receipts, in order of date. */
  futureSupply: Array<FutureSupply>;
  /** Physically there, in base units. */
  onHand: Quantity;
  /** Promised to orders. */
  reserved: Quantity;
  warehouse: Warehouse;
};

export type WarehouseType =
  | 'BRANCH'
  | 'CONSIGNMENT'
  | 'DISTRIBUTION_CENTER'
  | 'SUPPLIER';

export type Governance__CacheControlScope =
  | 'PRIVATE'
  | 'PUBLIC';

export type Governance__IdentityClaim =
  /** The account, together with the further accounts that the token permits: both decide what may be seen. */
  | 'ACCOUNT'
  /** The catalogue that the token names. */
  | 'CATALOG'
  /** The price group that the token names. */
  | 'PRICE_GROUP'
  /** The token's subject and issuer, together with the account acted for: one person may act for several. */
  | 'USER';

export type Governance__System =
  | 'ERP'
  | 'OMS'
  | 'PIM';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Account: Account;
  Product: Product;
  Warehouse: Warehouse;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}> );
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"sku":true}> );
  Warehouse:
    ( { __typename: 'Warehouse' }
    & GraphQLRecursivePick<FederationTypes['Warehouse'], {"code":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  PriceResult:
    | ( Price )
    | ( PriceOnRequest )
    | ( PriceUnavailable )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<Account>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccountStatus: AccountStatus;
  Address: ResolverTypeWrapper<Address>;
  AddressType: AddressType;
  Availability: ResolverTypeWrapper<Availability>;
  AvailabilityStatus: AvailabilityStatus;
  Credit: ResolverTypeWrapper<Credit>;
  CreditStatus: CreditStatus;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  FutureSupply: ResolverTypeWrapper<FutureSupply>;
  FutureSupplyType: FutureSupplyType;
  ItemStatus: ItemStatus;
  ItemType: ItemType;
  LeadTime: ResolverTypeWrapper<LeadTime>;
  LeadTimeBasis: LeadTimeBasis;
  Locale: ResolverTypeWrapper<Scalars['Locale']['output']>;
  Money: ResolverTypeWrapper<Money>;
  OrderPolicy: ResolverTypeWrapper<OrderPolicy>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PaymentTerms: ResolverTypeWrapper<PaymentTerms>;
  Price: ResolverTypeWrapper<Price>;
  PriceLine: ResolverTypeWrapper<Omit<PriceLine, 'price' | 'product'> & { price: ResolversTypes['PriceResult'], product?: Maybe<ResolversTypes['Product']> }>;
  PriceLineInput: PriceLineInput;
  PriceOnRequest: ResolverTypeWrapper<PriceOnRequest>;
  PriceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PriceResult']>;
  PriceSource: PriceSource;
  PriceTier: ResolverTypeWrapper<PriceTier>;
  PriceUnavailable: ResolverTypeWrapper<PriceUnavailable>;
  PriceUnavailableCode: PriceUnavailableCode;
  PricingAgreement: ResolverTypeWrapper<PricingAgreement>;
  Product: ResolverTypeWrapper<Omit<Product, 'availability' | 'price'> & { availability?: Maybe<ResolversTypes['Availability']>, price?: Maybe<ResolversTypes['PriceResult']> }>;
  Quantity: ResolverTypeWrapper<Quantity>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SellingUom: ResolverTypeWrapper<SellingUom>;
  UnitCode: ResolverTypeWrapper<Scalars['UnitCode']['output']>;
  UnitOfMeasure: ResolverTypeWrapper<UnitOfMeasure>;
  UnitPrice: ResolverTypeWrapper<UnitPrice>;
  Warehouse: ResolverTypeWrapper<Warehouse>;
  WarehouseAvailability: ResolverTypeWrapper<WarehouseAvailability>;
  WarehouseType: WarehouseType;
  governance__CacheControlScope: Governance__CacheControlScope;
  governance__IdentityClaim: Governance__IdentityClaim;
  governance__System: Governance__System;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: Account | FederationReferenceTypes['Account'];
  ID: Scalars['ID']['output'];
  Address: Address;
  Availability: Availability;
  Credit: Credit;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  FutureSupply: FutureSupply;
  LeadTime: LeadTime;
  Locale: Scalars['Locale']['output'];
  Money: Money;
  OrderPolicy: OrderPolicy;
  PageInfo: PageInfo;
  PaymentTerms: PaymentTerms;
  Price: Price;
  PriceLine: Omit<PriceLine, 'price' | 'product'> & { price: ResolversParentTypes['PriceResult'], product?: Maybe<ResolversParentTypes['Product']> };
  PriceLineInput: PriceLineInput;
  PriceOnRequest: PriceOnRequest;
  PriceResult: ResolversUnionTypes<ResolversParentTypes>['PriceResult'];
  PriceTier: PriceTier;
  PriceUnavailable: PriceUnavailable;
  PricingAgreement: PricingAgreement;
  Product: Omit<Product, 'availability' | 'price'> & { availability?: Maybe<ResolversParentTypes['Availability']>, price?: Maybe<ResolversParentTypes['PriceResult']> } | FederationReferenceTypes['Product'];
  Quantity: Quantity;
  Query: Record<PropertyKey, never>;
  SellingUom: SellingUom;
  UnitCode: Scalars['UnitCode']['output'];
  UnitOfMeasure: UnitOfMeasure;
  UnitPrice: UnitPrice;
  Warehouse: Warehouse | FederationReferenceTypes['Warehouse'];
  WarehouseAvailability: WarehouseAvailability;
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type AccountScopeDirectiveArgs = {
  field?: Maybe<Scalars['String']['input']>;
};

export type AccountScopeDirectiveResolver<Result, Parent, ContextType = unknown, Args = AccountScopeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<Governance__CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = unknown, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ExpiresAtDirectiveArgs = { };

export type ExpiresAtDirectiveResolver<Result, Parent, ContextType = unknown, Args = ExpiresAtDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type OwnerDirectiveArgs = {
  system: Governance__System;
};

export type OwnerDirectiveResolver<Result, Parent, ContextType = unknown, Args = OwnerDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RefreshedByDirectiveArgs = {
  events: Array<Scalars['String']['input']>;
};

export type RefreshedByDirectiveResolver<Result, Parent, ContextType = unknown, Args = RefreshedByDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type StaleDirectiveArgs = {
  ifError?: Maybe<Scalars['Int']['input']>;
  whileRevalidate?: Maybe<Scalars['Int']['input']>;
};

export type StaleDirectiveResolver<Result, Parent, ContextType = unknown, Args = StaleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type SystemDirectiveArgs = {
  name: Governance__System;
  subgraph: Scalars['String']['input'];
};

export type SystemDirectiveResolver<Result, Parent, ContextType = unknown, Args = SystemDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type VaryByDirectiveArgs = {
  claims: Array<Governance__IdentityClaim>;
};

export type VaryByDirectiveResolver<Result, Parent, ContextType = unknown, Args = VaryByDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accountNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  addresses?: Resolver<Maybe<Array<ResolversTypes['Address']>>, ParentType, ContextType>;
  children?: Resolver<Maybe<Array<ResolversTypes['Account']>>, ParentType, ContextType>;
  credit?: Resolver<Maybe<ResolversTypes['Credit']>, ParentType, ContextType>;
  currencyCode?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['Locale']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  orderPolicy?: Resolver<Maybe<ResolversTypes['OrderPolicy']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  paymentTerms?: Resolver<Maybe<ResolversTypes['PaymentTerms']>, ParentType, ContextType>;
  preferredWarehouse?: Resolver<Maybe<ResolversTypes['Warehouse']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AccountStatus']>, ParentType, ContextType>;
};

export type AddressResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['AddressType'], ParentType, ContextType>;
};

export type AvailabilityResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Availability'] = ResolversParentTypes['Availability']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  isBackorderAllowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  leadTime?: Resolver<Maybe<ResolversTypes['LeadTime']>, ParentType, ContextType>;
  locations?: Resolver<Array<ResolversTypes['WarehouseAvailability']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AvailabilityStatus'], ParentType, ContextType>;
  totalAvailable?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
};

export type CreditResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Credit'] = ResolversParentTypes['Credit']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  available?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  limit?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  onOrder?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CreditStatus'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type FutureSupplyResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['FutureSupply'] = ResolversParentTypes['FutureSupply']> = {
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['FutureSupplyType'], ParentType, ContextType>;
};

export type LeadTimeResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['LeadTime'] = ResolversParentTypes['LeadTime']> = {
  basis?: Resolver<ResolversTypes['LeadTimeBasis'], ParentType, ContextType>;
  businessDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface LocaleScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Locale'], any> {
  name: 'Locale';
}

export type MoneyResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type OrderPolicyResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['OrderPolicy'] = ResolversParentTypes['OrderPolicy']> = {
  areBackordersAllowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  areSubstitutionsAllowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isPoNumberRequired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isShipCompleteOnly?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PaymentTermsResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['PaymentTerms'] = ResolversParentTypes['PaymentTerms']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  discountDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  discountPercent?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  netDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PriceResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Price'] = ResolversParentTypes['Price']> = {
  agreement?: Resolver<Maybe<ResolversTypes['PricingAgreement']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  extendedPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  isFirm?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  listPrice?: Resolver<Maybe<ResolversTypes['UnitPrice']>, ParentType, ContextType>;
  priceSource?: Resolver<ResolversTypes['PriceSource'], ParentType, ContextType>;
  pricedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  tiers?: Resolver<Array<ResolversTypes['PriceTier']>, ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['UnitPrice'], ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PriceLineResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['PriceLine'] = ResolversParentTypes['PriceLine']> = {
  price?: Resolver<ResolversTypes['PriceResult'], ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PriceOnRequestResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['PriceOnRequest'] = ResolversParentTypes['PriceOnRequest']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PriceResultResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['PriceResult'] = ResolversParentTypes['PriceResult']> = {
  __resolveType: TypeResolveFn<'Price' | 'PriceOnRequest' | 'PriceUnavailable', ParentType, ContextType>;
};

export type PriceTierResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['PriceTier'] = ResolversParentTypes['PriceTier']> = {
  minimumQuantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['UnitPrice'], ParentType, ContextType>;
};

export type PriceUnavailableResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['PriceUnavailable'] = ResolversParentTypes['PriceUnavailable']> = {
  code?: Resolver<ResolversTypes['PriceUnavailableCode'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PricingAgreementResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['PricingAgreement'] = ResolversParentTypes['PricingAgreement']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type ProductResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  availability?: Resolver<Maybe<ResolversTypes['Availability']>, ParentType, ContextType, Partial<ProductAvailabilityArgs>>;
  baseUom?: Resolver<Maybe<ResolversTypes['UnitOfMeasure']>, ParentType, ContextType>;
  consignmentStock?: Resolver<Maybe<Array<ResolversTypes['WarehouseAvailability']>>, ParentType, ContextType>;
  countryOfOrigin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerPartNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hsCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  itemStatus?: Resolver<Maybe<ResolversTypes['ItemStatus']>, ParentType, ContextType>;
  itemType?: Resolver<Maybe<ResolversTypes['ItemType']>, ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['PriceResult']>, ParentType, ContextType, RequireFields<ProductPriceArgs, 'quantity'>>;
  sellingUoms?: Resolver<Maybe<Array<ResolversTypes['SellingUom']>>, ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QuantityResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Quantity'] = ResolversParentTypes['Quantity']> = {
  uom?: Resolver<ResolversTypes['UnitCode'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, Partial<QueryAccountArgs>>;
  firmPrices?: Resolver<Maybe<Array<ResolversTypes['PriceLine']>>, ParentType, ContextType, RequireFields<QueryFirmPricesArgs, 'lines'>>;
  prices?: Resolver<Maybe<Array<ResolversTypes['PriceLine']>>, ParentType, ContextType, RequireFields<QueryPricesArgs, 'lines'>>;
  warehouses?: Resolver<Maybe<Array<ResolversTypes['Warehouse']>>, ParentType, ContextType>;
};

export type SellingUomResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['SellingUom'] = ResolversParentTypes['SellingUom']> = {
  denominator?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  minimumOrderQuantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  numerator?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  orderIncrement?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  uom?: Resolver<ResolversTypes['UnitOfMeasure'], ParentType, ContextType>;
};

export interface UnitCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['UnitCode'], any> {
  name: 'UnitCode';
}

export type UnitOfMeasureResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['UnitOfMeasure'] = ResolversParentTypes['UnitOfMeasure']> = {
  code?: Resolver<ResolversTypes['UnitCode'], ParentType, ContextType>;
  decimals?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unece?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UnitPriceResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['UnitPrice'] = ResolversParentTypes['UnitPrice']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  basisQuantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  basisUom?: Resolver<ResolversTypes['UnitCode'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type WarehouseResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Warehouse'] = ResolversParentTypes['Warehouse'], FederationReferenceType extends FederationReferenceTypes['Warehouse'] = FederationReferenceTypes['Warehouse']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Warehouse']> | FederationReferenceType, FederationReferenceType, ContextType>;
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['WarehouseType']>, ParentType, ContextType>;
};

export type WarehouseAvailabilityResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['WarehouseAvailability'] = ResolversParentTypes['WarehouseAvailability']> = {
  available?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  futureSupply?: Resolver<Array<ResolversTypes['FutureSupply']>, ParentType, ContextType>;
  onHand?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  reserved?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  warehouse?: Resolver<ResolversTypes['Warehouse'], ParentType, ContextType>;
};

export type Resolvers<ContextType = unknown> = {
  Account?: AccountResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  Availability?: AvailabilityResolvers<ContextType>;
  Credit?: CreditResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  FutureSupply?: FutureSupplyResolvers<ContextType>;
  LeadTime?: LeadTimeResolvers<ContextType>;
  Locale?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  OrderPolicy?: OrderPolicyResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PaymentTerms?: PaymentTermsResolvers<ContextType>;
  Price?: PriceResolvers<ContextType>;
  PriceLine?: PriceLineResolvers<ContextType>;
  PriceOnRequest?: PriceOnRequestResolvers<ContextType>;
  PriceResult?: PriceResultResolvers<ContextType>;
  PriceTier?: PriceTierResolvers<ContextType>;
  PriceUnavailable?: PriceUnavailableResolvers<ContextType>;
  PricingAgreement?: PricingAgreementResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Quantity?: QuantityResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SellingUom?: SellingUomResolvers<ContextType>;
  UnitCode?: GraphQLScalarType;
  UnitOfMeasure?: UnitOfMeasureResolvers<ContextType>;
  UnitPrice?: UnitPriceResolvers<ContextType>;
  Warehouse?: WarehouseResolvers<ContextType>;
  WarehouseAvailability?: WarehouseAvailabilityResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = unknown> = {
  accountScope?: AccountScopeDirectiveResolver<any, any, ContextType>;
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  expiresAt?: ExpiresAtDirectiveResolver<any, any, ContextType>;
  owner?: OwnerDirectiveResolver<any, any, ContextType>;
  refreshedBy?: RefreshedByDirectiveResolver<any, any, ContextType>;
  stale?: StaleDirectiveResolver<any, any, ContextType>;
  system?: SystemDirectiveResolver<any, any, ContextType>;
  varyBy?: VaryByDirectiveResolver<any, any, ContextType>;
};

import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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
  id: Scalars['ID']['output'];
  /** Orders of this account, newest first. */
  orders?: Maybe<OrderConnection>;
};


export type AccountOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrderFilter>;
  first?: Scalars['Int']['input'];
};

/** An amount of money, rounded to the exponent of its currency. */
export type Money = {
  __typename?: 'Money';
  amount: Scalars['Decimal']['output'];
  currencyCode: Scalars['CurrencyCode']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Places an order. The ERP prices it firmly; an order that breaks a rule is not placed and says why in `userErrors`.
   * Send the same `idempotencyKey` again to learn the outcome of an earlier attempt: nothing is placed twice.
   */
  submitOrder?: Maybe<SubmitOrderPayload>;
};


export type MutationSubmitOrderArgs = {
  accountId?: InputMaybe<Scalars['ID']['input']>;
  idempotencyKey: Scalars['String']['input'];
  input: SubmitOrderInput;
};

export type Order = {
  __typename?: 'Order';
  account?: Maybe<Account>;
  holds?: Maybe<Array<OrderHold>>;
  id: Scalars['ID']['output'];
  lines?: Maybe<Array<OrderLine>>;
  /** The number that people use. */
  orderNumber?: Maybe<Scalars['String']['output']>;
  placedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The subject of the token that placed it. */
  placedBy?: Maybe<Scalars['String']['output']>;
  /** The buyer's purchase order number. */
  poNumber?: Maybe<Scalars['String']['output']>;
  requestedDate?: Maybe<Scalars['Date']['output']>;
  shipTo?: Maybe<OrderAddress>;
  shipments?: Maybe<Array<Shipment>>;
  /** The status as the OMS itself calls it. It tells what `UNKNOWN` stands for. */
  sourceStatus?: Maybe<Scalars['String']['output']>;
  status?: Maybe<OrderStatus>;
  /** The sum of the lines as the order was accepted, before tax and freight. */
  subtotal?: Maybe<Money>;
};

export type OrderAddress = {
  __typename?: 'OrderAddress';
  city: Scalars['String']['output'];
  country: Scalars['String']['output'];
  lines: Array<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  postalCode: Scalars['String']['output'];
  region?: Maybe<Scalars['String']['output']>;
};

export type OrderConnection = {
  __typename?: 'OrderConnection';
  nodes: Array<Order>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type OrderFilter = {
  /** True: not yet completed or cancelled. */
  isOpen?: InputMaybe<Scalars['Boolean']['input']>;
  placedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  placedTo?: InputMaybe<Scalars['DateTime']['input']>;
  poNumber?: InputMaybe<Scalars['String']['input']>;
  sku?: InputMaybe<Scalars['ID']['input']>;
  statuses?: InputMaybe<Array<OrderStatus>>;
};

export type OrderHold = {
  __typename?: 'OrderHold';
  message: Scalars['String']['output'];
  since: Scalars['DateTime']['output'];
  type: OrderHoldType;
};

export type OrderHoldType =
  | 'CREDIT'
  | 'MANUAL'
  | 'PRICE';

export type OrderLine = {
  __typename?: 'OrderLine';
  allocated: Quantity;
  backordered: Quantity;
  cancelled: Quantity;
  /** When backordered goods are expected. */
  expectedDate?: Maybe<Scalars['Date']['output']>;
  extendedPrice: Money;
  id: Scalars['ID']['output'];
  lineNumber: Scalars['Int']['output'];
  ordered: Quantity;
  /** All but its SKU is null when the product is no longer in the catalogue. */
  product?: Maybe<Product>;
  /** The name as it was when the order was placed. */
  productName: Scalars['String']['output'];
  returned: Quantity;
  shipped: Quantity;
  sku: Scalars['ID']['output'];
  status: OrderLineStatus;
  substitution?: Maybe<Substitution>;
  /** As agreed when the order was accepted, per basis quantity. */
  unitPrice: UnitPrice;
};

export type OrderLineStatus =
  | 'ALLOCATED'
  | 'BACKORDERED'
  | 'CANCELLED'
  | 'OPEN'
  | 'PARTIALLY_SHIPPED'
  | 'RETURNED'
  | 'SHIPPED';

export type OrderStatus =
  | 'ACCEPTED'
  | 'BACKORDERED'
  | 'CANCELLED'
  | 'COMPLETED'
  | 'DELIVERED'
  | 'ON_HOLD'
  | 'PARTIALLY_SHIPPED'
  | 'PROCESSING'
  | 'SHIPPED'
  | 'SUBMITTED'
  /** A status of the OMS that has no counterpart here; see `sourceStatus`. */
  | 'UNKNOWN';

export type OrderUserError = {
  __typename?: 'OrderUserError';
  code: OrderUserErrorCode;
  /** Index of the line in the input, from 0. Null when the whole order is meant. */
  lineIndex?: Maybe<Scalars['Int']['output']>;
  message: Scalars['String']['output'];
};

export type OrderUserErrorCode =
  | 'BELOW_MINIMUM'
  | 'CREDIT_HOLD'
  | 'CREDIT_LIMIT_EXCEEDED'
  | 'IDEMPOTENCY_CONFLICT'
  | 'INSUFFICIENT_STOCK'
  | 'INVALID_QUANTITY'
  | 'ITEM_NOT_SELLABLE'
  | 'NOT_A_MULTIPLE'
  | 'NO_PRICE'
  | 'PO_NUMBER_REQUIRED'
  | 'PRICE_CHANGED'
  | 'UNKNOWN_ADDRESS'
  | 'UNKNOWN_ITEM'
  | 'UOM_NOT_PERMITTED';

/** Where a page of a connection ends, as the Relay cursor connections specification says; pages go forward. */
export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

export type Product = {
  __typename?: 'Product';
  sku: Scalars['ID']['output'];
};

/** A quantity in a unit of measure. */
export type Quantity = {
  __typename?: 'Quantity';
  uom: Scalars['UnitCode']['output'];
  value: Scalars['Decimal']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** An order that the caller's accounts may see. Null otherwise. */
  order?: Maybe<Order>;
  /** Orders of one account, newest first. The caller's own account when `accountId` is absent. */
  orders?: Maybe<OrderConnection>;
};


export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrdersArgs = {
  accountId?: InputMaybe<Scalars['ID']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrderFilter>;
  first?: Scalars['Int']['input'];
};

export type Shipment = {
  __typename?: 'Shipment';
  carrier?: Maybe<Scalars['String']['output']>;
  deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  lines: Array<ShipmentLine>;
  shippedAt?: Maybe<Scalars['DateTime']['output']>;
  trackingNumber?: Maybe<Scalars['String']['output']>;
  warehouse?: Maybe<Warehouse>;
};

export type ShipmentLine = {
  __typename?: 'ShipmentLine';
  orderLineId: Scalars['ID']['output'];
  quantity: Quantity;
};

export type SubmitOrderInput = {
  /** 1 to 500 lines. */
  lines: Array<SubmitOrderLineInput>;
  poNumber?: InputMaybe<Scalars['String']['input']>;
  requestedDate?: InputMaybe<Scalars['Date']['input']>;
  /** An address id of the account. Its default ship-to address when absent. */
  shipToAddressId?: InputMaybe<Scalars['ID']['input']>;
};

export type SubmitOrderLineInput = {
  /** The unit price the buyer saw. The order is refused when the ERP's differs. */
  expectedUnitPrice?: InputMaybe<Scalars['Decimal']['input']>;
  projectId?: InputMaybe<Scalars['ID']['input']>;
  quantity: Scalars['Decimal']['input'];
  sku: Scalars['ID']['input'];
  uom?: InputMaybe<Scalars['UnitCode']['input']>;
};

export type SubmitOrderPayload = {
  __typename?: 'SubmitOrderPayload';
  /** True when this key had already placed the order. */
  isReplay: Scalars['Boolean']['output'];
  order?: Maybe<Order>;
  userErrors: Array<OrderUserError>;
};

/** Another product delivered, or proposed, in place of the one ordered. */
export type Substitution = {
  __typename?: 'Substitution';
  originalSku: Scalars['ID']['output'];
  status: SubstitutionStatus;
};

export type SubstitutionStatus =
  | 'ACCEPTED'
  | 'PROPOSED'
  | 'REJECTED';

/** A price that may be finer than the currency's exponent, for a basis quantity: 13.20 USD per 100 EA. */
export type UnitPrice = {
  __typename?: 'UnitPrice';
  amount: Scalars['Decimal']['output'];
  basisQuantity: Scalars['Decimal']['output'];
  basisUom: Scalars['UnitCode']['output'];
  currencyCode: Scalars['CurrencyCode']['output'];
};

export type Warehouse = {
  __typename?: 'Warehouse';
  code: Scalars['ID']['output'];
};

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
  Order: Order;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<Account>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Locale: ResolverTypeWrapper<Scalars['Locale']['output']>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Order: ResolverTypeWrapper<Order>;
  OrderAddress: ResolverTypeWrapper<OrderAddress>;
  OrderConnection: ResolverTypeWrapper<OrderConnection>;
  OrderFilter: OrderFilter;
  OrderHold: ResolverTypeWrapper<OrderHold>;
  OrderHoldType: OrderHoldType;
  OrderLine: ResolverTypeWrapper<OrderLine>;
  OrderLineStatus: OrderLineStatus;
  OrderStatus: OrderStatus;
  OrderUserError: ResolverTypeWrapper<OrderUserError>;
  OrderUserErrorCode: OrderUserErrorCode;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Product: ResolverTypeWrapper<Product>;
  Quantity: ResolverTypeWrapper<Quantity>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Shipment: ResolverTypeWrapper<Shipment>;
  ShipmentLine: ResolverTypeWrapper<ShipmentLine>;
  SubmitOrderInput: SubmitOrderInput;
  SubmitOrderLineInput: SubmitOrderLineInput;
  SubmitOrderPayload: ResolverTypeWrapper<SubmitOrderPayload>;
  Substitution: ResolverTypeWrapper<Substitution>;
  SubstitutionStatus: SubstitutionStatus;
  UnitCode: ResolverTypeWrapper<Scalars['UnitCode']['output']>;
  UnitPrice: ResolverTypeWrapper<UnitPrice>;
  Warehouse: ResolverTypeWrapper<Warehouse>;
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
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Locale: Scalars['Locale']['output'];
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  Order: Order | FederationReferenceTypes['Order'];
  OrderAddress: OrderAddress;
  OrderConnection: OrderConnection;
  OrderFilter: OrderFilter;
  OrderHold: OrderHold;
  OrderLine: OrderLine;
  OrderUserError: OrderUserError;
  PageInfo: PageInfo;
  Product: Product;
  Quantity: Quantity;
  Query: Record<PropertyKey, never>;
  Shipment: Shipment;
  ShipmentLine: ShipmentLine;
  SubmitOrderInput: SubmitOrderInput;
  SubmitOrderLineInput: SubmitOrderLineInput;
  SubmitOrderPayload: SubmitOrderPayload;
  Substitution: Substitution;
  UnitCode: Scalars['UnitCode']['output'];
  UnitPrice: UnitPrice;
  Warehouse: Warehouse;
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
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<AccountOrdersArgs, 'first'>>;
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

export interface LocaleScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Locale'], any> {
  name: 'Locale';
}

export type MoneyResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  submitOrder?: Resolver<Maybe<ResolversTypes['SubmitOrderPayload']>, ParentType, ContextType, RequireFields<MutationSubmitOrderArgs, 'idempotencyKey' | 'input'>>;
};

export type OrderResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  holds?: Resolver<Maybe<Array<ResolversTypes['OrderHold']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Maybe<Array<ResolversTypes['OrderLine']>>, ParentType, ContextType>;
  orderNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  placedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  placedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  poNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  shipTo?: Resolver<Maybe<ResolversTypes['OrderAddress']>, ParentType, ContextType>;
  shipments?: Resolver<Maybe<Array<ResolversTypes['Shipment']>>, ParentType, ContextType>;
  sourceStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['OrderStatus']>, ParentType, ContextType>;
  subtotal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type OrderAddressResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['OrderAddress'] = ResolversParentTypes['OrderAddress']> = {
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Order']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderHoldResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['OrderHold'] = ResolversParentTypes['OrderHold']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['OrderHoldType'], ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  allocated?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  backordered?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  cancelled?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  expectedDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  extendedPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineNumber?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ordered?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  productName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  returned?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  shipped?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderLineStatus'], ParentType, ContextType>;
  substitution?: Resolver<Maybe<ResolversTypes['Substitution']>, ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['UnitPrice'], ParentType, ContextType>;
};

export type OrderUserErrorResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['OrderUserError'] = ResolversParentTypes['OrderUserError']> = {
  code?: Resolver<ResolversTypes['OrderUserErrorCode'], ParentType, ContextType>;
  lineIndex?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProductResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  sku?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QuantityResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Quantity'] = ResolversParentTypes['Quantity']> = {
  uom?: Resolver<ResolversTypes['UnitCode'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first'>>;
};

export type ShipmentResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Shipment'] = ResolversParentTypes['Shipment']> = {
  carrier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['ShipmentLine']>, ParentType, ContextType>;
  shippedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  trackingNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  warehouse?: Resolver<Maybe<ResolversTypes['Warehouse']>, ParentType, ContextType>;
};

export type ShipmentLineResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['ShipmentLine'] = ResolversParentTypes['ShipmentLine']> = {
  orderLineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
};

export type SubmitOrderPayloadResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['SubmitOrderPayload'] = ResolversParentTypes['SubmitOrderPayload']> = {
  isReplay?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['OrderUserError']>, ParentType, ContextType>;
};

export type SubstitutionResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Substitution'] = ResolversParentTypes['Substitution']> = {
  originalSku?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SubstitutionStatus'], ParentType, ContextType>;
};

export interface UnitCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['UnitCode'], any> {
  name: 'UnitCode';
}

export type UnitPriceResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['UnitPrice'] = ResolversParentTypes['UnitPrice']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  basisQuantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  basisUom?: Resolver<ResolversTypes['UnitCode'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type WarehouseResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Warehouse'] = ResolversParentTypes['Warehouse']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = unknown> = {
  Account?: AccountResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Locale?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderAddress?: OrderAddressResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderHold?: OrderHoldResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OrderUserError?: OrderUserErrorResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Quantity?: QuantityResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Shipment?: ShipmentResolvers<ContextType>;
  ShipmentLine?: ShipmentLineResolvers<ContextType>;
  SubmitOrderPayload?: SubmitOrderPayloadResolvers<ContextType>;
  Substitution?: SubstitutionResolvers<ContextType>;
  UnitCode?: GraphQLScalarType;
  UnitPrice?: UnitPriceResolvers<ContextType>;
  Warehouse?: WarehouseResolvers<ContextType>;
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

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

export type AttributeOption = {
  __typename?: 'AttributeOption';
  code: Scalars['String']['output'];
  label: Scalars['String']['output'];
};

export type AttributeValue = BooleanValue | DateValue | MeasureValue | NumberValue | OptionsValue | TextValue;

export type BooleanValue = {
  __typename?: 'BooleanValue';
  isTrue: Scalars['Boolean']['output'];
};

export type Category = {
  __typename?: 'Category';
  /** From the root down to the parent. */
  ancestors?: Maybe<Array<Category>>;
  children?: Maybe<Array<Category>>;
  code: Scalars['ID']['output'];
  name?: Maybe<Scalars['String']['output']>;
  parent?: Maybe<Category>;
  /** The products of this category and of those below it, in an order that stays the same from page to page. */
  products?: Maybe<ProductConnection>;
};


export type CategoryNameArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


export type CategoryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type DateValue = {
  __typename?: 'DateValue';
  date: Scalars['Date']['output'];
};

export type Document = {
  __typename?: 'Document';
  code: Scalars['ID']['output'];
  /** Null when the document is not bound to a language, as a CAD file. */
  locale?: Maybe<Scalars['Locale']['output']>;
  mimeType?: Maybe<Scalars['String']['output']>;
  revisionDate?: Maybe<Scalars['Date']['output']>;
  title?: Maybe<Scalars['String']['output']>;
  type: DocumentType;
  url: Scalars['String']['output'];
};


export type DocumentTitleArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};

export type DocumentType =
  | 'CAD_2D'
  | 'CAD_3D'
  | 'CERTIFICATE'
  | 'DATASHEET'
  | 'DECLARATION_OF_CONFORMITY'
  | 'INSTALLATION_GUIDE'
  | 'MANUAL'
  | 'SDS';

/** A measured value, in the unit that was entered and in the standard unit of its measurement family. */
export type MeasureValue = {
  __typename?: 'MeasureValue';
  amount: Scalars['Decimal']['output'];
  standardAmount: Scalars['Decimal']['output'];
  standardUnit: Scalars['String']['output'];
  symbol?: Maybe<Scalars['String']['output']>;
  /** Unit code of the PIM's measurement family, for example `MILLIMETER`. */
  unit: Scalars['String']['output'];
};

export type MediaAsset = {
  __typename?: 'MediaAsset';
  altText?: Maybe<Scalars['String']['output']>;
  code: Scalars['ID']['output'];
  mimeType?: Maybe<Scalars['String']['output']>;
  role: MediaRole;
  url: Scalars['String']['output'];
};


export type MediaAssetAltTextArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};

export type MediaRole =
  | 'GALLERY'
  | 'LINE_ART'
  | 'PRIMARY';

/** An amount of money, rounded to the exponent of its currency. */
export type Money = {
  __typename?: 'Money';
  amount: Scalars['Decimal']['output'];
  currencyCode: Scalars['CurrencyCode']['output'];
};

export type NumberValue = {
  __typename?: 'NumberValue';
  number: Scalars['Decimal']['output'];
};

/** One or several choices of a list. */
export type OptionsValue = {
  __typename?: 'OptionsValue';
  options: Array<AttributeOption>;
};

/** A level of the packaging hierarchy (GS1), as content describes it. Conversions that count are `Product.sellingUoms`. */
export type PackagingLevel = {
  __typename?: 'PackagingLevel';
  /** How many base units it holds. */
  baseQuantity: Scalars['Decimal']['output'];
  grossWeight?: Maybe<MeasureValue>;
  gtin?: Maybe<Scalars['String']['output']>;
  level: PackagingLevelType;
};

export type PackagingLevelType =
  | 'CASE'
  | 'EACH'
  | 'INNER_PACK'
  | 'PALLET';

/** Where a page of a connection ends, as the Relay cursor connections specification says; pages go forward. */
export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

export type Product = {
  __typename?: 'Product';
  /** Specifications. All of them, or those with the given codes, in the order of the family. */
  attributes?: Maybe<Array<ProductAttribute>>;
  brand?: Maybe<Scalars['String']['output']>;
  categories?: Maybe<Array<Category>>;
  contentUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  description?: Maybe<Scalars['String']['output']>;
  documents?: Maybe<Array<Document>>;
  family?: Maybe<ProductFamily>;
  /** Global trade item number (GS1) of the base unit. */
  gtin?: Maybe<Scalars['String']['output']>;
  manufacturerPartNumber?: Maybe<Scalars['String']['output']>;
  media?: Maybe<Array<MediaAsset>>;
  name?: Maybe<Scalars['String']['output']>;
  packaging?: Maybe<Array<PackagingLevel>>;
  /** Relationships from this product to others, by type and then SKU. */
  relationships?: Maybe<ProductRelationshipConnection>;
  shortDescription?: Maybe<Scalars['String']['output']>;
  sku: Scalars['ID']['output'];
  /** The variants this product is one of, for example one bolt diameter in all its lengths. Null where it stands alone. */
  variantGroup?: Maybe<VariantGroup>;
};


export type ProductAttributesArgs = {
  codes?: InputMaybe<Array<Scalars['String']['input']>>;
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


export type ProductDescriptionArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


export type ProductDocumentsArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
  types?: InputMaybe<Array<DocumentType>>;
};


export type ProductNameArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


export type ProductRelationshipsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  types?: InputMaybe<Array<RelationshipType>>;
};


export type ProductShortDescriptionArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};

export type ProductAttribute = {
  __typename?: 'ProductAttribute';
  code: Scalars['String']['output'];
  /** The value as a person reads it, with its unit: `25 mm`. */
  displayValue: Scalars['String']['output'];
  group?: Maybe<Scalars['String']['output']>;
  label: Scalars['String']['output'];
  value: AttributeValue;
};

export type ProductConnection = {
  __typename?: 'ProductConnection';
  nodes: Array<Product>;
  pageInfo: PageInfo;
};

export type ProductFamily = {
  __typename?: 'ProductFamily';
  code: Scalars['ID']['output'];
  label?: Maybe<Scalars['String']['output']>;
};


export type ProductFamilyLabelArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};

export type ProductFilter = {
  brand?: InputMaybe<Scalars['String']['input']>;
  /** A category code; the categories below it count too. */
  category?: InputMaybe<Scalars['ID']['input']>;
  /** A family code. */
  family?: InputMaybe<Scalars['ID']['input']>;
};

export type ProductRelationshipConnection = {
  __typename?: 'ProductRelationshipConnection';
  edges: Array<ProductRelationshipEdge>;
  pageInfo: PageInfo;
};

export type ProductRelationshipEdge = {
  __typename?: 'ProductRelationshipEdge';
  node: Product;
  /** How many of the related product: kit components and the like. Null where it says nothing. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  type: RelationshipType;
};

/** A quantity in a unit of measure. */
export type Quantity = {
  __typename?: 'Quantity';
  uom: Scalars['UnitCode']['output'];
  value: Scalars['Decimal']['output'];
};

export type Query = {
  __typename?: 'Query';
  category?: Maybe<Category>;
  /** A product by its SKU. Null when there is none. */
  product?: Maybe<Product>;
  /** Products a page at a time, in an order that stays the same from page to page. */
  products?: Maybe<ProductConnection>;
  /** Products by SKU, in the order asked, null where there is none. At most 200. */
  productsBySku?: Maybe<Array<Maybe<Product>>>;
  /** The top categories of the master tree. */
  rootCategories?: Maybe<Array<Category>>;
};


export type QueryCategoryArgs = {
  code: Scalars['ID']['input'];
};


export type QueryProductArgs = {
  sku: Scalars['ID']['input'];
};


export type QueryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProductFilter>;
  first?: Scalars['Int']['input'];
};


export type QueryProductsBySkuArgs = {
  skus: Array<Scalars['ID']['input']>;
};

export type RelationshipType =
  | 'ACCESSORY'
  | 'COMPATIBLE_WITH'
  | 'CONSUMABLE'
  | 'CROSS_SELL'
  | 'KIT_COMPONENT'
  /** The related product is a kit that holds this one. */
  | 'PART_OF_KIT'
  | 'SPARE_PART'
  | 'SUBSTITUTE'
  /** The related, newer product takes the place of this one. */
  | 'SUPERSEDED_BY'
  /** This product takes the place of the related, older one. */
  | 'SUPERSEDES';

export type TextValue = {
  __typename?: 'TextValue';
  text: Scalars['String']['output'];
};

/** A price that may be finer than the currency's exponent, for a basis quantity: 13.20 USD per 100 EA. */
export type UnitPrice = {
  __typename?: 'UnitPrice';
  amount: Scalars['Decimal']['output'];
  basisQuantity: Scalars['Decimal']['output'];
  basisUom: Scalars['UnitCode']['output'];
  currencyCode: Scalars['CurrencyCode']['output'];
};

/** A product model of the PIM and its variants. */
export type VariantGroup = {
  __typename?: 'VariantGroup';
  /** Codes of the attributes in which the variants differ. */
  axes: Array<Scalars['String']['output']>;
  code: Scalars['ID']['output'];
  name?: Maybe<Scalars['String']['output']>;
  products: Array<Product>;
};


/** A product model of the PIM and its variants. */
export type VariantGroupNameArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
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
  Category: Category;
  Product: Product;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Category:
    ( { __typename: 'Category' }
    & GraphQLRecursivePick<FederationTypes['Category'], {"code":true}> );
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"sku":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AttributeValue:
    | ( BooleanValue )
    | ( DateValue )
    | ( MeasureValue )
    | ( NumberValue )
    | ( OptionsValue )
    | ( TextValue )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AttributeOption: ResolverTypeWrapper<AttributeOption>;
  AttributeValue: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AttributeValue']>;
  BooleanValue: ResolverTypeWrapper<BooleanValue>;
  Category: ResolverTypeWrapper<Omit<Category, 'ancestors' | 'children' | 'parent' | 'products'> & { ancestors?: Maybe<Array<ResolversTypes['Category']>>, children?: Maybe<Array<ResolversTypes['Category']>>, parent?: Maybe<ResolversTypes['Category']>, products?: Maybe<ResolversTypes['ProductConnection']> }>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateValue: ResolverTypeWrapper<DateValue>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Document: ResolverTypeWrapper<Document>;
  DocumentType: DocumentType;
  Locale: ResolverTypeWrapper<Scalars['Locale']['output']>;
  MeasureValue: ResolverTypeWrapper<MeasureValue>;
  MediaAsset: ResolverTypeWrapper<MediaAsset>;
  MediaRole: MediaRole;
  Money: ResolverTypeWrapper<Money>;
  NumberValue: ResolverTypeWrapper<NumberValue>;
  OptionsValue: ResolverTypeWrapper<OptionsValue>;
  PackagingLevel: ResolverTypeWrapper<PackagingLevel>;
  PackagingLevelType: PackagingLevelType;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Product: ResolverTypeWrapper<Omit<Product, 'attributes' | 'categories' | 'relationships' | 'variantGroup'> & { attributes?: Maybe<Array<ResolversTypes['ProductAttribute']>>, categories?: Maybe<Array<ResolversTypes['Category']>>, relationships?: Maybe<ResolversTypes['ProductRelationshipConnection']>, variantGroup?: Maybe<ResolversTypes['VariantGroup']> }>;
  ProductAttribute: ResolverTypeWrapper<Omit<ProductAttribute, 'value'> & { value: ResolversTypes['AttributeValue'] }>;
  ProductConnection: ResolverTypeWrapper<Omit<ProductConnection, 'nodes'> & { nodes: Array<ResolversTypes['Product']> }>;
  ProductFamily: ResolverTypeWrapper<ProductFamily>;
  ProductFilter: ProductFilter;
  ProductRelationshipConnection: ResolverTypeWrapper<Omit<ProductRelationshipConnection, 'edges'> & { edges: Array<ResolversTypes['ProductRelationshipEdge']> }>;
  ProductRelationshipEdge: ResolverTypeWrapper<Omit<ProductRelationshipEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  Quantity: ResolverTypeWrapper<Quantity>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RelationshipType: RelationshipType;
  TextValue: ResolverTypeWrapper<TextValue>;
  UnitCode: ResolverTypeWrapper<Scalars['UnitCode']['output']>;
  UnitPrice: ResolverTypeWrapper<UnitPrice>;
  VariantGroup: ResolverTypeWrapper<{ readonly code: string }>;
  governance__CacheControlScope: Governance__CacheControlScope;
  governance__IdentityClaim: Governance__IdentityClaim;
  governance__System: Governance__System;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AttributeOption: AttributeOption;
  AttributeValue: ResolversUnionTypes<ResolversParentTypes>['AttributeValue'];
  BooleanValue: BooleanValue;
  Category: Omit<Category, 'ancestors' | 'children' | 'parent' | 'products'> & { ancestors?: Maybe<Array<ResolversParentTypes['Category']>>, children?: Maybe<Array<ResolversParentTypes['Category']>>, parent?: Maybe<ResolversParentTypes['Category']>, products?: Maybe<ResolversParentTypes['ProductConnection']> } | FederationReferenceTypes['Category'];
  ID: Scalars['ID']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  DateValue: DateValue;
  Decimal: Scalars['Decimal']['output'];
  Document: Document;
  Locale: Scalars['Locale']['output'];
  MeasureValue: MeasureValue;
  MediaAsset: MediaAsset;
  Money: Money;
  NumberValue: NumberValue;
  OptionsValue: OptionsValue;
  PackagingLevel: PackagingLevel;
  PageInfo: PageInfo;
  Product: Omit<Product, 'attributes' | 'categories' | 'relationships' | 'variantGroup'> & { attributes?: Maybe<Array<ResolversParentTypes['ProductAttribute']>>, categories?: Maybe<Array<ResolversParentTypes['Category']>>, relationships?: Maybe<ResolversParentTypes['ProductRelationshipConnection']>, variantGroup?: Maybe<ResolversParentTypes['VariantGroup']> } | FederationReferenceTypes['Product'];
  ProductAttribute: Omit<ProductAttribute, 'value'> & { value: ResolversParentTypes['AttributeValue'] };
  ProductConnection: Omit<ProductConnection, 'nodes'> & { nodes: Array<ResolversParentTypes['Product']> };
  ProductFamily: ProductFamily;
  ProductFilter: ProductFilter;
  ProductRelationshipConnection: Omit<ProductRelationshipConnection, 'edges'> & { edges: Array<ResolversParentTypes['ProductRelationshipEdge']> };
  ProductRelationshipEdge: Omit<ProductRelationshipEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  Quantity: Quantity;
  Query: Record<PropertyKey, never>;
  TextValue: TextValue;
  UnitCode: Scalars['UnitCode']['output'];
  UnitPrice: UnitPrice;
  VariantGroup: { readonly code: string };
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

export type AttributeOptionResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['AttributeOption'] = ResolversParentTypes['AttributeOption']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AttributeValueResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['AttributeValue'] = ResolversParentTypes['AttributeValue']> = {
  __resolveType: TypeResolveFn<'BooleanValue' | 'DateValue' | 'MeasureValue' | 'NumberValue' | 'OptionsValue' | 'TextValue', ParentType, ContextType>;
};

export type BooleanValueResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['BooleanValue'] = ResolversParentTypes['BooleanValue']> = {
  isTrue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'], FederationReferenceType extends FederationReferenceTypes['Category'] = FederationReferenceTypes['Category']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Category']> | FederationReferenceType, FederationReferenceType, ContextType>;
  ancestors?: Resolver<Maybe<Array<ResolversTypes['Category']>>, ParentType, ContextType>;
  children?: Resolver<Maybe<Array<ResolversTypes['Category']>>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<CategoryNameArgs>>;
  parent?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, RequireFields<CategoryProductsArgs, 'first'>>;
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

export type DateValueResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['DateValue'] = ResolversParentTypes['DateValue']> = {
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DocumentResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  locale?: Resolver<Maybe<ResolversTypes['Locale']>, ParentType, ContextType>;
  mimeType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revisionDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<DocumentTitleArgs>>;
  type?: Resolver<ResolversTypes['DocumentType'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface LocaleScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Locale'], any> {
  name: 'Locale';
}

export type MeasureValueResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['MeasureValue'] = ResolversParentTypes['MeasureValue']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  standardAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  standardUnit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  symbol?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MediaAssetResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['MediaAsset'] = ResolversParentTypes['MediaAsset']> = {
  altText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<MediaAssetAltTextArgs>>;
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mimeType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['MediaRole'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type NumberValueResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['NumberValue'] = ResolversParentTypes['NumberValue']> = {
  number?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OptionsValueResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['OptionsValue'] = ResolversParentTypes['OptionsValue']> = {
  options?: Resolver<Array<ResolversTypes['AttributeOption']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PackagingLevelResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['PackagingLevel'] = ResolversParentTypes['PackagingLevel']> = {
  baseQuantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  grossWeight?: Resolver<Maybe<ResolversTypes['MeasureValue']>, ParentType, ContextType>;
  gtin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  level?: Resolver<ResolversTypes['PackagingLevelType'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProductResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attributes?: Resolver<Maybe<Array<ResolversTypes['ProductAttribute']>>, ParentType, ContextType, Partial<ProductAttributesArgs>>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categories?: Resolver<Maybe<Array<ResolversTypes['Category']>>, ParentType, ContextType>;
  contentUpdatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<ProductDescriptionArgs>>;
  documents?: Resolver<Maybe<Array<ResolversTypes['Document']>>, ParentType, ContextType, Partial<ProductDocumentsArgs>>;
  family?: Resolver<Maybe<ResolversTypes['ProductFamily']>, ParentType, ContextType>;
  gtin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  manufacturerPartNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  media?: Resolver<Maybe<Array<ResolversTypes['MediaAsset']>>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<ProductNameArgs>>;
  packaging?: Resolver<Maybe<Array<ResolversTypes['PackagingLevel']>>, ParentType, ContextType>;
  relationships?: Resolver<Maybe<ResolversTypes['ProductRelationshipConnection']>, ParentType, ContextType, RequireFields<ProductRelationshipsArgs, 'first'>>;
  shortDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<ProductShortDescriptionArgs>>;
  sku?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  variantGroup?: Resolver<Maybe<ResolversTypes['VariantGroup']>, ParentType, ContextType>;
};

export type ProductAttributeResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['ProductAttribute'] = ResolversParentTypes['ProductAttribute']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  displayValue?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['AttributeValue'], ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProductFamilyResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['ProductFamily'] = ResolversParentTypes['ProductFamily']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<ProductFamilyLabelArgs>>;
};

export type ProductRelationshipConnectionResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['ProductRelationshipConnection'] = ResolversParentTypes['ProductRelationshipConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProductRelationshipEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProductRelationshipEdgeResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['ProductRelationshipEdge'] = ResolversParentTypes['ProductRelationshipEdge']> = {
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['RelationshipType'], ParentType, ContextType>;
};

export type QuantityResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Quantity'] = ResolversParentTypes['Quantity']> = {
  uom?: Resolver<ResolversTypes['UnitCode'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType, RequireFields<QueryCategoryArgs, 'code'>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'sku'>>;
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, RequireFields<QueryProductsArgs, 'first'>>;
  productsBySku?: Resolver<Maybe<Array<Maybe<ResolversTypes['Product']>>>, ParentType, ContextType, RequireFields<QueryProductsBySkuArgs, 'skus'>>;
  rootCategories?: Resolver<Maybe<Array<ResolversTypes['Category']>>, ParentType, ContextType>;
};

export type TextValueResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['TextValue'] = ResolversParentTypes['TextValue']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type VariantGroupResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['VariantGroup'] = ResolversParentTypes['VariantGroup']> = {
  axes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<VariantGroupNameArgs>>;
  products?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = unknown> = {
  AttributeOption?: AttributeOptionResolvers<ContextType>;
  AttributeValue?: AttributeValueResolvers<ContextType>;
  BooleanValue?: BooleanValueResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DateValue?: DateValueResolvers<ContextType>;
  Decimal?: GraphQLScalarType;
  Document?: DocumentResolvers<ContextType>;
  Locale?: GraphQLScalarType;
  MeasureValue?: MeasureValueResolvers<ContextType>;
  MediaAsset?: MediaAssetResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  NumberValue?: NumberValueResolvers<ContextType>;
  OptionsValue?: OptionsValueResolvers<ContextType>;
  PackagingLevel?: PackagingLevelResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductAttribute?: ProductAttributeResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductFamily?: ProductFamilyResolvers<ContextType>;
  ProductRelationshipConnection?: ProductRelationshipConnectionResolvers<ContextType>;
  ProductRelationshipEdge?: ProductRelationshipEdgeResolvers<ContextType>;
  Quantity?: QuantityResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  TextValue?: TextValueResolvers<ContextType>;
  UnitCode?: GraphQLScalarType;
  UnitPrice?: UnitPriceResolvers<ContextType>;
  VariantGroup?: VariantGroupResolvers<ContextType>;
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

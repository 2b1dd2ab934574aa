// What people have decided of every root field and every input of the graph. A new one is in none of these lists until
// somebody has thought of who could misuse it, and the access matrix says so.

/**
 * - `everybody`: the same for all, without a token, but for fields below it that are declared to differ by caller.
 * - `caller`: for all, and for each account what concerns it.
 * - `account`: for accounts that the token covers, and nobody else.
 */
export type Audience = 'everybody' | 'caller' | 'account';

export const rootFieldAudiences: Readonly<Record<string, Audience>> = {
  'Query.account': 'account',
  'Query.order': 'account',
  'Query.orders': 'account',
  'Mutation.submitOrder': 'account',
  'Query.warehouses': 'caller',
  'Query.prices': 'caller',
  'Query.firmPrices': 'caller',
  'Query.product': 'everybody',
  'Query.productsBySku': 'everybody',
  'Query.products': 'everybody',
  'Query.category': 'everybody',
  'Query.rootCategories': 'everybody',
};

/** Values that are an account's own although nothing in the schema says so. Each is tried with those of others. */
export type OwnValue = 'orderId' | 'poNumber' | 'cursor' | 'projectId' | 'warehouse' | 'address' | 'idempotencyKey';

/**
 * What a value of each input can do. Arguments that are declared with `@accountScope` are not here: what they can do is
 * declared. `public` names something that is for everybody; `form` says how much, of which kind or in which language.
 */
export const inputDecisions: Readonly<Record<string, OwnValue | 'public' | 'form'>> = {
  'Query.order(id:)': 'orderId',
  'Query.orders(filter:)': 'form',
  'Query.orders(first:)': 'form',
  'Query.orders(after:)': 'cursor',
  'Account.orders(filter:)': 'form',
  'Account.orders(first:)': 'form',
  'Account.orders(after:)': 'cursor',
  'OrderFilter.statuses': 'form',
  'OrderFilter.isOpen': 'form',
  'OrderFilter.poNumber': 'poNumber',
  'OrderFilter.sku': 'public',
  'OrderFilter.placedFrom': 'form',
  'OrderFilter.placedTo': 'form',
  'Query.prices(lines:)': 'form',
  'Query.firmPrices(lines:)': 'form',
  'PriceLineInput.sku': 'public',
  'PriceLineInput.quantity': 'form',
  'PriceLineInput.uom': 'public',
  'PriceLineInput.currency': 'public',
  'PriceLineInput.projectId': 'projectId',
  'Product.price(quantity:)': 'form',
  'Product.price(uom:)': 'public',
  'Product.price(currency:)': 'public',
  'Product.price(projectId:)': 'projectId',
  'Product.availability(warehouses:)': 'warehouse',
  'Query.product(sku:)': 'public',
  'Query.productsBySku(skus:)': 'public',
  'Query.products(filter:)': 'form',
  'Query.products(first:)': 'form',
  'Query.products(after:)': 'public',
  'ProductFilter.category': 'public',
  'ProductFilter.family': 'public',
  'ProductFilter.brand': 'public',
  'Query.category(code:)': 'public',
  'Category.name(locale:)': 'form',
  'Category.products(first:)': 'form',
  'Category.products(after:)': 'public',
  'Product.name(locale:)': 'form',
  'Product.shortDescription(locale:)': 'form',
  'Product.description(locale:)': 'form',
  'Product.attributes(codes:)': 'public',
  'Product.attributes(locale:)': 'form',
  'Product.documents(types:)': 'form',
  'Product.documents(locale:)': 'form',
  'Product.relationships(types:)': 'form',
  'Product.relationships(first:)': 'form',
  'Product.relationships(after:)': 'public',
  'ProductFamily.label(locale:)': 'form',
  'VariantGroup.name(locale:)': 'form',
  'Document.title(locale:)': 'form',
  'MediaAsset.altText(locale:)': 'form',
  'Mutation.submitOrder(input:)': 'form',
  'Mutation.submitOrder(idempotencyKey:)': 'idempotencyKey',
  'SubmitOrderInput.poNumber': 'form',
  'SubmitOrderInput.shipToAddressId': 'address',
  'SubmitOrderInput.requestedDate': 'form',
  'SubmitOrderInput.lines': 'form',
  'SubmitOrderLineInput.sku': 'public',
  'SubmitOrderLineInput.quantity': 'form',
  'SubmitOrderLineInput.uom': 'public',
  'SubmitOrderLineInput.expectedUnitPrice': 'form',
  'SubmitOrderLineInput.projectId': 'projectId',
};

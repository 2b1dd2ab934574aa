// The ERP's seed as rows of its tables, each decimal and instant checked on the way.
import type { ErpSeed, ItemSeed, PriceSeed } from '../seed.ts';
import { ExactDecimal } from '../rules/exact-decimal.ts';

/** Values by column; an undefined one is NULL. */
export type SeedRow = Record<string, string | number | boolean | undefined>;

/** Rows by table. Throws at the first record that is malformed, naming it. */
export function mapSeedToRows(seed: ErpSeed): Record<string, SeedRow[]> {
  const currencyByPriceList = new Map(seed.priceLists.map((list) => [list.code, list.currencyCode]));
  const listCurrency = (code: string): string => {
    const currency = currencyByPriceList.get(code);
    if (currency === undefined) throw new Error(`The ERP seed has a price for the unknown price list ${code}.`);
    return currency;
  };
  return {
    units_of_measure: seed.unitsOfMeasure.map(({ code, name, unece, decimals }) => ({ code, name, unece, decimals })),
    payment_terms: seed.paymentTerms.map((terms) => ({
      code: terms.code,
      name: terms.name,
      net_days: terms.netDays,
      discount_percent: terms.discountPercent && toDecimal(terms.discountPercent, `payment terms ${terms.code}`),
      discount_days: terms.discountDays,
    })),
    customer_groups: seed.customerGroups.map(({ code, name }) => ({ code, name })),
    price_lists: seed.priceLists.map(({ code, name, currencyCode }) => ({ code, name, currency_code: currencyCode })),
    warehouses: seed.warehouses.map(({ accountId, code, name, type, city, country }) => {
      if ((type === 'CONSIGNMENT') !== (accountId !== undefined)) {
        throw new Error(`Warehouse ${code} of the ERP seed: a consignment warehouse, and no other, names its account.`);
      }
      return { code, name, type, city, country, account_id: accountId };
    }),
    accounts: seed.accounts.map((account) => ({
      id: account.id,
      account_number: account.accountNumber,
      name: account.name,
      status: account.status,
      currency_code: account.currencyCode,
      language: account.language,
      parent_id: account.parentId,
      customer_group: account.customerGroup,
      payment_terms: account.paymentTerms,
      preferred_warehouse: account.preferredWarehouse,
      is_po_number_required: account.orderPolicy.isPoNumberRequired,
      is_ship_complete_only: account.orderPolicy.isShipCompleteOnly,
      are_backorders_allowed: account.orderPolicy.areBackordersAllowed,
      are_substitutions_allowed: account.orderPolicy.areSubstitutionsAllowed,
      credit_limit: account.credit.limit && toDecimal(account.credit.limit, `account ${account.id}`),
      balance: toDecimal(account.credit.balance, `account ${account.id}`),
      on_order: toDecimal(account.credit.onOrder, `account ${account.id}`),
      overdue: toDecimal(account.credit.overdue, `account ${account.id}`),
      is_on_credit_hold: account.credit.isOnHold,
    })),
    account_price_lists: seed.accounts.flatMap(({ id, priceLists }) =>
      priceLists.map((code, position) => ({ account_id: id, position, price_list: code })),
    ),
    addresses: seed.accounts.flatMap(({ id: accountId, addresses }) =>
      addresses.map((address) => ({
        account_id: accountId,
        id: address.id,
        type: address.type,
        is_default: address.isDefault,
        name: address.name,
        lines: JSON.stringify(address.lines),
        city: address.city,
        region: address.region,
        postal_code: address.postalCode,
        country: address.country,
      })),
    ),
    items: seed.items.map((item) => mapItem(item)),
    selling_uoms: seed.items.flatMap(({ sku, sellingUoms }) =>
      sellingUoms.map((unit, position) => ({
        sku,
        uom: unit.uom,
        position,
        numerator: toPositive(unit.numerator, `unit ${unit.uom} of item ${sku}`),
        denominator: toPositive(unit.denominator, `unit ${unit.uom} of item ${sku}`),
        is_default: unit.isDefault,
        minimum_order_quantity: toPositive(unit.minimumOrderQuantity, `unit ${unit.uom} of item ${sku}`),
        order_increment: toPositive(unit.orderIncrement, `unit ${unit.uom} of item ${sku}`),
      })),
    ),
    customer_part_numbers: seed.customerPartNumbers.map(({ accountId, sku, partNumber }) => ({
      account_id: accountId,
      sku,
      part_number: partNumber,
    })),
    uom_permissions: seed.uomPermissions.flatMap(({ accountId, sku, uoms }) =>
      uoms.map((uom) => ({ account_id: accountId, sku, uom })),
    ),
    agreements: seed.agreements.map((agreement) => ({
      number: agreement.number,
      name: agreement.name,
      account_id: agreement.accountId,
      covers_children: agreement.coversChildren,
      currency_code: agreement.currencyCode,
      valid_from: agreement.validFrom,
      valid_to: agreement.validTo,
    })),
    projects: seed.projects.map((project) => ({
      id: project.id,
      number: project.number,
      name: project.name,
      account_id: project.accountId,
      currency_code: project.currencyCode,
      valid_from: project.validFrom,
      valid_to: project.validTo,
    })),
    prices: [
      ...seed.listPrices.map((price) => ({
        ...mapPrice(price),
        price_list: price.priceList,
        currency_code: listCurrency(price.priceList),
      })),
      ...seed.promotions.map((price) => ({
        ...mapPrice(price),
        price_list: price.priceList,
        promotion_code: price.code,
        currency_code: listCurrency(price.priceList),
      })),
      ...seed.groupPrices.map((price) => ({
        ...mapPrice(price),
        customer_group: price.customerGroup,
        currency_code: price.currencyCode,
      })),
      ...seed.agreements.flatMap((agreement) =>
        agreement.prices.map((price) => ({
          ...mapPrice(price, agreement),
          agreement: agreement.number,
          currency_code: agreement.currencyCode,
        })),
      ),
      ...seed.projects.flatMap((project) =>
        project.prices.map((price) => ({
          ...mapPrice(price, project),
          project: project.id,
          currency_code: project.currencyCode,
          remaining_quantity: price.remainingQuantity && toDecimal(price.remainingQuantity, `project ${project.id}`),
        })),
      ),
    ],
    stock_levels: seed.stock.map(({ sku, warehouse, onHand, reserved }) => ({
      sku,
      warehouse,
      on_hand: toDecimal(onHand, `the stock of ${sku} in ${warehouse}`),
      reserved: toDecimal(reserved, `the stock of ${sku} in ${warehouse}`),
    })),
    future_supplies: seed.futureSupplies.map(({ sku, warehouse, date, quantity, type }) => ({
      sku,
      warehouse,
      date,
      quantity: toPositive(quantity, `the supply of ${sku} in ${warehouse}`),
      type,
    })),
  };
}

function mapItem(item: ItemSeed): SeedRow {
  if (item.sellingUoms.filter(({ isDefault }) => isDefault).length !== 1) {
    throw new Error(`Item ${item.sku} of the ERP seed must have exactly one default selling unit.`);
  }
  return {
    sku: item.sku,
    description: item.description,
    status: item.status,
    type: item.type,
    base_uom: item.baseUom,
    hs_code: item.hsCode,
    country_of_origin: item.countryOfOrigin,
    is_backorder_allowed: item.isBackorderAllowed,
    low_stock_threshold: item.lowStockThreshold && toDecimal(item.lowStockThreshold, `item ${item.sku}`),
    drop_ship_warehouse: item.dropShipWarehouse,
    lead_time_business_days: item.leadTime?.businessDays,
    lead_time_basis: item.leadTime?.basis,
    price_on_request_reason: item.priceOnRequestReason,
    updated_at: toInstant(item.updatedAt, `item ${item.sku}`),
  };
}

/** A price holds while both it and the agreement or project that it belongs to do. Their days are days in UTC. */
function mapPrice(price: PriceSeed, within: { validFrom?: string; validTo?: string } = {}): SeedRow {
  const subject = `a price of ${price.sku}`;
  const tiers = price.tiers
    .map(({ minimumQuantity, amount }) => ({
      minimumQuantity: toDecimal(minimumQuantity, subject),
      amount: toDecimal(amount, subject),
    }))
    .toSorted((left, right) => new ExactDecimal(left.minimumQuantity).comparedTo(right.minimumQuantity));
  if (tiers.length === 0) throw new Error(`The ERP seed has ${subject} without tiers.`);
  if (tiers.some((tier, index) => new ExactDecimal(tier.minimumQuantity).eq(tiers[index + 1]?.minimumQuantity ?? -1))) {
    throw new Error(`The ERP seed has ${subject} with two tiers from the same quantity on.`);
  }
  const starts = [
    ...(price.validFrom === undefined ? [] : [toInstant(price.validFrom, subject)]),
    ...(within.validFrom === undefined ? [] : [toInstant(`${within.validFrom}T00:00:00Z`, subject)]),
  ].toSorted();
  const ends = [
    ...(price.validTo === undefined ? [] : [toInstant(price.validTo, subject)]),
    ...(within.validTo === undefined ? [] : [dayAfter(within.validTo, subject)]),
  ].toSorted();
  return {
    sku: price.sku,
    basis_quantity: toPositive(price.basisQuantity ?? '1', subject),
    tiers: JSON.stringify(tiers),
    valid_from: starts.at(-1),
    valid_to: ends[0],
  };
}

function dayAfter(date: string, subject: string): string {
  const end = new Date(toInstant(`${date}T00:00:00Z`, subject));
  end.setUTCDate(end.getUTCDate() + 1);
  return end.toISOString();
}

function toInstant(text: string, subject: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new Error(`The ERP seed has ${subject} with ${JSON.stringify(text)}, which is no instant.`);
  return new Date(time).toISOString();
}

function toDecimal(text: string, subject: string): string {
  if (!/^\d+(\.\d+)?$/.test(text) || text.length > 40) {
    throw new Error(`The ERP seed has ${subject} with ${JSON.stringify(text)}, which is no decimal of zero or more.`);
  }
  return text;
}

function toPositive(text: string, subject: string): string {
  if (new ExactDecimal(toDecimal(text, subject)).isZero()) {
    throw new Error(`The ERP seed has ${subject} with 0, which must be above zero.`);
  }
  return text;
}

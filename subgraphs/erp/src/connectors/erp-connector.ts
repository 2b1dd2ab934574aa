// What the ERP subgraph asks of an ERP, in the words of the graph. Each product that can stand behind it has a connector.
import type {
  Account,
  Availability,
  Credit,
  PriceResult,
  Product,
  Warehouse,
  WarehouseAvailability,
} from '../generated/resolver-types.ts';

/**
 * Every list is read in one call to the ERP where its API allows it. Keys are distinct, at most 200 a list. All methods
 * end when `signal` fires, and reject with a SystemError when the ERP does not answer as it should.
 */
export interface ErpConnector {
  /** The items that exist, as this account sees them. Without an account: as an anonymous visitor does. */
  readItems(skus: readonly string[], accountId: string | undefined, signal: AbortSignal): Promise<readonly Item[]>;
  /** One answer a line, in the order asked. */
  readPrices(query: PriceQuery, signal: AbortSignal): Promise<readonly PriceResult[]>;
  /**
   * One answer a question, in the order asked; null for what is not kept in stock, unknown SKUs included. With an
   * account, its consignment stock is answered too.
   */
  readStock(
    questions: readonly StockQuestion[],
    accountId: string | undefined,
    signal: AbortSignal,
  ): Promise<readonly (StockAnswer | null)[]>;
  /** All of them. */
  readWarehouses(signal: AbortSignal): Promise<readonly OwnedWarehouse[]>;
  /** The accounts that exist. Parent, children and preferred warehouse are given by their keys. */
  readAccounts(accountIds: readonly string[], signal: AbortSignal): Promise<readonly Account[]>;
  /** The credit of the accounts that exist, by account id. */
  readCredits(accountIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, Credit>>;
}

/** What the item master says of a product. */
export type Item = Required<
  Pick<
    Product,
    'sku' | 'itemStatus' | 'itemType' | 'baseUom' | 'sellingUoms' | 'hsCode' | 'countryOfOrigin' | 'customerPartNumber'
  >
>;

/** BROWSE may be shown for a while; FIRM is what the ERP honours for an order placed now. */
export type PricePurpose = 'BROWSE' | 'FIRM';

export interface PriceQuery {
  readonly purpose: PricePurpose;
  /** Undefined: an anonymous visitor. */
  readonly accountId: string | undefined;
  readonly lines: readonly PriceQuestion[];
}

export interface PriceQuestion {
  readonly sku: string;
  readonly quantity: string;
  /** The default selling unit of the item when undefined. */
  readonly uom: string | undefined;
  /** The account's currency when undefined. */
  readonly currencyCode: string | undefined;
  readonly projectId: string | undefined;
}

export interface StockQuestion {
  readonly sku: string;
  /** Distinct, at least one. All shared warehouses when undefined. */
  readonly warehouses: readonly string[] | undefined;
}

export interface StockAnswer {
  /** Over the shared warehouses asked for. */
  readonly availability: Availability;
  /** The account's own; empty when no account was given. */
  readonly consignment: WarehouseAvailability[];
}

/** `consigneeId` is the account whose goods lie in a consignment warehouse; null for every other warehouse. */
export type OwnedWarehouse = Required<Omit<Warehouse, '__typename'>> & { readonly consigneeId: string | null };

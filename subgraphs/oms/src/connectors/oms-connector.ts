// What the OMS subgraph asks of an OMS, in the words of the graph. Each product that can stand behind it has a connector.
import type { Order, OrderStatus, OrderUserError } from '../generated/resolver-types.ts';

/**
 * All methods end when `signal` fires, and reject with a SystemError when the OMS does not answer as it should. Who may
 * see an order is decided by whoever calls: every order tells its account.
 */
export interface OmsConnector {
  /** The orders that exist. Ids are distinct, at most 200. */
  readOrders(ids: readonly string[], signal: AbortSignal): Promise<readonly KnownOrder[]>;
  /**
   * One answer a search, in the order asked, all in one call where the OMS allows it; at most 50. A search that cannot
   * be answered as it was put is answered with an error, and the others are answered nevertheless.
   */
  searchOrders(searches: readonly OrderSearch[], signal: AbortSignal): Promise<readonly (OrderPage | Error)[]>;
  /**
   * Places the order once for each idempotency key of the account. Rejects when it is not known whether the order was
   * placed; the same key then tells.
   */
  submitOrder(submission: OrderSubmission, idempotencyKey: string, signal: AbortSignal): Promise<SubmissionOutcome>;
}

/** An order and whose it is. Products, warehouses and the account are given by their keys. */
export type KnownOrder = Order & { readonly account: { readonly id: string } };

export interface OrderSearch {
  readonly accountId: string;
  /** All conditions must hold; undefined ones do not count. */
  readonly filter: OrderConditions;
  /** 1 to 100. */
  readonly first: number;
  /** The cursor of the page before. */
  readonly after: string | undefined;
  /** Whether all orders that match are to be counted. */
  readonly isCountAsked: boolean;
}

export interface OrderConditions {
  readonly statuses?: readonly OrderStatus[] | undefined;
  readonly isOpen?: boolean | undefined;
  readonly poNumber?: string | undefined;
  readonly sku?: string | undefined;
  /** Inclusive. */
  readonly placedFrom?: string | undefined;
  /** Exclusive. */
  readonly placedTo?: string | undefined;
}

export interface OrderPage {
  /** Newest first. */
  readonly orders: readonly KnownOrder[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
  /** Null unless it was asked for. */
  readonly totalCount: number | null;
}

export interface OrderSubmission {
  readonly accountId: string;
  /** The subject of the token. */
  readonly placedBy: string;
  readonly poNumber: string | undefined;
  readonly shipToAddressId: string | undefined;
  readonly requestedDate: string | undefined;
  readonly lines: readonly OrderSubmissionLine[];
}

export interface OrderSubmissionLine {
  readonly sku: string;
  readonly quantity: string;
  readonly uom: string | undefined;
  readonly expectedUnitPrice: string | undefined;
  readonly projectId: string | undefined;
}

export type SubmissionOutcome =
  | { readonly isPlaced: true; readonly order: KnownOrder; readonly isReplay: boolean }
  | { readonly isPlaced: false; readonly userErrors: OrderUserError[] };

// What the embedded OMS imports: orders as another order system would hand them over, each with its whole history.

/** Everything the OMS imports into an empty database. Plain and serialisable: it may as well be read from a JSON file. */
export interface OmsSeed {
  orders: OmsOrderSeed[];
}

/** One order. Amounts are in `currencyCode`; quantities and amounts are decimal strings. */
export interface OmsOrderSeed {
  /** Unique, opaque to callers, at most 64 characters of `A-Z a-z 0-9 . _ -`. */
  id: string;
  /** The number that people use, for example `SO-100234`. Unique. */
  orderNumber: string;
  accountId: string;
  poNumber?: string;
  /** RFC 3339 in UTC. */
  placedAt: string;
  /** Subject of the token of whoever placed it. */
  placedBy: string;
  /** RFC 3339 in UTC; when it last changed. */
  updatedAt: string;
  /**
   * The status as this OMS calls it: `CREATED`, `BOOKED`, `RELEASED`, `CLOSED` or `CANCELLED`. Any other text is
   * kept as it is and shown to callers as the normalised status `UNKNOWN`.
   */
  sourceStatus: string;
  /** ISO 4217. */
  currencyCode: string;
  /** ISO 8601 date that the buyer asked for. */
  requestedDate?: string;
  shipTo: OmsAddressSeed;
  /** Holds that are in force now. */
  holds: OmsHoldSeed[];
  /** At least one. */
  lines: OmsLineSeed[];
  shipments: OmsShipmentSeed[];
}

export interface OmsAddressSeed {
  name: string;
  lines: string[];
  city: string;
  region?: string;
  postalCode: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

export interface OmsHoldSeed {
  type: 'CREDIT' | 'PRICE' | 'MANUAL';
  /** RFC 3339 in UTC. */
  since: string;
  message: string;
}

/**
 * One line. All quantities are in `uom`, and the import refuses those that do not add up:
 * allocated + backordered + shipped + cancelled <= ordered (the rest is open), delivered <= shipped, returned <= shipped.
 */
export interface OmsLineSeed {
  /** Unique over all orders. */
  id: string;
  /** From 1, unique in the order. */
  lineNumber: number;
  /** What is delivered. For an accepted substitution this is the substitute. */
  sku: string;
  /** The name as it was when the order was placed. */
  productName: string;
  uom: string;
  ordered: string;
  /** Set aside in a warehouse and not yet shipped. */
  allocated: string;
  backordered: string;
  /** All that has left a warehouse, delivered and returned goods included: the sum over shipments that have `shippedAt`. */
  shipped: string;
  /** The sum over shipments that have `deliveredAt`. */
  delivered: string;
  cancelled: string;
  returned: string;
  /** Net, per basis quantity: 13.20 per 100 EA. */
  unitPrice: { amount: string; basisQuantity: string; basisUom: string };
  /** Price of the ordered quantity, rounded to the exponent of the currency. */
  extendedPrice: string;
  /** ISO 8601 date at which backordered goods are expected. */
  expectedDate?: string;
  projectId?: string;
  substitution?: { originalSku: string; status: 'PROPOSED' | 'ACCEPTED' | 'REJECTED' };
}

export interface OmsShipmentSeed {
  /** Unique over all orders. */
  id: string;
  warehouseCode: string;
  carrier?: string;
  trackingNumber?: string;
  /** RFC 3339 in UTC. Absent while the goods are still being picked. */
  shippedAt?: string;
  deliveredAt?: string;
  /** `quantity` is in the unit of the order line. At least one. */
  lines: { orderLineId: string; quantity: string }[];
}

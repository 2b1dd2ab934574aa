// The reservation that an order asks of the ERP, kept until the ERP has answered.
import type { components } from '@commerce-graph/schema/erp-integration';

export interface ReservationOrder {
  orderId: string;
  /** Sent as it stands, however often: the ERP knows a repeated request by its reference and compares the rest. */
  request: components['schemas']['ReservationRequest'];
  /** How the unit of each order line converts to the base units in which the ERP answers, by line id. */
  units: Record<string, LineUnit>;
}

/** One of the unit is numerator / denominator base units. */
export interface LineUnit {
  numerator: string;
  denominator: string;
  /** Decimal places that a quantity in the unit may have. */
  decimals: number;
}

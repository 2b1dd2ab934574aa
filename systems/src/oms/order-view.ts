// An order as callers see it: the record, with its normalised status and its subtotal.
import type { components } from '@commerce-graph/schema/oms-integration';
import { sumDecimals } from './exact-decimal.ts';
import { isOpenStatus, normaliseLineStatus, normaliseOrderStatus } from './rules/order-status.ts';
import type { OmsOrderSeed } from './seed.ts';

export type OrderView = components['schemas']['Order'];

export function viewOrder(order: OmsOrderSeed): OrderView {
  const { currencyCode, lines, shipments, ...rest } = order;
  const status = normaliseOrderStatus(order);
  const uomByLineId = new Map(lines.map((line) => [line.id, line.uom]));
  return {
    ...rest,
    status,
    isOpen: isOpenStatus(status),
    subtotal: { amount: sumAmounts(lines.map((line) => line.extendedPrice)), currencyCode },
    lines: lines.map((line) => ({
      ...line,
      status: normaliseLineStatus(line, order.sourceStatus),
      unitPrice: { ...line.unitPrice, currencyCode },
      extendedPrice: { amount: line.extendedPrice, currencyCode },
    })),
    shipments: shipments.map((shipment) => ({
      ...shipment,
      lines: shipment.lines.flatMap((line) => {
        const uom = uomByLineId.get(line.orderLineId);
        return uom === undefined ? [] : [{ ...line, uom }];
      }),
    })),
  };
}

/** The exact sum, with as many decimals as the finest amount: the ERP has already rounded each to its currency. */
export function sumAmounts(amounts: readonly string[]): string {
  return sumDecimals(amounts).toFixed(Math.max(...amounts.map((amount) => amount.split('.')[1]?.length ?? 0)));
}

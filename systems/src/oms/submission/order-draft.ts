// Writes the order that a reviewed submission places, and the reservation that it asks of the ERP.
import { randomUUID } from 'node:crypto';
import type { components as Erp } from '@commerce-graph/schema/erp-integration';
import type { components as Oms } from '@commerce-graph/schema/oms-integration';
import { ExactDecimal } from '../exact-decimal.ts';
import type { ReviewedLine } from '../rules/review-line.ts';
import type { SubmissionReview } from '../rules/review-submission.ts';
import type { OmsLineSeed, OmsOrderSeed } from '../seed.ts';
import type { ReservationOrder } from './reservation-order.ts';

export interface OrderDraft {
  order: Omit<OmsOrderSeed, 'orderNumber'>;
  reservation: ReservationOrder;
}

export function draftOrder(
  submission: Oms['schemas']['OrderSubmission'],
  { lines: reviewed, shipTo, subtotal }: Extract<SubmissionReview, { isAccepted: true }>,
  { orderPolicy }: Erp['schemas']['Account'],
  now: Date,
): OrderDraft {
  const id = randomUUID();
  const lines = reviewed.map((line, index) => draftLine(line, `${id}-${index + 1}`, index + 1));
  const { name, lines: addressLines, city, region, postalCode, country } = shipTo;
  return {
    order: {
      id,
      accountId: submission.accountId,
      ...(submission.poNumber !== undefined && { poNumber: submission.poNumber }),
      placedAt: now.toISOString(),
      placedBy: submission.placedBy,
      updatedAt: now.toISOString(),
      sourceStatus: 'CREATED',
      currencyCode: subtotal.currencyCode,
      ...(submission.requestedDate !== undefined && { requestedDate: submission.requestedDate }),
      shipTo: { name, lines: addressLines, city, ...(region !== undefined && { region }), postalCode, country },
      holds: [],
      lines,
      shipments: [],
    },
    reservation: {
      orderId: id,
      request: {
        reference: id,
        accountId: submission.accountId,
        // An account that takes backorders but wants one shipment gets its order; the goods wait for each other.
        isShipCompleteOnly: !orderPolicy.areBackordersAllowed,
        value: subtotal,
        lines: lines.map(({ id: lineId, sku, ordered, uom, projectId }, index) => ({
          lineId,
          sku,
          quantity: ordered,
          uom,
          // A line for a project that got another price takes nothing of what the project has left.
          ...(projectId !== undefined && reviewed[index]?.price.source === 'PROJECT' && { projectId }),
        })),
      },
      units: Object.fromEntries(
        reviewed.map(({ sellingUom: { numerator, denominator, uom } }, index) => [
          `${id}-${index + 1}`,
          { numerator, denominator, decimals: uom.decimals },
        ]),
      ),
    },
  };
}

function draftLine({ line, item, sellingUom, price }: ReviewedLine, id: string, lineNumber: number): OmsLineSeed {
  const { amount, basisQuantity, basisUom } = price.unitPrice;
  return {
    id,
    lineNumber,
    sku: item.sku,
    productName: item.description ?? item.sku,
    uom: sellingUom.uom.code,
    ordered: new ExactDecimal(line.quantity).toFixed(),
    allocated: '0',
    backordered: '0',
    shipped: '0',
    delivered: '0',
    cancelled: '0',
    returned: '0',
    unitPrice: { amount, basisQuantity, basisUom },
    extendedPrice: price.extendedPrice.amount,
    ...(line.projectId !== undefined && { projectId: line.projectId }),
  };
}

// Brings the reservation of a recorded order to its end: booked, withdrawn, or held. It may be tried any number of times,
// by the request that placed the order, by one that repeats it, and by the OMS itself.
import type { components as Erp } from '@commerce-graph/schema/erp-integration';
import type { components as Oms } from '@commerce-graph/schema/oms-integration';
import type { ErpClient } from '../erp/erp-client.ts';
import { ErpRefusedError } from '../erp/erp-errors.ts';
import { applyReservation } from '../rules/apply-reservation.ts';
import { explainRefusal } from '../rules/explain-refusal.ts';
import type { OmsOrderSeed } from '../seed.ts';
import type { OrderStore } from '../store/order-store.ts';
import type { ReservationOrder } from './reservation-order.ts';

type OrderError = Oms['schemas']['OrderError'];

export type Settlement =
  /** The order stands; it is reserved, or on hold because the ERP would not. */
  | { outcome: 'SETTLED' }
  /** Nobody had been told of the order, and it is gone. */
  | { outcome: 'WITHDRAWN'; errors: OrderError[] }
  /** Whether the ERP has reserved is not known. The reservation is still due. */
  | { outcome: 'UNANSWERED'; error: unknown };

export interface ReservationSettlement {
  /** Throws when the ERP would not take the question, and the order was withdrawn for it. */
  settle(orderId: string): Promise<Settlement>;
}

export interface ReservationSettlementOptions {
  store: OrderStore;
  erp: Pick<ErpClient, 'reserve'>;
  clock: () => Date;
}

export function createReservationSettlement({
  store,
  erp,
  clock,
}: ReservationSettlementOptions): ReservationSettlement {
  const running = new Map<string, Promise<Settlement>>();

  return {
    settle(orderId) {
      // Two attempts at once would each see the other's end as their own.
      const shared = running.get(orderId);
      if (shared !== undefined) return shared;
      const attempt = attemptSettlement(orderId).finally(() => running.delete(orderId));
      running.set(orderId, attempt);
      return attempt;
    },
  };

  async function attemptSettlement(orderId: string): Promise<Settlement> {
    const due = store.findReservationDue(orderId);
    if (due === undefined) return { outcome: 'SETTLED' };
    try {
      const answer = await erp.reserve(due.request);
      if (answer.outcome === 'REFUSED') return endUnreserved(due, explainRefusal(answer.problem));
      store.endReservation(orderId, (order) => bookOrder(order, due, answer.reservation, clock()));
      return { outcome: 'SETTLED' };
    } catch (error) {
      if (!(error instanceof ErpRefusedError)) return { outcome: 'UNANSWERED', error };
      // Asking again would not help, and the order must not be left waiting for ever.
      const ended = endUnreserved(due, []);
      if (ended.outcome === 'WITHDRAWN') throw error;
      return ended;
    }
  }

  function endUnreserved({ orderId }: ReservationOrder, errors: OrderError[]): Settlement {
    if (store.withdraw(orderId)) return { outcome: 'WITHDRAWN', errors };
    store.endReservation(orderId, (order) => holdOrder(order, errors, clock()));
    return { outcome: 'SETTLED' };
  }
}

function bookOrder(
  order: OmsOrderSeed,
  { units }: ReservationOrder,
  reservation: Erp['schemas']['Reservation'],
  now: Date,
): OmsOrderSeed {
  const reservedByLineId = new Map(reservation.lines.map((line) => [line.lineId, line]));
  return {
    ...order,
    updatedAt: now.toISOString(),
    sourceStatus: 'BOOKED',
    lines: order.lines.map((line) => {
      const reserved = reservedByLineId.get(line.id);
      const unit = units[line.id];
      if (reserved === undefined || unit === undefined) {
        throw new Error(`The ERP's reservation ${reservation.reference} says nothing of line ${line.id}.`);
      }
      return applyReservation(line, reserved, unit);
    }),
  };
}

function holdOrder(order: OmsOrderSeed, errors: readonly OrderError[], now: Date): OmsOrderSeed {
  const since = now.toISOString();
  const reasons = errors.map(({ message }) => message).join(' ');
  const message = `The order could not be reserved. ${reasons}`.trim();
  return { ...order, updatedAt: since, holds: [...order.holds, { type: chooseHold(errors), since, message }] };
}

/** Whose desk the order lies on: credit control's, the pricing desk's, or that of whoever looks after deliveries. */
function chooseHold(errors: readonly OrderError[]): OmsOrderSeed['holds'][number]['type'] {
  if (errors.some(({ code }) => code === 'CREDIT_LIMIT_EXCEEDED')) return 'CREDIT';
  return errors.some(({ code }) => code === 'PRICE_CHANGED') ? 'PRICE' : 'MANUAL';
}

// Goes on with reservations that are still due: those that a crash interrupted, and those the ERP did not answer.
import { ErpUnavailableError } from '../erp/erp-errors.ts';
import type { OrderStore } from '../store/order-store.ts';
import type { ReservationSettlement } from './reservation-settlement.ts';

export interface ReservationRetry {
  /** Ends after the attempt in progress. */
  stop(): Promise<void>;
}

export interface ReservationRetryOptions {
  store: OrderStore;
  settlement: ReservationSettlement;
  /** Pause between two rounds, in milliseconds. */
  intervalMs: number;
  report: (error: unknown, message: string) => void;
}

/** Starts at once, so that a restarted OMS first finishes what it had begun. */
export function startReservationRetry({
  store,
  settlement,
  intervalMs,
  report,
}: ReservationRetryOptions): ReservationRetry {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round = run();

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await round;
    },
  };

  async function run(): Promise<void> {
    for (const { orderId } of store.listReservationsDue()) {
      if (isStopped) return;
      try {
        const settled = await settlement.settle(orderId);
        if (settled.outcome === 'UNANSWERED') {
          report(settled.error, `the reservation of order ${orderId} stays due`);
          // A silent ERP would make each of the others wait for its own deadline.
          if (settled.error instanceof ErpUnavailableError) break;
        }
      } catch (error) {
        // One order that cannot be settled must not keep the others waiting.
        report(error, `the reservation of order ${orderId} failed`);
      }
    }
    if (isStopped) return;
    timer = setTimeout(() => {
      round = run();
    }, intervalMs);
    timer.unref();
  }
}

// Writes orders: every step of a submission is one transaction here, and no step can be taken twice.
import type { SystemDatabase } from '../../server/database.ts';
import { normaliseOrderStatus } from '../rules/order-status.ts';
import type { SubmissionDefaults } from '../rules/request-fingerprint.ts';
import type { OmsOrderSeed } from '../seed.ts';
import type { ReservationOrder } from '../submission/reservation-order.ts';

/** A submission that has recorded its order. */
export interface RecordedSubmission {
  orderId: string;
  fingerprint: string;
  /** Those that its fingerprint was made with. */
  defaults: SubmissionDefaults;
  /** True until its buyer could have been answered. */
  isPending: boolean;
}

export interface SubmissionToRecord {
  idempotencyKey: string;
  fingerprint: string;
  defaults: SubmissionDefaults;
  /** Without `orderNumber`, which is given here. */
  order: Omit<OmsOrderSeed, 'orderNumber'>;
  reservation: ReservationOrder;
}

export interface OrderStore {
  /** Adds an order that another system has placed. */
  importOrder(order: OmsOrderSeed): void;
  findSubmission(accountId: string, idempotencyKey: string): RecordedSubmission | undefined;
  /**
   * Records order, key and the reservation still due, all or nothing. False when the key was recorded meanwhile, by
   * another process on the same file.
   */
  recordSubmission(submission: SubmissionToRecord): boolean;
  /** What the ERP has yet to confirm, the oldest order first. */
  listReservationsDue(): ReservationOrder[];
  findReservationDue(orderId: string): ReservationOrder | undefined;
  /** Ends a reservation that was due by the change given to the order. False when it had ended before. */
  endReservation(orderId: string, change: (order: OmsOrderSeed) => OmsOrderSeed): boolean;
  /** From now on the buyer may know of the order: it is seen by all, and never withdrawn. */
  acknowledge(orderId: string): void;
  /** Forgets an order that nobody has been told of, with its key. False when it has been acknowledged meanwhile. */
  withdraw(orderId: string): boolean;
}

export function createOrderStore(database: SystemDatabase): OrderStore {
  const nextNumber = database.prepare<{ value: number }>(
    'UPDATE counters SET value = value + 1 WHERE name = @name RETURNING value',
  );
  const raiseNumber = database.prepare('UPDATE counters SET value = max(value, @value) WHERE name = @name');
  const insertOrder = database.prepare(`
    INSERT INTO orders (id, order_number, account_id, po_number, placed_at, updated_at, status, stage, change_number, document)
    VALUES (@id, @orderNumber, @accountId, @poNumber, @placedAt, @updatedAt, @status, @stage, @changeNumber, @document)`);
  const updateOrder = database.prepare(`
    UPDATE orders SET updated_at = @updatedAt, status = @status, stage = 'PLACED', change_number = @changeNumber,
      document = @document WHERE id = @id`);
  const insertSku = database.prepare('INSERT OR IGNORE INTO order_skus (order_id, sku) VALUES (@orderId, @sku)');
  const selectOrder = database.prepare<{ stage: string; document: string }>(
    'SELECT stage, document FROM orders WHERE id = @id',
  );
  const placeOrder = database.prepare(
    `UPDATE orders SET stage = 'PLACED', change_number = @changeNumber WHERE id = @id AND stage = 'PENDING'`,
  );
  const deletePending = database.prepare(`DELETE FROM orders WHERE id = @id AND stage = 'PENDING'`);
  const selectSubmission = database.prepare<SubmissionRow>(`
    SELECT order_id, fingerprint, defaults, stage FROM submissions JOIN orders ON orders.id = order_id
    WHERE submissions.account_id = @accountId AND idempotency_key = @idempotencyKey`);
  const insertSubmission = database.prepare(`
    INSERT INTO submissions (account_id, idempotency_key, fingerprint, defaults, order_id)
    VALUES (@accountId, @idempotencyKey, @fingerprint, @defaults, @orderId)`);
  const insertReservation = database.prepare(
    'INSERT INTO reservations_due (order_id, request) VALUES (@orderId, @request)',
  );
  const selectReservations = database.prepare<{ request: string }>(
    'SELECT request FROM reservations_due JOIN orders ON orders.id = order_id ORDER BY placed_at, orders.id',
  );
  const selectReservation = database.prepare<{ request: string }>(
    'SELECT request FROM reservations_due WHERE order_id = @orderId',
  );
  const deleteReservation = database.prepare('DELETE FROM reservations_due WHERE order_id = @orderId');

  const store: OrderStore = {
    importOrder(order) {
      addOrder(order, 'PLACED');
      const digits = /(\d{1,15})$/.exec(order.orderNumber)?.[1];
      // Numbers given here go on from the highest imported one.
      if (digits !== undefined) raiseNumber.run({ name: 'order_number', value: Number(digits) });
    },
    findSubmission(accountId, idempotencyKey) {
      const row = selectSubmission.first({ accountId, idempotencyKey });
      if (row === undefined) return undefined;
      return {
        orderId: row.order_id,
        fingerprint: row.fingerprint,
        defaults: JSON.parse(row.defaults) as SubmissionDefaults,
        isPending: row.stage === 'PENDING',
      };
    },
    recordSubmission: ({ idempotencyKey, fingerprint, defaults, order, reservation }) =>
      database.transaction(() => {
        if (store.findSubmission(order.accountId, idempotencyKey) !== undefined) return false;
        addOrder({ ...order, orderNumber: `SO-${takeNumber('order_number')}` }, 'PENDING');
        insertSubmission.run({
          accountId: order.accountId,
          idempotencyKey,
          fingerprint,
          defaults: JSON.stringify(defaults),
          orderId: order.id,
        });
        insertReservation.run({ orderId: order.id, request: JSON.stringify(reservation) });
        return true;
      }),
    listReservationsDue: () => selectReservations.all().map(parseReservation),
    findReservationDue: (orderId) => selectReservation.all({ orderId }).map(parseReservation)[0],
    endReservation: (orderId, change) =>
      database.transaction(() => {
        if (deleteReservation.run({ orderId }) === 0) return false;
        const row = selectOrder.first({ id: orderId });
        if (row === undefined) throw new Error(`Order ${orderId} has a reservation due but is not recorded.`);
        const order = change(parseOrder(row.document));
        updateOrder.run({
          id: orderId,
          updatedAt: Date.parse(order.updatedAt),
          status: normaliseOrderStatus(order),
          changeNumber: takeNumber('change_number'),
          document: JSON.stringify(order),
        });
        return true;
      }),
    acknowledge: (orderId) =>
      database.transaction(() => {
        placeOrder.run({ id: orderId, changeNumber: takeNumber('change_number') });
      }),
    // What belongs to the order goes with it (ON DELETE CASCADE).
    withdraw: (orderId) => database.transaction(() => deletePending.run({ id: orderId }) > 0),
  };
  return store;

  function addOrder(order: OmsOrderSeed, stage: 'PENDING' | 'PLACED'): void {
    insertOrder.run({
      id: order.id,
      orderNumber: order.orderNumber,
      accountId: order.accountId,
      poNumber: order.poNumber ?? null,
      placedAt: Date.parse(order.placedAt),
      updatedAt: Date.parse(order.updatedAt),
      status: normaliseOrderStatus(order),
      stage,
      changeNumber: takeNumber('change_number'),
      document: JSON.stringify(order),
    });
    for (const line of order.lines) {
      insertSku.run({ orderId: order.id, sku: line.sku });
      if (line.substitution !== undefined) insertSku.run({ orderId: order.id, sku: line.substitution.originalSku });
    }
  }

  function takeNumber(name: 'order_number' | 'change_number'): number {
    const row = nextNumber.first({ name });
    if (row === undefined) throw new Error(`The OMS database has no counter "${name}".`);
    return row.value;
  }
}

interface SubmissionRow {
  order_id: string;
  fingerprint: string;
  defaults: string;
  stage: string;
}

/** What is recorded was written by this program from a checked order. */
export function parseOrder(document: string): OmsOrderSeed {
  return JSON.parse(document) as OmsOrderSeed;
}

function parseReservation({ request }: { request: string }): ReservationOrder {
  return JSON.parse(request) as ReservationOrder;
}

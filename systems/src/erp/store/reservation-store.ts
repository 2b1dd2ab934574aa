// Reservations as the ERP keeps them: the request, the answer that was given, and the stock that each one holds.
import type { components } from '@commerce-graph/schema/erp-integration';
import type { SystemDatabase } from '../../server/database.ts';

type Schemas = components['schemas'];

/** Stock promised in a warehouse, backordered goods included. Base units. */
export interface ReservedQuantity {
  readonly sku: string;
  readonly warehouse: string;
  readonly quantity: string;
}

export interface ReservationRecord {
  /** The request in its canonical form: the same request has the same text. */
  readonly request: string;
  readonly answer: Schemas['Reservation'];
  /** What counts as on order, in the account's currency. */
  readonly value: string;
}

export interface ReservationStore {
  findReservation(reference: string): ReservationRecord | undefined;
  findReservedQuantities(reference: string): ReservedQuantity[];
  insertReservation(record: ReservationRecord, reserved: readonly ReservedQuantity[]): void;
  /** Its reserved quantities go with it. */
  deleteReservation(reference: string): void;
}

export function createReservationStore(database: SystemDatabase): ReservationStore {
  const find = database.prepare<{ request: string; answer: string; value: string }>(
    'SELECT request, answer, value FROM reservations WHERE reference = @reference',
  );
  const findQuantities = database.prepare<ReservedQuantity>(
    'SELECT sku, warehouse, quantity FROM reserved_quantities WHERE reference = @reference',
  );
  const insert = database.prepare(`
    INSERT INTO reservations (reference, account_id, request, answer, value)
    VALUES (@reference, @accountId, @request, @answer, @value)`);
  const insertQuantities = database.prepare(`
    INSERT INTO reserved_quantities (reference, sku, warehouse, quantity)
    SELECT @reference, value ->> 'sku', value ->> 'warehouse', value ->> 'quantity' FROM json_each(@reserved)`);
  const remove = database.prepare('DELETE FROM reservations WHERE reference = @reference');

  return {
    findReservation(reference) {
      const row = find.first({ reference });
      if (row === undefined) return undefined;
      return { ...row, answer: JSON.parse(row.answer) as Schemas['Reservation'] };
    },
    findReservedQuantities: (reference) => findQuantities.all({ reference }),
    insertReservation({ request, answer, value }, reserved) {
      const { reference, accountId } = answer;
      insert.run({ reference, accountId, request, value, answer: JSON.stringify(answer) });
      insertQuantities.run({ reference, reserved: JSON.stringify(reserved) });
    },
    deleteReservation(reference) {
      remove.run({ reference });
    },
  };
}

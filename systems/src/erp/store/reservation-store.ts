// Reservations as the ERP keeps them: the request, the answer that was given, and what each one holds.
import type { components } from '@commerce-graph/schema/erp-integration';
import type { SystemDatabase } from '../../server/database.ts';

type Schemas = components['schemas'];

/** Stock promised in a warehouse, backordered goods included. Base units. */
export interface ReservedQuantity {
  readonly sku: string;
  readonly warehouse: string;
  readonly quantity: string;
}

/** What may no longer be called off at a price. Base units. */
export interface CalledOffQuantity {
  readonly priceId: number;
  readonly quantity: string;
}

/** What a reservation holds until it is released. */
export interface ReservationHoldings {
  readonly reserved: readonly ReservedQuantity[];
  readonly calledOff: readonly CalledOffQuantity[];
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
  findHoldings(reference: string): ReservationHoldings;
  insertReservation(record: ReservationRecord, holdings: ReservationHoldings): void;
  /** The record of what it holds goes with it. */
  deleteReservation(reference: string): void;
}

export function createReservationStore(database: SystemDatabase): ReservationStore {
  const find = database.prepare<{ request: string; answer: string; value: string }>(
    'SELECT request, answer, value FROM reservations WHERE reference = @reference',
  );
  const findReserved = database.prepare<ReservedQuantity>(
    'SELECT sku, warehouse, quantity FROM reserved_quantities WHERE reference = @reference',
  );
  const findCalledOff = database.prepare<CalledOffQuantity>(
    'SELECT price_id AS priceId, quantity FROM called_off_quantities WHERE reference = @reference',
  );
  const insert = database.prepare(`
    INSERT INTO reservations (reference, account_id, request, answer, value)
    VALUES (@reference, @accountId, @request, @answer, @value)`);
  const insertReserved = database.prepare(`
    INSERT INTO reserved_quantities (reference, sku, warehouse, quantity)
    SELECT @reference, value ->> 'sku', value ->> 'warehouse', value ->> 'quantity' FROM json_each(@reserved)`);
  const insertCalledOff = database.prepare(`
    INSERT INTO called_off_quantities (reference, price_id, quantity)
    SELECT @reference, value ->> 'priceId', value ->> 'quantity' FROM json_each(@calledOff)`);
  const remove = database.prepare('DELETE FROM reservations WHERE reference = @reference');

  return {
    findReservation(reference) {
      const row = find.first({ reference });
      if (row === undefined) return undefined;
      return { ...row, answer: JSON.parse(row.answer) as Schemas['Reservation'] };
    },
    findHoldings: (reference) => ({
      reserved: findReserved.all({ reference }),
      calledOff: findCalledOff.all({ reference }),
    }),
    insertReservation({ request, answer, value }, { reserved, calledOff }) {
      const { reference, accountId } = answer;
      insert.run({ reference, accountId, request, value, answer: JSON.stringify(answer) });
      insertReserved.run({ reference, reserved: JSON.stringify(reserved) });
      insertCalledOff.run({ reference, calledOff: JSON.stringify(calledOff) });
    },
    deleteReservation(reference) {
      remove.run({ reference });
    },
  };
}

// Inserts many small rows in few statements.
import type { SystemDatabase } from '../../server/database.ts';

const rowsPerStatement = 2000;

export interface RowWriter {
  /** A value per column, in their order. */
  add: (...row: (string | number)[]) => void;
  /** Writes what is still waiting. */
  flush: () => void;
}

/**
 * Rows go in as one JSON array a statement: calling SQLite once for each of a million rows costs several times the
 * inserting.
 */
export function createRowWriter(database: SystemDatabase, table: string, columns: string[]): RowWriter {
  const values = columns.map((_, index) => `json_extract(value, '$[${index}]')`).join(', ');
  const insert = database.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values} FROM json_each(@rows)`,
  );
  let waiting: (string | number)[][] = [];
  const flush = (): void => {
    if (waiting.length > 0) insert.run({ rows: JSON.stringify(waiting) });
    waiting = [];
  };
  return {
    add: (...row) => {
      waiting.push(row);
      if (waiting.length >= rowsPerStatement) flush();
    },
    flush,
  };
}

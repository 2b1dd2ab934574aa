// Fills an empty ERP from its seed: checked, in one transaction, in a few large statements.
import type { SystemDatabase } from '../../server/database.ts';
import type { ErpSeed } from '../seed.ts';
import { type SeedRow, mapSeedToRows } from './seed-rows.ts';

/** Rows a statement. One statement per row would take several times as long; one for all would hold them twice in memory. */
const chunkRows = 2000;

/**
 * Imports the seed when the database has no units of measure yet, otherwise leaves it as it is. Refuses a seed that is
 * not whole: a malformed decimal, an item without a default unit, a reference to something that the seed does not have.
 */
export function importSeed(database: SystemDatabase, seed: ErpSeed): void {
  if (database.prepare('SELECT 1 FROM units_of_measure LIMIT 1').first() !== undefined) return;
  // Checked together at the end: accounts and warehouses refer to each other, and one check of all costs less than each.
  database.prepare('PRAGMA foreign_keys = OFF').run();
  try {
    database.transaction(() => {
      for (const [table, rows] of Object.entries(mapSeedToRows(seed))) insertRows(database, table, rows);
      const broken = database.prepare<{ table: string; parent: string }>('PRAGMA foreign_key_check').first();
      if (broken !== undefined) {
        throw new Error(`The ERP seed has a row for ${broken.table} that refers to none of its ${broken.parent}.`);
      }
    });
  } finally {
    database.prepare('PRAGMA foreign_keys = ON').run();
  }
}

/**
 * The columns are those that any row has; a row without one has NULL there. The rows go in as arrays: with objects, SQLite
 * looks each column's name up in each row, which takes more than twice as long.
 */
function insertRows(database: SystemDatabase, table: string, rows: readonly SeedRow[]): void {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (columns.length === 0) return;
  const values = columns.map((_, index) => `value ->> ${index}`);
  const insert = database.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM json_each(@rows)`,
  );
  for (let start = 0; start < rows.length; start += chunkRows) {
    const chunk = rows.slice(start, start + chunkRows).map((row) => columns.map((column) => row[column] ?? null));
    insert.run({ rows: JSON.stringify(chunk) });
  }
}

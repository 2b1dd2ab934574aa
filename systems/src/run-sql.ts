// Runs a statement on the database of a system: the way to change its data, for which its API has no calls.
import { existsSync } from 'node:fs';
import LibsqlDatabase from 'libsql';

export type SqlAnswer = { readonly rows: readonly unknown[] } | { readonly changes: number };

/**
 * Runs one statement in a transaction of its own, beside the running system or without it. The triggers of the database
 * write the events; the system delivers them. Throws when there is no such database, or the statement breaks a rule of it.
 */
export function runSql(file: string, statement: string): SqlAnswer {
  if (!existsSync(file)) throw new Error(`There is no database ${file}: start the systems once, or set DATA_DIR.`);
  const database = new LibsqlDatabase(file);
  try {
    database.exec('PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000');
    const prepared = database.prepare(statement);
    return prepared.reader ? { rows: prepared.all() } : { changes: prepared.run().changes };
  } finally {
    database.close();
  }
}

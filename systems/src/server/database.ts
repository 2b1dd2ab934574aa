// Opens a system's SQLite file: settings, migrations, and statements with typed rows.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import LibsqlDatabase from 'libsql';

/**
 * Values by name, for `@name` in the SQL. A missing name binds null. Booleans are not among the types for a reason: the
 * native library aborts the process on them.
 */
export type SqlParameters = Readonly<Record<string, string | number | null>>;

export interface SqlStatement<Row> {
  all(parameters?: SqlParameters): Row[];
  first(parameters?: SqlParameters): Row | undefined;
  /** Runs a statement that returns no rows; answers how many it changed. */
  run(parameters?: SqlParameters): number;
}

export interface SystemDatabase {
  /** Compiles a statement once. `Row` is trusted: it must name the columns that the SQL selects. */
  prepare<Row = never>(sql: string): SqlStatement<Row>;
  /** Runs `work` in one write transaction; rolls back when it throws. Does not nest. */
  transaction<Result>(work: () => Result): Result;
  /** Runs a script of statements that return no rows. */
  execute(script: string): void;
  /** Calls `listener` after each transaction that was committed here, until the function that it answers is called. */
  onCommit(listener: () => void): () => void;
  close(): void;
}

export interface DatabaseOptions {
  /** Path of the file; its folder is created when missing. */
  file: string;
  /** SQL scripts in order. Those that the file has not seen are run, each once; published ones are never edited. */
  migrations: readonly string[];
}

export function openDatabase({ file, migrations }: DatabaseOptions): SystemDatabase {
  mkdirSync(dirname(file), { recursive: true });
  const database = new LibsqlDatabase(file);
  // Readers never wait for the writer, and a power cut may lose the last transactions but never corrupts the file.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536');

  const prepare = <Row>(sql: string): SqlStatement<Row> => {
    const statement = database.prepare<SqlParameters>(sql);
    return {
      all: (parameters = {}) => statement.all(parameters) as Row[],
      first: (parameters = {}) => (statement.all(parameters) as Row[])[0],
      run: (parameters = {}) => statement.run(parameters).changes,
    };
  };
  const listeners = new Set<() => void>();
  const opened: SystemDatabase = {
    prepare,
    transaction(work) {
      const result = database.transaction(work).immediate();
      for (const listener of listeners) listener();
      return result;
    },
    execute: (script) => void database.exec(script),
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      database.close();
    },
  };
  migrate(opened, { file, migrations });
  return opened;
}

function migrate(database: SystemDatabase, { file, migrations }: DatabaseOptions): void {
  database.transaction(() => {
    const version = database.prepare<{ user_version: number }>('PRAGMA user_version').first()?.user_version ?? 0;
    if (version > migrations.length) {
      throw new Error(
        `${file} has schema version ${version}, but this program knows only ${migrations.length}: ` +
          'it was written by a newer one. Update the program, or remove the file to start over.',
      );
    }
    for (const script of migrations.slice(version)) database.execute(script);
    database.execute(`PRAGMA user_version = ${migrations.length}`);
  });
}

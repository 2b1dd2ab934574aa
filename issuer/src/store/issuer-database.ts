// What the issuer keeps its state in: a SQL database, SQLite on disk or PostgreSQL, behind the same few calls.

/** Booleans are not among the types for a reason: SQLite has none. Times are milliseconds since 1970. */
export type SqlValue = string | number | null;

export interface SqlCommand {
  /** In the SQL that both databases speak, with `?` for each value. */
  readonly sql: string;
  readonly values?: readonly SqlValue[];
}

export interface IssuerDatabase {
  /** `Row` is trusted: it must name the columns that the SQL returns. */
  all<Row>(sql: string, values?: readonly SqlValue[]): Promise<Row[]>;
  /** Runs commands that return no rows, all or none; answers how many rows each has changed. */
  run(...commands: readonly SqlCommand[]): Promise<number[]>;
  close(): Promise<void>;
}

/** Scripts in order. Those that a database has not seen are run, each once; published ones are never edited. */
export type Migrations = readonly string[];

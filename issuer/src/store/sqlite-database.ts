// The default database of the issuer: one SQLite file.
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import LibsqlDatabase from 'libsql';
import type { IssuerDatabase, Migrations, SqlValue } from './issuer-database.ts';

/** Creates the file, readable by its owner only, when it is missing. */
export function openSqliteDatabase(file: string, migrations: Migrations): IssuerDatabase {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new LibsqlDatabase(file);
  // FULL: a revocation that was answered is not lost by a power cut.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  database.exec('PRAGMA busy_timeout = 5000');
  chmodSync(file, 0o600);
  migrate(database, file, migrations);

  const statements = new Map<string, LibsqlDatabase.Statement<SqlValue[]>>();
  const prepare = (sql: string): LibsqlDatabase.Statement<SqlValue[]> => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare<SqlValue[]>(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    // oxlint-disable-next-line typescript/require-await -- the other database waits, this one does not
    all: async <Row>(sql: string, values: readonly SqlValue[] = []) => prepare(sql).all(...values) as Row[],
    // oxlint-disable-next-line typescript/require-await -- the other database waits, this one does not
    run: async (...commands) =>
      database
        .transaction(() => commands.map(({ sql, values = [] }) => prepare(sql).run(...values).changes))
        .immediate(),
    // oxlint-disable-next-line typescript/require-await -- the other database waits, this one does not
    close: async () => void database.close(),
  };
}

function migrate(database: LibsqlDatabase.Database, file: string, migrations: Migrations): void {
  database
    .transaction(() => {
      const [row] = database.prepare<[]>('PRAGMA user_version').all() as { user_version: number }[];
      const version = row?.user_version ?? 0;
      if (version > migrations.length) throw new Error(describeNewerSchema(file, version, migrations.length));
      for (const script of migrations.slice(version)) database.exec(script);
      database.exec(`PRAGMA user_version = ${migrations.length}`);
    })
    .immediate();
}

/** What to say of a database that a newer program has written. */
export function describeNewerSchema(name: string, version: number, known: number): string {
  return `${name} has schema version ${version}, but this program knows only ${known}: update the program.`;
}

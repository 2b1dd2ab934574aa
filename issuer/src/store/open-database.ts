// Opens the database of the issuer: PostgreSQL where a URL is given, and else a file in the data folder.
import path from 'node:path';
import type { IssuerDatabase } from './issuer-database.ts';
import { openSqliteDatabase } from './sqlite-database.ts';
import { tables } from './tables.ts';

export interface DatabaseLocation {
  /** Folder of the SQLite file; created when missing. */
  readonly dataDir: string;
  /** `postgres://` or `postgresql://`. Default: the SQLite file. */
  readonly databaseUrl?: string;
}

export async function openDatabase({ dataDir, databaseUrl }: DatabaseLocation): Promise<IssuerDatabase> {
  if (databaseUrl === undefined) return openSqliteDatabase(path.join(dataDir, 'issuer.sqlite'), tables);
  // Loaded only where it is used: it takes a tenth of a second.
  const { openPostgresDatabase } = await import('./postgres-database.ts');
  return openPostgresDatabase(databaseUrl, tables);
}

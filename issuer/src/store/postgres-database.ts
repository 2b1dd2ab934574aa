// The database of an issuer that runs in several replicas: PostgreSQL.
import { Pool, type PoolClient, types } from 'pg';
import type { IssuerDatabase, Migrations, SqlCommand, SqlValue } from './issuer-database.ts';
import { describeNewerSchema } from './sqlite-database.ts';

/** Held while the tables are made, so that replicas that start together do not make them twice. */
const migrationLock = 4_004_001;

export async function openPostgresDatabase(url: string, migrations: Migrations): Promise<IssuerDatabase> {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    // Times are milliseconds: whole numbers that a double holds.
    types: {
      getTypeParser: (id, format) => (id === types.builtins.INT8 ? Number : types.getTypeParser(id, format)),
    },
  });
  // An idle connection that breaks is replaced by the next query.
  pool.on('error', () => undefined);

  const inTransaction = async <Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  };
  const runOne = async (client: Pool | PoolClient, { sql, values = [] }: SqlCommand): Promise<number> =>
    (await client.query(numberPlaceholders(sql), [...values])).rowCount ?? 0;

  try {
    await inTransaction((client) => migrate(client, migrations));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    async all<Row>(sql: string, values: readonly SqlValue[] = []) {
      return (await pool.query(numberPlaceholders(sql), [...values])).rows as Row[];
    },
    async run(...commands) {
      const [only] = commands;
      if (commands.length === 1 && only !== undefined) return [await runOne(pool, only)];
      return inTransaction(async (client) => {
        const changes: number[] = [];
        for (const command of commands) changes.push(await runOne(client, command));
        return changes;
      });
    },
    close: () => pool.end(),
  };
}

async function migrate(client: PoolClient, migrations: Migrations): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
  await client.query('CREATE TABLE IF NOT EXISTS issuer_schema (version BIGINT NOT NULL)');
  const { rows } = await client.query<{ version: number }>('SELECT version FROM issuer_schema');
  const version = rows[0]?.version ?? 0;
  if (version > migrations.length) {
    throw new Error(describeNewerSchema("The issuer's PostgreSQL database", version, migrations.length));
  }
  for (const script of migrations.slice(version)) await client.query(script);
  await client.query('DELETE FROM issuer_schema');
  await client.query('INSERT INTO issuer_schema (version) VALUES ($1)', [migrations.length]);
}

/** `?` as PostgreSQL writes it: `$1`, `$2` and so on. No text in our SQL has a question mark. */
function numberPlaceholders(sql: string): string {
  let count = 0;
  return sql.replaceAll('?', () => `$${++count}`);
}

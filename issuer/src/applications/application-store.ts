// The applications in which people may sign in.
import type { IssuerDatabase } from '../store/issuer-database.ts';
import type { Application, ApplicationRequest } from './application.ts';

export interface ApplicationStore {
  /** Adds it, or takes the place of the one with its id. */
  put(request: ApplicationRequest): Promise<Application>;
  list(): Promise<Application[]>;
  find(clientId: string): Promise<Application | undefined>;
  /** False when there is none. */
  remove(clientId: string): Promise<boolean>;
}

interface ApplicationRow {
  readonly client_id: string;
  readonly name: string;
  readonly redirect_uris: string;
  readonly scope: string;
  readonly created_at: number;
}

export function createApplicationStore(database: IssuerDatabase, clock: () => number): ApplicationStore {
  const find = async (clientId: string): Promise<Application | undefined> => {
    const [row] = await database.all<ApplicationRow>('SELECT * FROM applications WHERE client_id = ?', [clientId]);
    return row && readApplication(row);
  };
  return {
    find,
    async put({ client_id: clientId, name, redirect_uris: redirectUris, scope }) {
      await database.run({
        sql:
          'INSERT INTO applications (client_id, name, redirect_uris, scope, created_at) VALUES (?, ?, ?, ?, ?) ' +
          'ON CONFLICT (client_id) DO UPDATE SET name = excluded.name, redirect_uris = excluded.redirect_uris, ' +
          'scope = excluded.scope',
        values: [clientId, name, JSON.stringify(redirectUris), scope, clock()],
      });
      const added = await find(clientId);
      if (added === undefined) throw new Error(`The application ${clientId} is gone.`);
      return added;
    },
    async list() {
      return (await database.all<ApplicationRow>('SELECT * FROM applications ORDER BY client_id')).map(readApplication);
    },
    async remove(clientId) {
      const [removed] = await database.run({ sql: 'DELETE FROM applications WHERE client_id = ?', values: [clientId] });
      return removed === 1;
    },
  };
}

function readApplication(row: ApplicationRow): Application {
  return {
    client_id: row.client_id,
    name: row.name,
    redirect_uris: JSON.parse(row.redirect_uris) as string[],
    scope: row.scope,
    created_at: new Date(row.created_at).toISOString(),
  };
}

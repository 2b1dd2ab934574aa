// An embedded ERP for one test file: a database in a temporary folder, every answer checked, a client with a token.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ErpSystemOptions, createErpSystem } from '../../../systems/src/erp/create-erp-system.ts';
import type { RunningSystem } from '../../../systems/src/server/system-server.ts';
import { type HttpAnswer, type HttpClient, createHttpClient } from '../../contracts/http-client.ts';
import { seed, today } from './seed.ts';

export const credentials = { clientId: 'tests', clientSecret: 's3cret:with/odd+chars%' };

export interface RunningErp extends HttpClient {
  readonly system: RunningSystem;
  readonly databaseFile: string;
  /** The ERP's time; may be set. */
  now: Date;
  /** Closes the system, and starts it again on the same database, with other options where given. */
  restart(changes?: Partial<ErpSystemOptions>): Promise<void>;
  /** Closes the system and removes its folder. Rejects when an answer broke the contract. */
  stop(): Promise<void>;
}

export async function startErp(options: Partial<ErpSystemOptions> = {}): Promise<RunningErp> {
  const folder = await mkdtemp(path.join(tmpdir(), 'erp-'));
  const databaseFile = path.join(folder, 'erp.db');
  const start = (changes: Partial<ErpSystemOptions> = {}): Promise<RunningSystem> =>
    createErpSystem({
      databaseFile,
      credentials,
      seed,
      clock: () => erp.now,
      checkResponses: true,
      logLevel: 'silent',
      // Tests move the clock by months; a token must outlive that, except where its end is the point.
      tokenSeconds: 365 * 24 * 3600,
      ...options,
      ...changes,
    });
  let system: RunningSystem;
  let client: HttpClient;
  const erp: RunningErp = {
    get system() {
      return system;
    },
    databaseFile,
    now: new Date(`${today}T12:00:00Z`),
    send: (method, url, request): Promise<HttpAnswer> => client.send(method, url, request),
    async restart(changes) {
      await system.close();
      system = await start(changes);
      client = createHttpClient(system.url, credentials);
    },
    async stop() {
      try {
        await system.close();
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
  system = await start();
  client = createHttpClient(system.url, credentials);
  return erp;
}

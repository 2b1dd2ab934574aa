// The three embedded systems with the data of Northline, which announce what changes to a receiver of the test.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EventOptions, type RunningSystems, startSystems } from '@commerce-graph/systems';
import { runSql } from '../../../systems/src/run-sql.ts';
import { createHttpClient, type HttpClient } from '../../contracts/http-client.ts';
import { secret } from './event-receiver.ts';

export const client = { clientId: 'test', clientSecret: 'test-secret' };
export const credentials = {
  erp: client,
  oms: client,
  pim: { ...client, username: 'test', password: 'test-password' },
};

/** Failures pass quickly in tests. */
const quickRetry = { minMs: 20, maxMs: 100 };

export interface AnnouncingSystems {
  readonly dataDir: string;
  readonly erp: HttpClient;
  readonly oms: HttpClient;
  readonly systems: RunningSystems;
  /** Changes data as somebody at the system would, beside the running system. */
  change(system: 'erp' | 'pim' | 'oms', statement: string): void;
  read<Row>(system: 'erp' | 'pim' | 'oms', statement: string): Row[];
  /** Ends the systems, and starts them again on the same data. */
  restart(events?: Partial<EventOptions>): Promise<void>;
  close(): Promise<void>;
}

export async function startAnnouncingSystems(
  urls: readonly string[],
  options: Partial<EventOptions> = {},
): Promise<AnnouncingSystems> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'events-'));
  const start = (events: Partial<EventOptions>) =>
    startSystems({
      dataDir,
      credentials,
      checkResponses: true,
      logLevel: 'silent',
      events: { urls, secret, retry: quickRetry, refusedRetry: quickRetry, ...options, ...events },
    });
  let systems = await start({});
  let erp = createHttpClient(systems.erp.url, client);
  let oms = createHttpClient(systems.oms.url, client);
  const fileOf = (system: string) => path.join(dataDir, `${system}.sqlite`);

  return {
    dataDir,
    get systems() {
      return systems;
    },
    get erp() {
      return erp;
    },
    get oms() {
      return oms;
    },
    change(system, statement) {
      const answer = runSql(fileOf(system), statement);
      if (!('changes' in answer) || answer.changes === 0) throw new Error(`Nothing was changed: ${statement}`);
    },
    read<Row>(system: string, statement: string) {
      const answer = runSql(fileOf(system), statement);
      if (!('rows' in answer)) throw new Error(`Nothing was read: ${statement}`);
      return answer.rows as Row[];
    },
    async restart(events = {}) {
      await systems.close();
      systems = await start(events);
      erp = createHttpClient(systems.erp.url, client);
      oms = createHttpClient(systems.oms.url, client);
    },
    async close() {
      await systems.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

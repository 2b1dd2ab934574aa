// The embedded ERP: a server of the ERP integration contract over a SQLite file.
import { contractPath } from '@commerce-graph/schema';
import type { operations } from '@commerce-graph/schema/erp-integration';
import { checkEventOptions } from '@commerce-graph/signed-events';
import { createSystemEvents, type SystemEvents } from '../events/system-events.ts';
import { createClientCredentials } from '../server/client-credentials.ts';
import { loadContract } from '../server/contract.ts';
import { installContractRoutes } from '../server/contract-routes.ts';
import { openDatabase } from '../server/database.ts';
import { type RunningSystem, type SystemOptions, createSystemServer } from '../server/system-server.ts';
import { createAccountAnswers } from './answers/answer-accounts.ts';
import { createAvailabilityAnswers } from './answers/answer-availability.ts';
import { createItemAnswers } from './answers/answer-items.ts';
import { createPriceAnswers } from './answers/answer-prices.ts';
import { createReservationAnswers } from './answers/answer-reservations.ts';
import type { ErpSeed } from './seed.ts';
import { erpChangeTriggers } from './store/change-triggers.ts';
import { createErpStore } from './store/erp-store.ts';
import { importSeed } from './store/import-seed.ts';
import { erpMigrations } from './store/tables.ts';

export interface ErpSystemOptions extends SystemOptions<ErpSeed> {
  /** The one client that may ask for tokens. */
  credentials: { clientId: string; clientSecret: string };
  /** How long a token is good for, in seconds. Default 3600. */
  tokenSeconds?: number;
}

/** Opens the database, imports the seed when it is empty, and listens. Rejects, and leaves nothing open, when any fails. */
export async function createErpSystem(options: ErpSystemOptions): Promise<RunningSystem> {
  const { databaseFile, seed, credentials, clock = () => new Date(), checkResponses = false } = options;
  if (options.events !== undefined) checkEventOptions(options.events);
  const database = openDatabase({ file: databaseFile, migrations: erpMigrations });
  const store = createErpStore(database);
  const access = createClientCredentials({
    ...credentials,
    clock,
    ...(options.tokenSeconds !== undefined && { tokenSeconds: options.tokenSeconds }),
  });
  const { app, switches, listen } = createSystemServer({
    clock,
    authenticate: access.authenticate,
    ...(options.logLevel !== undefined && { logLevel: options.logLevel }),
  });
  access.installTokenRoute(app);
  installContractRoutes<operations>(app, {
    contract: loadContract(contractPath('integration/erp.openapi.yml')),
    checkResponses,
    handlers: {
      ...createItemAnswers(store),
      ...createPriceAnswers(store, clock),
      ...createAvailabilityAnswers(store, clock),
      ...createAccountAnswers(store, clock),
      ...createReservationAnswers(store, clock),
      readHealth() {
        database.prepare('SELECT 1').all();
        return { status: 200, body: { status: 'OK' } };
      },
    },
  });
  let events: SystemEvents | undefined;
  const close = async (): Promise<void> => {
    try {
      await app.close();
      await events?.stop();
    } finally {
      database.close();
    }
  };
  try {
    if (seed !== undefined) importSeed(database, seed);
    events = createSystemEvents({
      database,
      source: 'urn:commerce-graph:erp',
      triggers: erpChangeTriggers,
      events: options.events,
      log: app.log,
    });
    const url = await listen(options.host ?? '127.0.0.1', options.port ?? 0);
    events.start();
    return { url, switches, close };
  } catch (error) {
    await close();
    throw error;
  }
}

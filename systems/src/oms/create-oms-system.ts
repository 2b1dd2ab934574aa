// The embedded OMS: a real HTTP server on a SQLite file that implements schema/integration/oms.openapi.yml.
import { contractPath } from '@commerce-graph/schema';
import type { operations } from '@commerce-graph/schema/oms-integration';
import { checkEventOptions } from '@commerce-graph/signed-events';
import { createSystemEvents } from '../events/system-events.ts';
import { createClientCredentials } from '../server/client-credentials.ts';
import { installContractRoutes } from '../server/contract-routes.ts';
import { loadContract } from '../server/contract.ts';
import { openDatabase } from '../server/database.ts';
import { type RunningSystem, type SystemOptions, createSystemServer } from '../server/system-server.ts';
import { type ErpClientOptions, createErpClient } from './erp/erp-client.ts';
import { createOrderHandlers } from './order-handlers.ts';
import type { OmsSeed } from './seed.ts';
import { omsChangeTriggers } from './store/change-triggers.ts';
import { importOrders } from './store/import-orders.ts';
import { createOrderQueries } from './store/order-queries.ts';
import { orderMigrations } from './store/order-schema.ts';
import { createOrderStore } from './store/order-store.ts';
import { createOrderSubmissions } from './submission/order-submission.ts';
import { startReservationRetry } from './submission/reservation-retry.ts';
import { createReservationSettlement } from './submission/reservation-settlement.ts';

export interface OmsSystemOptions extends SystemOptions<OmsSeed> {
  /** What the clients of the OMS authenticate with. */
  credentials: { clientId: string; clientSecret: string };
  /** The ERP that prices its orders and reserves their stock. */
  erp: ErpClientOptions;
  /** Pause between attempts at reservations that the ERP has not confirmed, in milliseconds. Default 2000. */
  reservationRetryMs?: number;
}

/** Starts an OMS. Only one process may have a database file open. */
export async function createOmsSystem(options: OmsSystemOptions): Promise<RunningSystem> {
  const {
    clock = () => new Date(),
    host = '127.0.0.1',
    port = 0,
    checkResponses = false,
    reservationRetryMs = 2000,
  } = options;
  if (options.events !== undefined) checkEventOptions(options.events);
  const database = openDatabase({ file: options.databaseFile, migrations: orderMigrations });
  // An order that was answered must outlive a power cut, not only a crash.
  database.prepare('PRAGMA synchronous = FULL').all();
  const store = createOrderStore(database);
  if (options.seed !== undefined) importOrders(database, store, options.seed);

  const queries = createOrderQueries(database);
  const erp = createErpClient(options.erp);
  const settlement = createReservationSettlement({ store, erp, clock });
  const submissions = createOrderSubmissions({ store, queries, erp, settlement, clock });

  const credentials = createClientCredentials({ ...options.credentials, clock });
  const server = createSystemServer({
    clock,
    authenticate: (request) => credentials.authenticate(request),
    ...(options.logLevel !== undefined && { logLevel: options.logLevel }),
  });
  const { app, switches } = server;
  credentials.installTokenRoute(app);
  installContractRoutes<operations>(app, {
    contract: loadContract(contractPath('integration/oms.openapi.yml')),
    handlers: createOrderHandlers({ queries, submissions }),
    checkResponses,
  });
  const events = createSystemEvents({
    database,
    source: 'urn:commerce-graph:oms',
    triggers: omsChangeTriggers,
    events: options.events,
    log: app.log,
  });
  const url = await server.listen(host, port);
  events.start();
  const retry = startReservationRetry({
    store,
    settlement,
    intervalMs: reservationRetryMs,
    report: (error, message) => app.log.warn({ err: error }, message),
  });

  return {
    url,
    switches,
    async close() {
      try {
        await app.close();
      } finally {
        await retry.stop();
        await events.stop();
        await erp.close();
        database.close();
      }
    },
  };
}

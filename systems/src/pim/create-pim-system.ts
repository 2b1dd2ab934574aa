// The embedded PIM: a catalogue on SQLite behind Akeneo's REST API.
import { checkEventOptions } from '@commerce-graph/signed-events';
import { createSystemEvents } from '../events/system-events.ts';
import { createSystemServer, type RunningSystem, type SystemOptions } from '../server/system-server.ts';
import { addAssetRoutes } from './api/asset-routes.ts';
import { createAuthentication, type PimCredentials } from './api/authentication.ts';
import { type CallLimits, installCallLimits } from './api/call-limits.ts';
import { renderAkeneoProblem } from './api/problem-body.ts';
import { addProductRoutes } from './api/product-routes.ts';
import { createRouter } from './api/router.ts';
import { addStructureRoutes } from './api/structure-routes.ts';
import type { PimSeed } from './seed.ts';
import { pimChangeTriggers } from './store/change-triggers.ts';
import { openCatalogue } from './store/open-catalogue.ts';

/** Without `checkResponses`: Akeneo's API is published as prose and examples, which no program can check against. */
export interface PimSystemOptions extends Omit<SystemOptions<PimSeed>, 'checkResponses'> {
  credentials: PimCredentials;
  /** Default: Akeneo's own, 4 calls at a time and 100 a second. */
  limits?: CallLimits;
}

/** What the PIM says it is. The edition is the one whose API it speaks. */
const systemInformation = { version: '20260801000000', edition: 'Serenity' };

export async function createPimSystem(options: PimSystemOptions): Promise<RunningSystem> {
  const { databaseFile, seed, credentials, limits = {}, logLevel, host = '127.0.0.1', port = 0 } = options;
  const clock = options.clock ?? (() => new Date());
  if (options.events !== undefined) checkEventOptions(options.events);
  const catalogue = openCatalogue(databaseFile, seed, clock());
  const authentication = createAuthentication({ credentials, tokens: catalogue.tokens, clock });
  const server = createSystemServer({
    clock,
    authenticate: authentication.authenticate,
    renderProblem: renderAkeneoProblem,
    ...(logLevel !== undefined && { logLevel }),
  });
  const { app, switches } = server;
  const events = createSystemEvents({
    database: catalogue.database,
    source: 'urn:commerce-graph:pim',
    triggers: pimChangeTriggers,
    events: options.events,
    log: app.log,
  });
  app.addHook('onClose', async () => {
    await events.stop();
    catalogue.close();
  });
  // What another process has changed is known before a request asks for it.
  app.addHook('onRequest', async () => catalogue.refresh());

  const checkCallLimits = installCallLimits(app.server, limits);
  app.addHook('onRequest', async (request) => checkCallLimits(request));
  authentication.installTokenRoute(app);
  const router = createRouter(app);
  router.get('/api/rest/v1/system-information', () => systemInformation, { isPublic: true });
  addProductRoutes(router, catalogue, clock);
  addStructureRoutes(router, catalogue);
  addAssetRoutes(router, catalogue, clock);

  try {
    const url = await server.listen(host, port);
    events.start();
    return { url, switches, close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}

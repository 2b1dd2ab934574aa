// The issuer as a whole: the public listener with oidc-provider and its pages, the admin listener, and the deliveries.
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { Provider } from 'oidc-provider';
import pino from 'pino';
import { startAdminServer } from './admin/admin-server.ts';
import { createApplicationStore } from './applications/application-store.ts';
import { seedDemoPeople } from './demo-people.ts';
import { startEventDelivery } from './events/event-delivery.ts';
import { createOutbox } from './events/outbox.ts';
import type { IssuerOptions } from './issuer-options.ts';
import { createKeyRing } from './keys/key-ring.ts';
import { createInteractionPages } from './pages/interaction-pages.ts';
import { createPartnerStore } from './partners/partner-store.ts';
import { createPersonStore } from './people/person-store.ts';
import { createProvider } from './provider/create-provider.ts';
import { developmentClientId, developmentTokenSeconds, issueDevelopmentToken } from './provider/development-tokens.ts';
import { createTokenClaims } from './provider/token-claims.ts';
import { createPublicHandler } from './public-handler.ts';
import { prepareKeyFile } from './secrets/key-file.ts';
import { createSealer } from './secrets/sealer.ts';
import { openDatabase } from './store/open-database.ts';

export interface RunningIssuer {
  /** Where it listens, which need not be the URL that tokens name. */
  readonly url: string;
  readonly adminUrl: string;
  /** Lets the calls in progress end, and closes the database. */
  close(): Promise<void>;
}

export interface IssuerDependencies {
  /** Milliseconds since 1970. For what is kept in the database; the library reads the machine's. Default: the machine's. */
  readonly clock?: () => number;
}

/** How often a replica looks for keys that another has made, and for what is over and can be forgotten. */
const keyCheckMs = 5000;
const cleanUpMs = 600_000;
const idTokenMs = 3_600_000;
/** How long calls in progress may take once the end has begun. */
const stopGraceMs = 2000;

/** Rejects, and leaves nothing running, when a part cannot start. */
export async function startIssuer(
  options: IssuerOptions,
  { clock = Date.now }: IssuerDependencies = {},
): Promise<RunningIssuer> {
  const { issuer, audience, accessTokenSeconds, development, events } = options;
  const log = pino({ level: options.logLevel, base: { service: 'issuer' } });
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closing.splice(0).toReversed()) await each();
  };
  try {
    const sealer = createSealer(prepareKeyFile(options.encryptionKeyFile));
    const database = await openDatabase(options);
    closing.push(() => database.close());
    const lives = [
      accessTokenSeconds * 1000,
      idTokenMs,
      development === undefined ? 0 : developmentTokenSeconds * 1000,
    ];
    const longestTokenMs = Math.max(...lives);
    const keys = createKeyRing({ database, sealer, clock, longestTokenMs });
    const partners = createPartnerStore(database, clock);
    const people = createPersonStore(database, clock);
    const applications = createApplicationStore(database, clock);
    const claims = createTokenClaims(partners, people);
    const outbox = createOutbox({ database, clock, issuer, urls: events?.urls ?? [] });
    const settings = { issuer, audience, accessTokenSeconds, database, sealer, clock, partners, people, applications };
    const providerOptions = { ...settings, claims, log, ...(development && { developmentClientId }) };

    // The library takes its keys once: with other keys there is another provider, on the same state.
    let keySet = await keys.load();
    let provider: Provider = createProvider(providerOptions, keySet);
    const takeNewKeys = async (): Promise<void> => {
      const current = await keys.load();
      if (current.version === keySet.version) return;
      keySet = current;
      provider = createProvider(providerOptions, keySet);
      log.info('the signing keys have changed');
    };
    if (development !== undefined) await seedDemoPeople(people, applications, options.dataDir, development);

    const repeat = (work: () => Promise<unknown>, everyMs: number): void => {
      const timer = setInterval(() => {
        work().catch((error: unknown) => log.error({ err: error }, 'the database cannot be used; trying again'));
      }, everyMs).unref();
      closing.push(() => Promise.resolve(clearInterval(timer)));
    };
    repeat(takeNewKeys, keyCheckMs);
    repeat(() => database.run({ sql: 'DELETE FROM artefacts WHERE expires_at <= ?', values: [clock()] }), cleanUpMs);
    for (const url of events?.urls ?? []) {
      if (events === undefined) continue;
      const delivery = startEventDelivery({ outbox, url, events, source: issuer, log });
      closing.push(() => delivery.stop());
    }

    const admin = await startAdminServer({
      ...options.admin,
      key: prepareKeyFile(options.admin.keyFile),
      log,
      database,
      partners,
      people,
      applications,
      keys,
      outbox,
      clock,
      longestTokenMs,
      onKeysChanged: takeNewKeys,
      ...(development && {
        issueDevelopmentToken: (request) => issueDevelopmentToken(provider, claims, request, settings),
      }),
    });
    closing.push(() => admin.close());
    const server = createServer(
      createPublicHandler({
        getProvider: () => provider,
        pages: createInteractionPages(people),
        isReady: () => database.all('SELECT 1 AS ready'),
        log,
      }),
    );
    const url = await listen(server, options.host, options.port);
    closing.push(async () => {
      const closed = once(server, 'close');
      server.close();
      const deadline = setTimeout(() => server.closeAllConnections(), stopGraceMs);
      await closed;
      clearTimeout(deadline);
    });
    log.info({ issuer, url, adminUrl: admin.url }, 'the issuer is ready');
    return { url, adminUrl: admin.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The listener has no address.');
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}

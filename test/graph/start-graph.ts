// The whole graph in one process, on free ports and a temporary folder: systems, subgraphs and gateway, as `npm start`
// runs them, with the systems' switches in the test's hands. The systems check every answer against their contracts.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createErpSubgraph } from '@commerce-graph/subgraph-erp';
import { createOmsSubgraph } from '@commerce-graph/subgraph-oms';
import { createPimSubgraph } from '@commerce-graph/subgraph-pim';
import { type RunningSystems, startSystems } from '@commerce-graph/systems';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { createGateway, loadConfig, parseConfig } from 'commerce-graph-gateway';
import { parse } from 'yaml';
import { prepareDevelopmentKeys } from '../../scripts/development-keys.ts';
import type { DevelopmentTokenClaims } from '../../scripts/development-token.ts';
import { type GraphResponse, queryGraph, queryGraphWith } from './graph-client.ts';
import { createTestIssuer } from './test-issuer.ts';
import { findFreePort } from './free-port.ts';

export interface RunningGraph {
  /** The gateway's address without a path. */
  readonly origin: string;
  readonly systems: Pick<RunningSystems, 'erp' | 'pim' | 'oms'>;
  readonly subgraphUrls: Readonly<Record<'erp' | 'pim' | 'oms', string>>;
  /** What `gateway.yaml` reads of the environment, for another gateway in front of the same subgraphs. */
  readonly gatewayEnvironment: Readonly<Record<string, string>>;
  /** Signs change events that the gateway takes: `whsec_<base64>`. */
  readonly eventsSecret: string;
  signToken(claims: DevelopmentTokenClaims): Promise<string>;
  query<Result, Variables extends Record<string, unknown> = Record<string, unknown>>(
    document: TypedDocumentNode<Result, Variables> | string,
    variables?: Variables | Record<string, unknown>,
    token?: string,
  ): Promise<GraphResponse<Result>>;
  /** The same with any headers. */
  queryWith<Result>(
    document: string,
    variables: Readonly<Record<string, unknown>>,
    headers: Readonly<Record<string, string>>,
  ): Promise<GraphResponse<Result>>;
  /** Another gateway of the same configuration that composes its supergraph from the running subgraphs. */
  startComposingGateway(): Promise<{ readonly origin: string }>;
  /** Another gateway of the same configuration that keeps nothing. */
  startUncachedGateway(): Promise<{ readonly origin: string }>;
  close(): Promise<void>;
}

const configFile = path.resolve(import.meta.dirname, '../../gateway.yaml');

export interface GraphOptions {
  readonly products?: number;
  /** Whether the gateway keeps values. Default true; without, every request reaches the systems. */
  readonly keepsValues?: boolean;
  /** Whose tokens the gateway takes, in place of those that `signToken` signs. `jwks` is a URL or a file. */
  readonly trusting?: { readonly issuer: string; readonly jwks: string };
}

export async function startGraph({
  keepsValues = true,
  trusting,
  ...options
}: GraphOptions = {}): Promise<RunningGraph> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-graph-'));
  const closing: (() => Promise<void>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  const closeAll = async (): Promise<void> => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  const keep = <Part extends { close(): Promise<void> }>(part: Part): Part => {
    closing.push(() => part.close());
    return part;
  };
  try {
    const keys = await prepareDevelopmentKeys(dataDir);
    const tokens = await createTestIssuer(dataDir);
    const client = { clientId: 'test', clientSecret: 'test-secret' };
    const pimCredentials = { ...client, username: 'test', password: 'test-password' };
    // The systems announce changes to the gateway, which starts last.
    const gatewayPort = await findFreePort();
    const eventsSecret = (await readFile(keys.eventsSecretFile, 'utf8')).trim();
    const systems = keep(
      await startSystems({
        events: { urls: [`http://127.0.0.1:${gatewayPort}/events`], secret: eventsSecret },
        dataDir,
        credentials: { erp: client, oms: client, pim: pimCredentials },
        checkResponses: true,
        logLevel: 'error',
        ...options,
      }),
    );
    const settings = { assertion: { jwks: keys.assertionJwksFile }, logLevel: 'fatal' };
    const erp = keep(await createErpSubgraph({ ...settings, erp: { url: systems.erp.url, ...client } }));
    const pim = keep(await createPimSubgraph({ ...settings, pim: { url: systems.pim.url, ...pimCredentials } }));
    const oms = keep(await createOmsSubgraph({ ...settings, oms: { url: systems.oms.url, ...client } }));
    const env = {
      GATEWAY_PORT: String(gatewayPort),
      CLIENT_TOKEN_JWKS: trusting?.jwks ?? tokens.jwksFile,
      CLIENT_TOKEN_ISSUER: trusting?.issuer ?? tokens.issuer,
      ASSERTION_KEY_FILE: keys.assertionKeyFile,
      REVOKED_TOKENS_FILE: path.join(dataDir, 'revoked-tokens.jsonl'),
      EVENTS_SECRET_FILE: keys.eventsSecretFile,
      ISSUER_EVENTS_SECRET_FILE: keys.issuerEventsSecretFile,
      ERP_SUBGRAPH_URL: erp.url,
      PIM_SUBGRAPH_URL: pim.url,
      OMS_SUBGRAPH_URL: oms.url,
      LOG_LEVEL: 'fatal',
    };
    const gateway = keep(
      await createGateway(
        keepsValues ? loadConfig(configFile, env) : await readConfig({ response_cache: { enabled: false } }, env),
      ),
    );
    return {
      origin: gateway.url,
      systems: { erp: systems.erp, pim: systems.pim, oms: systems.oms },
      subgraphUrls: { erp: erp.url, pim: pim.url, oms: oms.url },
      gatewayEnvironment: env,
      eventsSecret,
      signToken: (claims) => tokens.signToken(claims),
      query: (document, variables, token) => queryGraph(`${gateway.url}/graphql`, document, variables, token),
      queryWith: (document, variables, headers) =>
        queryGraphWith(`${gateway.url}/graphql`, document, variables, headers),
      async startComposingGateway() {
        const source = { subgraphs: { erp: { url: erp.url }, pim: { url: pim.url }, oms: { url: oms.url } } };
        const composing = await createGateway(
          await readConfig({ supergraph: { source } }, { ...env, GATEWAY_PORT: '0' }),
        );
        return { origin: keep(composing).url };
      },
      async startUncachedGateway() {
        const changes = { response_cache: { enabled: false } };
        const uncached = await createGateway(await readConfig(changes, { ...env, GATEWAY_PORT: '0' }));
        return { origin: keep(uncached).url };
      },
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** The gateway's configuration, with members of its sections replaced. */
async function readConfig(changes: Record<string, Record<string, unknown>>, env: Record<string, string>) {
  const config = parse(await readFile(configFile, 'utf8')) as Record<string, Record<string, unknown> | undefined>;
  for (const [section, members] of Object.entries(changes)) config[section] = { ...config[section], ...members };
  return parseConfig(config, { directory: path.dirname(configFile), env });
}

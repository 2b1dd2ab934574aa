// A gateway in front of subgraphs whose objects belong to accounts, with tokens of callers and its log and figures.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { ask, type GraphqlAnswer } from '../gateway/graphql-client.ts';
import { createRecordedLog } from '../gateway/recorded-log.ts';
import { composeSupergraph, createTemporaryFolder, startGateway } from '../gateway/running-gateway.ts';
import { type RunningSubgraph, startSubgraph, type SubgraphDefinition } from '../gateway/running-subgraph.ts';
import { audience, createTokenIssuer, issuer } from '../gateway/token-issuer.ts';
import { findFreePort } from '../graph/free-port.ts';

/** What every subgraph here declares. */
export const govern = (subgraph: string, system: string): string => `
  extend schema
    @link(
      url: "https://commerce-graph.example/governance/v1.0"
      import: ["@system", "@owner", "@cacheControl", "@varyBy", "@stale", "@accountScope"]
    )
    @composeDirective(name: "@system") @composeDirective(name: "@owner") @composeDirective(name: "@cacheControl")
    @composeDirective(name: "@varyBy") @composeDirective(name: "@stale") @composeDirective(name: "@accountScope")
    @system(subgraph: "${subgraph}", name: "${system}")
  directive @system(subgraph: String!, name: String!) repeatable on SCHEMA
  directive @owner(system: String!) repeatable on OBJECT | FIELD_DEFINITION
  directive @cacheControl(maxAge: Int, scope: governance__CacheControlScope) on FIELD_DEFINITION | OBJECT
  directive @varyBy(claims: [governance__IdentityClaim!]!) on OBJECT | FIELD_DEFINITION
  directive @stale(whileRevalidate: Int, ifError: Int) on OBJECT | FIELD_DEFINITION
  directive @accountScope(field: String) on OBJECT | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
  enum governance__CacheControlScope { PUBLIC PRIVATE }
  enum governance__IdentityClaim { ACCOUNT PRICE_GROUP CATALOG USER }
`;

/** How what belongs to an account is kept. */
export const keptForAccount =
  '@cacheControl(maxAge: 60, scope: PRIVATE) @varyBy(claims: [ACCOUNT]) @stale(whileRevalidate: 60, ifError: 600)';

export interface Caller {
  readonly account?: string;
  readonly accounts?: readonly string[];
  readonly sub?: string;
}

export interface ScopedGateway {
  readonly subgraphs: readonly RunningSubgraph[];
  /** The lines at the levels warn and error that were logged since they were taken last. */
  takeLines(): Record<string, unknown>[];
  /** Without a caller, it is anonymous. */
  ask(
    query: string,
    caller?: Caller,
    more?: { variables?: Record<string, unknown>; headers?: Record<string, string> },
  ): Promise<GraphqlAnswer>;
  /** The figure with these labels, as Prometheus gets it. */
  countViolations(labels: string): Promise<number>;
  close(): Promise<void>;
}

export async function startScopedGateway(
  definitions: readonly SubgraphDefinition[],
  config: Record<string, unknown> & { supergraph?: Record<string, unknown> } = {},
): Promise<ScopedGateway> {
  const [trusted, ...subgraphs] = await Promise.all([
    createTokenIssuer(),
    ...definitions.map((definition) => startSubgraph(definition)),
  ]);
  const directory = createTemporaryFolder();
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  writeFileSync(path.join(directory, 'assertion.jwk.json'), JSON.stringify(await exportJWK(privateKey)));
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [trusted.publicKey] }));
  const jwt = { jwks: [{ url: 'jwks.json', issuers: [issuer], audiences: [audience] }] };
  const listen = `127.0.0.1:${await findFreePort()}`;
  const { log, lines } = createRecordedLog();
  const gateway = await startGateway(
    subgraphs,
    {
      authentication: { router: { jwt }, subgraph_assertion: { key_file: 'assertion.jwk.json' } },
      telemetry: { logging: { level: 'warn' }, exporters: { metrics: { prometheus: { enabled: true, listen } } } },
      ...config,
    },
    { directory, sdl: composeSupergraph(subgraphs), log },
  );
  const tokens = new Map<string, Promise<string>>();
  const signToken = (caller: Caller): Promise<string> => {
    const key = JSON.stringify(caller);
    const token = tokens.get(key) ?? trusted.sign({ account: undefined, ...caller });
    tokens.set(key, token);
    return token;
  };
  return {
    subgraphs,
    takeLines: () => lines.splice(0).filter(({ level }) => level === 'warn' || level === 'error'),
    async ask(query, caller, { variables, headers = {} } = {}) {
      const authorization = caller && { authorization: `Bearer ${await signToken(caller)}` };
      return ask(gateway, query, { headers: { ...authorization, ...headers }, ...(variables && { variables }) });
    },
    async countViolations(labels) {
      const text = await (await fetch(`http://${listen}/metrics`)).text();
      const line = text
        .split('\n')
        .find((each) => each.startsWith(`commerce_graph_account_scope_violations_total{${labels}}`));
      return Number(line?.split(' ').at(-1) ?? 0);
    },
    async close() {
      await gateway.close();
      await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
    },
  };
}

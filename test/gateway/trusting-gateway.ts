// A gateway that accepts the tokens of the tests' identity provider, in front of a subgraph that says whom it was asked for.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { accountSubgraph } from './account-shop.ts';
import { ask } from './graphql-client.ts';
import { createRecordedLog, type RecordedLog } from './recorded-log.ts';
import { createTemporaryFolder, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { audience, issuer } from './token-issuer.ts';

export interface TrustingGateway extends Pick<RunningGateway, 'url' | 'directory' | 'close'> {
  readonly subgraph: RunningSubgraph;
  readonly lines: RecordedLog['lines'];
  /** What the field `cart` and `live` came to for a token, and with which status. */
  ask(token: string | undefined, query?: string, headers?: Record<string, string>): ReturnType<typeof ask>;
}

export interface TrustingGatewayOptions {
  /** Of `authentication.router.jwt.jwks`, beside issuer and audience. `url` may be `jwks.json`, which has `keys`. */
  readonly jwks?: Record<string, unknown>;
  readonly keys?: readonly object[];
  readonly jwt?: Record<string, unknown>;
  readonly authentication?: Record<string, unknown>;
  readonly config?: Record<string, unknown>;
  readonly directory?: string;
}

/** The subgraph ends with it. */
export async function startTrustingGateway(options: TrustingGatewayOptions): Promise<TrustingGateway> {
  const { jwks = {}, keys = [], jwt = {}, authentication = {}, config = {} } = options;
  const { directory = createTemporaryFolder() } = options;
  const subgraph = await startSubgraph(accountSubgraph);
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  writeFileSync(path.join(directory, 'assertion.jwk.json'), JSON.stringify(await exportJWK(privateKey)));
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys }));
  const { log, lines } = createRecordedLog();
  const gateway = await startGateway(
    [subgraph],
    {
      authentication: {
        router: {
          jwt: { jwks: [{ url: 'jwks.json', issuers: [issuer], audiences: [audience], ...jwks }], ...jwt },
        },
        subgraph_assertion: { key_file: 'assertion.jwk.json' },
        ...authentication,
      },
      ...config,
    },
    { directory, log },
  );
  return {
    url: gateway.url,
    directory,
    subgraph,
    lines,
    ask: (token, query = '{ live }', headers = {}) =>
      ask(gateway, query, {
        headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      }),
    async close() {
      await gateway.close();
      await subgraph.close();
    },
  };
}

// Asks a running subgraph for its schema.
import type { Principal } from '../authentication/principal.ts';
import type { SubgraphClient } from '../subgraph/subgraph-client.ts';

export interface SdlRequest {
  readonly name: string;
  readonly client: SubgraphClient;
  /** In whose name the gateway asks: a subgraph may answer nothing without an assertion. */
  readonly principal: Principal;
  readonly signal: AbortSignal;
}

export async function fetchSdl({ name, client, principal, signal }: SdlRequest): Promise<string> {
  const query = 'query SubgraphSchema { _service { sdl } }';
  const { data } = await client.send({
    body: JSON.stringify({ query, operationName: 'SubgraphSchema' }),
    principal,
    signal,
    isShareable: true,
  });
  const subgraph = data?.['_service'];
  const sdl = typeof subgraph === 'object' && subgraph !== null && 'sdl' in subgraph ? subgraph.sdl : undefined;
  if (typeof sdl === 'string') return sdl;
  throw new Error(`Subgraph "${name}" does not answer "_service { sdl }"; is it a federation subgraph?`);
}

// A gateway in this process on a free port, in front of running subgraphs.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { composeServices } from '@apollo/composition';
import { createGateway, type Gateway, type GatewayOptions, parseConfig } from 'commerce-graph-gateway';
import { parse } from 'graphql';
import type { RunningSubgraph } from './running-subgraph.ts';

export interface RunningGateway extends Gateway {
  /** The folder of the configuration and the supergraph. */
  readonly directory: string;
  readonly supergraphFile: string;
}

type Part = Pick<RunningSubgraph, 'name' | 'url' | 'sdl'>;

export function composeSupergraph(subgraphs: readonly Part[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map((error) => error.message).join('\n'));
  return supergraphSdl;
}

export function createTemporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'commerce-graph-gateway-'));
}

/** `config` is shaped as `gateway.yaml`; listening address, supergraph and silence are filled in. */
export async function startGateway(
  subgraphs: readonly Part[],
  { supergraph = {}, ...config }: Record<string, unknown> & { supergraph?: Record<string, unknown> } = {},
  {
    directory = createTemporaryFolder(),
    sdl = composeSupergraph(subgraphs),
    log,
  }: GatewayOptions & { directory?: string; sdl?: string } = {},
): Promise<RunningGateway> {
  const supergraphFile = path.join(directory, 'supergraph.graphql');
  writeFileSync(supergraphFile, sdl);
  const gateway = await createGateway(
    parseConfig(
      {
        supergraph: { listen: '127.0.0.1:0', source: { file: supergraphFile }, ...supergraph },
        telemetry: { logging: { level: 'silent' } },
        ...config,
      },
      { directory },
    ),
    { ...(log && { log }) },
  );
  return { ...gateway, directory, supergraphFile };
}

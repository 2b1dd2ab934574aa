// The PIM subgraph on the embedded PIM, over HTTP, with a small seed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PimSubgraphOptions, createPimSubgraph } from '@commerce-graph/subgraph-pim';
import { type RunningSystem, createPimSystem } from '@commerce-graph/systems';
import { type QuerySubgraph, createQuerySubgraph } from '../query-subgraph.ts';
import { createAssertionSigner } from '../sign-assertion.ts';
import { pimSeed } from './pim-seed.ts';

export interface RunningPim {
  readonly query: QuerySubgraph;
  readonly system: RunningSystem;
  /** What the PIM was asked since the last count: `{ 'products': 1 }`, by path below `/api/rest/v1/`. */
  countCalls(): Record<string, number>;
  close(): Promise<void>;
}

export const credentials = {
  clientId: 'graph',
  clientSecret: 'test-secret',
  username: 'connector',
  password: 'test-password',
};

export async function startPim(access: Partial<PimSubgraphOptions['pim']> = {}): Promise<RunningPim> {
  const folder = await mkdtemp(join(tmpdir(), 'pim-subgraph-'));
  const signer = await createAssertionSigner();
  const system = await createPimSystem({
    databaseFile: join(folder, 'pim.db'),
    credentials,
    seed: pimSeed,
    logLevel: 'silent',
  });
  const subgraph = await createPimSubgraph({
    pim: { url: system.url, ...credentials, mapping: { hiddenAttributeGroups: ['internal'] }, ...access },
    assertion: { jwks: signer.jwks },
    logLevel: 'silent',
  });

  return {
    query: createQuerySubgraph('pim', subgraph.url, signer),
    system,
    countCalls() {
      const counts: Record<string, number> = {};
      for (const { path } of system.switches.calls) {
        const call = path.replace('/api/rest/v1/', '');
        counts[call] = (counts[call] ?? 0) + 1;
      }
      system.switches.clearCalls();
      return counts;
    },
    async close() {
      await subgraph.close();
      await system.close();
      await signer.close();
      await rm(folder, { recursive: true });
    },
  };
}

// The OMS subgraph on the embedded OMS, which asks the embedded ERP, all over HTTP with small seeds.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OmsSubgraphOptions, createOmsSubgraph } from '@commerce-graph/subgraph-oms';
import { type RunningSystem, createErpSystem, createOmsSystem } from '@commerce-graph/systems';
import { erpSeed } from '../erp/erp-seed.ts';
import { type QuerySubgraph, createQuerySubgraph } from '../query-subgraph.ts';
import { createAssertionSigner } from '../sign-assertion.ts';
import { omsSeed } from './oms-seed.ts';

export interface RunningOms {
  readonly query: QuerySubgraph;
  readonly system: RunningSystem;
  readonly erp: RunningSystem;
  /** What the OMS was asked since the last count: `{ 'POST /orders/search': 1 }`. */
  countCalls(): Record<string, number>;
  close(): Promise<void>;
}

const credentials = { clientId: 'graph', clientSecret: 'test-secret' };

export async function startOms(access: Partial<OmsSubgraphOptions['oms']> = {}): Promise<RunningOms> {
  const folder = await mkdtemp(join(tmpdir(), 'oms-subgraph-'));
  const signer = await createAssertionSigner();
  const systemOptions = { credentials, checkResponses: true, logLevel: 'fatal' };
  const erp = await createErpSystem({ ...systemOptions, databaseFile: join(folder, 'erp.db'), seed: erpSeed });
  const system = await createOmsSystem({
    ...systemOptions,
    databaseFile: join(folder, 'oms.db'),
    seed: omsSeed,
    erp: { url: erp.url, ...credentials },
  });
  const subgraph = await createOmsSubgraph({
    oms: { url: system.url, ...credentials, ...access },
    assertion: { jwks: signer.jwks },
    logLevel: 'silent',
  });
  const query = createQuerySubgraph('oms', subgraph.url, signer);
  // The first call fetches a token; from here on only what a query asks is counted.
  await query({ query: '{ orders { nodes { id } } }', as: { account: 'acme' } });
  system.switches.clearCalls();

  return {
    query,
    system,
    erp,
    countCalls() {
      const counts: Record<string, number> = {};
      for (const { method, path } of system.switches.calls) {
        const call = `${method} ${path}`;
        counts[call] = (counts[call] ?? 0) + 1;
      }
      system.switches.clearCalls();
      return counts;
    },
    async close() {
      await subgraph.close();
      await system.close();
      await erp.close();
      await signer.close();
      await rm(folder, { recursive: true });
    },
  };
}

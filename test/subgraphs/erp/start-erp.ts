// The ERP subgraph on the embedded ERP, over HTTP, with a small seed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ErpSubgraphOptions, createErpSubgraph } from '@commerce-graph/subgraph-erp';
import { type RunningSystem, createErpSystem } from '@commerce-graph/systems';
import { type QuerySubgraph, createQuerySubgraph } from '../query-subgraph.ts';
import { createAssertionSigner } from '../sign-assertion.ts';
import { erpSeed } from './erp-seed.ts';

export interface RunningErp {
  readonly query: QuerySubgraph;
  readonly url: string;
  readonly system: RunningSystem;
  /** What the ERP was asked since the last count, token requests left out: `{ 'POST /prices/query': 1 }`. */
  countCalls(): Record<string, number>;
  close(): Promise<void>;
}

const credentials = { clientId: 'graph', clientSecret: 'test-secret' };

export async function startErp(access: Partial<ErpSubgraphOptions['erp']> = {}): Promise<RunningErp> {
  const folder = await mkdtemp(join(tmpdir(), 'erp-subgraph-'));
  const signer = await createAssertionSigner();
  const system = await createErpSystem({
    databaseFile: join(folder, 'erp.db'),
    credentials,
    seed: erpSeed,
    checkResponses: true,
    logLevel: 'fatal',
  });
  const subgraph = await createErpSubgraph({
    erp: { url: system.url, ...credentials, ...access },
    assertion: { jwks: signer.jwks },
    logLevel: 'silent',
  });
  const query = createQuerySubgraph('erp', subgraph.url, signer);
  // The first call fetches a token; from here on only what a query asks is counted.
  await query({ query: '{ warehouses { code } }' });
  system.switches.clearCalls();

  return {
    query,
    url: subgraph.url,
    system,
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
      await signer.close();
      await rm(folder, { recursive: true });
    },
  };
}

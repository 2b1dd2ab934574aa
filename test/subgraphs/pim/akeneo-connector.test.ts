// The Akeneo connector does what any PIM connector must.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { akeneoMappingSchema, createAkeneoConnector } from '@commerce-graph/subgraph-pim';
import { createPasswordTokenSource, createSystemClient } from '@commerce-graph/subgraph-runtime';
import { createPimSystem } from '@commerce-graph/systems';
import { type OpenedPimConnector, describePimConnector } from '../../contracts/pim-connector.ts';
import { pimSeed } from './pim-seed.ts';
import { credentials } from './start-pim.ts';

async function openAkeneoConnector(): Promise<OpenedPimConnector> {
  const folder = await mkdtemp(join(tmpdir(), 'akeneo-connector-'));
  const system = await createPimSystem({
    databaseFile: join(folder, 'pim.db'),
    credentials,
    seed: pimSeed,
    logLevel: 'silent',
  });
  const tokenSource = createPasswordTokenSource({
    ...credentials,
    system: 'PIM',
    url: `${system.url}/api/oauth/v1/token`,
  });
  const client = createSystemClient({ name: 'PIM', url: system.url, tokenSource, maxConcurrent: 4, maxPerSecond: 100 });
  return {
    connector: createAkeneoConnector({
      client,
      channel: 'ecommerce',
      defaultLocale: 'en_US',
      mapping: akeneoMappingSchema.parse({}),
      onUnknownCode: () => undefined,
    }),
    async close() {
      await client.close();
      await system.close();
      await rm(folder, { recursive: true });
    },
  };
}

describePimConnector('of Akeneo', openAkeneoConnector, {
  sku: 'BRG-1',
  otherSku: 'PUMP-01',
  absentSkus: ['NO-SUCH-SKU', 'BRG-OFF', 'PAPER-1'],
  categoryCode: 'pumps',
  variantSku: 'BRG-2',
  relatedSku: 'BRG-1',
});

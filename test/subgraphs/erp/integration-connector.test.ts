// The connector of the ERP integration contract, against the embedded ERP.
import { createErpIntegrationConnector } from '@commerce-graph/subgraph-erp';
import {
  type SystemClient,
  createClientCredentialsTokenSource,
  createSystemClient,
} from '@commerce-graph/subgraph-runtime';
import { afterAll, beforeAll } from 'vitest';
import { describeErpConnector } from '../../contracts/erp-connector.ts';
import { type RunningErp, startErp } from './start-erp.ts';

let erp: RunningErp;
let client: SystemClient;
beforeAll(async () => {
  erp = await startErp();
  const { url } = erp.system;
  const tokenSource = createClientCredentialsTokenSource({
    system: 'ERP',
    url: `${url}/oauth2/token`,
    clientId: 'graph',
    clientSecret: 'test-secret',
  });
  client = createSystemClient({ name: 'ERP', url, tokenSource });
});
afterAll(async () => {
  await client.close();
  await erp.close();
});

describeErpConnector({
  getConnector: () => createErpIntegrationConnector(client),
  samples: { accountId: 'acme', sku: 'BRG-1', otherSku: 'CABLE-1', warehouse: 'CHI' },
});

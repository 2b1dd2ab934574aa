// The connector of the OMS integration contract, against the embedded OMS.
import { createOmsIntegrationConnector } from '@commerce-graph/subgraph-oms';
import {
  type SystemClient,
  createClientCredentialsTokenSource,
  createSystemClient,
} from '@commerce-graph/subgraph-runtime';
import { afterAll, beforeAll } from 'vitest';
import { describeOmsConnector } from '../../contracts/oms-connector.ts';
import { type RunningOms, startOms } from './start-oms.ts';

let oms: RunningOms;
let client: SystemClient;
beforeAll(async () => {
  oms = await startOms();
  const { url } = oms.system;
  const tokenSource = createClientCredentialsTokenSource({
    system: 'OMS',
    url: `${url}/oauth2/token`,
    clientId: 'graph',
    clientSecret: 'test-secret',
  });
  client = createSystemClient({ name: 'OMS', url, tokenSource });
});
afterAll(async () => {
  await client.close();
  await oms.close();
});

describeOmsConnector({
  getConnector: () => createOmsIntegrationConnector(client),
  samples: { accountId: 'acme', otherAccountId: 'borealis', sku: 'BRG-1' },
});

// The embedded OMS against its own contract, and the contract against the OpenAPI specification.
import { contractPath } from '@commerce-graph/schema';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOmsContract } from '../../contracts/oms-contract.ts';
import { seedLine, seedOrder } from './order-seed.ts';
import { type RunningErp, startErp } from './start-erp.ts';
import { omsCredentials, type RunningOms, startOms } from './start-oms.ts';

let erp: RunningErp;
let oms: RunningOms;
beforeAll(async () => {
  erp = await startErp();
  const shipment = { warehouseCode: 'DAY', shippedAt: '2026-01-02T08:00:00Z', deliveredAt: '2026-01-03T08:00:00Z' };
  oms = await startOms({
    erp: erp.connection,
    seed: {
      orders: [
        seedOrder('open', { poNumber: 'PO-1' }),
        seedOrder('cancelled', { sourceStatus: 'CANCELLED', lines: [seedLine('cancelled-1', { cancelled: '10' })] }),
        seedOrder('done', {
          sourceStatus: 'CLOSED',
          lines: [seedLine('done-1', { shipped: '9.5', delivered: '9.5', returned: '1', cancelled: '0.5' })],
          shipments: [{ id: 'done-s1', ...shipment, lines: [{ orderLineId: 'done-1', quantity: '9.5' }] }],
        }),
        seedOrder('other', { accountId: 'borealis' }),
      ],
    },
  });
});
afterAll(async () => {
  await oms.close();
  await erp.close();
});

it('has a contract that is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  expect(await validator.validate(contractPath('integration/oms.openapi.yml'))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

describeOmsContract({
  url: () => oms.url,
  credentials: omsCredentials,
  samples: {
    accountId: 'acme',
    otherAccountId: 'borealis',
    submission: { accountId: 'acme', placedBy: 'contract-suite', lines: [{ sku: 'PUMP', quantity: '2' }] },
  },
});

import { contractPath } from '@commerce-graph/schema';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, describe, expect, it } from 'vitest';
import { describeErpContract } from '../../contracts/erp-contract.ts';
import { credentials, startErp } from './start-erp.ts';

const erp = await startErp();
afterAll(() => erp.stop());

it('the contract is a valid OpenAPI 3.1 document', async () => {
  const validator = new Validator();
  expect(await validator.validate(contractPath('integration/erp.openapi.yml'))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

describe('the embedded ERP', () => {
  const samples = { accountId: 'contract', sku: 'BEARING', otherSku: 'BOLT' };
  describeErpContract({ url: erp.system.url, credentials, samples });
});

import type { components } from '@commerce-graph/schema/erp-integration';
import { afterAll, describe, expect, it } from 'vitest';
import { startErp } from './start-erp.ts';

type Schemas = components['schemas'];

const erp = await startErp();
afterAll(() => erp.stop());

describe('accounts', () => {
  it('come with terms, addresses, policy, and what lies above and below them', async () => {
    const { body } = await erp.send('POST', '/accounts/query', { body: { accountIds: ['branch', 'contract'] } });
    const [branch, contract] = (body as Schemas['AccountQueryResult']).accounts;
    expect(branch).toMatchObject({
      id: 'branch',
      status: 'ON_HOLD',
      parentId: 'contract',
      childIds: [],
      addresses: [],
    });
    expect(branch).not.toHaveProperty('paymentTerms');
    expect(contract).toEqual({
      id: 'contract',
      accountNumber: 'C-contract',
      name: 'The contract company',
      status: 'ACTIVE',
      currencyCode: 'USD',
      language: 'en-US',
      childIds: ['branch'],
      customerGroup: 'OEM',
      paymentTerms: { code: '2-10-N30', name: '2/10 net 30', netDays: 30, discountPercent: '2', discountDays: 10 },
      preferredWarehouse: 'CHI',
      addresses: [
        {
          id: 'plant',
          type: 'SHIP_TO',
          isDefault: true,
          name: 'Plant 1',
          lines: ['1 Mill Road'],
          city: 'Dayton',
          region: 'OH',
          postalCode: '45402',
          country: 'US',
        },
      ],
      orderPolicy: {
        isPoNumberRequired: false,
        isShipCompleteOnly: false,
        areBackordersAllowed: true,
        areSubstitutionsAllowed: true,
      },
    });
  });

  it('are answered 200 at a time', async () => {
    const accountIds = Array.from({ length: 201 }, (_, index) => `account-${index}`);
    expect(await erp.send('POST', '/accounts/query', { body: { accountIds } })).toMatchObject({ status: 400 });
    const fewer = { accountIds: [...accountIds.slice(0, 199), 'list'] };
    expect(await erp.send('POST', '/accounts/query', { body: fewer })).toMatchObject({
      status: 200,
      body: { accounts: [{ id: 'list' }] },
    });
  });
});

describe('credit', () => {
  it('is counted in the currency of the account, with a status', async () => {
    const accountIds = ['yen', 'overdue', 'stopped', 'branch'];
    const { body } = await erp.send('POST', '/credit/query', { body: { accountIds } });
    expect(body).toMatchObject({
      asOf: '2026-06-15T12:00:00.000Z',
      credits: [
        { accountId: 'yen', status: 'OK', available: { amount: '900', currencyCode: 'JPY' } },
        { accountId: 'overdue', status: 'WARNING', overdue: { amount: '200.00' }, available: { amount: '100.00' } },
        { accountId: 'stopped', status: 'HOLD' },
        { accountId: 'branch', status: 'HOLD' },
      ],
    });
    expect((body as Schemas['CreditQueryResult']).credits[2]).not.toHaveProperty('limit');
  });
});

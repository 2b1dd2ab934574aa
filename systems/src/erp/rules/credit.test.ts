import { describe, expect, it } from 'vitest';
import { type CreditRecord, assessCredit } from './credit.ts';

const record: CreditRecord = {
  accountId: 'acme',
  accountStatus: 'ACTIVE',
  currencyCode: 'USD',
  limit: '1000',
  balance: '300.1',
  onOrder: '99.9',
  overdue: '0',
  isOnHold: false,
};

describe('credit', () => {
  it('is the limit less what is owed and what is on order, with the decimals of the currency', () => {
    expect(assessCredit(record)).toEqual({
      accountId: 'acme',
      status: 'OK',
      limit: { amount: '1000.00', currencyCode: 'USD' },
      balance: { amount: '300.10', currencyCode: 'USD' },
      onOrder: { amount: '99.90', currencyCode: 'USD' },
      available: { amount: '600.00', currencyCode: 'USD' },
      overdue: { amount: '0.00', currencyCode: 'USD' },
    });
  });

  it('goes below zero when the limit is exceeded', () => {
    expect(assessCredit({ ...record, balance: '1200' }).available?.amount).toBe('-299.90');
  });

  it('has neither limit nor available where there is no limit', () => {
    expect(assessCredit({ ...record, limit: null, balance: '99999' })).not.toHaveProperty('available');
    expect(assessCredit({ ...record, limit: null, balance: '99999' })).toMatchObject({ status: 'OK' });
  });

  it.each([
    ['more than a tenth is left', { balance: '800.09' }, 'OK'],
    ['a tenth is left', { balance: '800.1' }, 'WARNING'],
    ['something is overdue', { overdue: '0.01' }, 'WARNING'],
    ['nothing is left', { balance: '900.1' }, 'HOLD'],
    ['credit control stopped it', { isOnHold: true }, 'HOLD'],
    ['the account is on hold', { accountStatus: 'ON_HOLD' as const }, 'HOLD'],
    ['the account is blocked', { accountStatus: 'BLOCKED' as const }, 'HOLD'],
  ])('when %s', (_case, differences, status) => {
    expect(assessCredit({ ...record, ...differences }).status).toBe(status);
  });
});

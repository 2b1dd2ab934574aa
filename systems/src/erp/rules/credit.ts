// What an account may still spend, and when its orders are held.
import type { components } from '@commerce-graph/schema/erp-integration';
import { roundMoney } from './currency.ts';
import { ExactDecimal } from './exact-decimal.ts';

type Schemas = components['schemas'];

export interface CreditRecord {
  readonly accountId: string;
  readonly accountStatus: Schemas['Account']['status'];
  readonly currencyCode: string;
  /** Null: no limit. */
  readonly limit: string | null;
  readonly balance: string;
  readonly onOrder: string;
  readonly overdue: string;
  readonly isOnHold: boolean;
}

/** A tenth of the limit left, or less, is a warning. */
const warningShare = '0.1';

export function assessCredit(record: CreditRecord): Schemas['Credit'] {
  const { accountId, currencyCode, limit, balance, onOrder, overdue } = record;
  const money = (amount: string | ExactDecimal): Schemas['Money'] => ({
    amount: roundMoney(new ExactDecimal(amount), currencyCode),
    currencyCode,
  });
  const available = countAvailable(record);
  return {
    accountId,
    status: decideStatus(record, available),
    ...(limit !== null && { limit: money(limit) }),
    balance: money(balance),
    onOrder: money(onOrder),
    ...(available !== null && { available: money(available) }),
    overdue: money(overdue),
  };
}

/** What is missing for a new order, in words; undefined when the credit covers its value. */
export function explainExcess(record: CreditRecord, value: string): string | undefined {
  const { accountId, currencyCode } = record;
  const available = countAvailable(record);
  if (available === null || available.gte(value)) return undefined;
  const left = roundMoney(available, currencyCode);
  return (
    `The order comes to ${value} ${currencyCode}, but account ${accountId} has ` +
    `${left} ${currencyCode} of credit left.`
  );
}

/** Null: no limit. */
function countAvailable({ limit, balance, onOrder }: CreditRecord): ExactDecimal | null {
  return limit === null ? null : new ExactDecimal(limit).minus(balance).minus(onOrder);
}

function decideStatus(record: CreditRecord, available: ExactDecimal | null): Schemas['Credit']['status'] {
  if (record.isOnHold || record.accountStatus !== 'ACTIVE') return 'HOLD';
  if (available !== null && available.lte(0)) return 'HOLD';
  if (new ExactDecimal(record.overdue).gt(0)) return 'WARNING';
  const isNearLimit = available !== null && available.lte(new ExactDecimal(record.limit ?? 0).times(warningShare));
  return isNearLimit ? 'WARNING' : 'OK';
}

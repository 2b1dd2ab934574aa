// Reads accounts and their credit as the integration contract writes them.
import { z } from 'zod';
import type { Account, Credit } from '../../generated/resolver-types.ts';
import { type Schemas, decimal, money } from './value-answers.ts';

const account: z.ZodType<Schemas['Account']> = z.object({
  id: z.string(),
  accountNumber: z.string(),
  name: z.string(),
  status: z.enum(['ACTIVE', 'ON_HOLD', 'BLOCKED', 'INACTIVE']),
  currencyCode: z.string(),
  language: z.string(),
  parentId: z.string().exactOptional(),
  childIds: z.array(z.string()),
  paymentTerms: z
    .object({
      code: z.string(),
      name: z.string(),
      netDays: z.int(),
      discountPercent: decimal.exactOptional(),
      discountDays: z.int().exactOptional(),
    })
    .exactOptional(),
  preferredWarehouse: z.string().exactOptional(),
  addresses: z.array(
    z.object({
      id: z.string(),
      type: z.enum(['SHIP_TO', 'BILL_TO']),
      isDefault: z.boolean(),
      name: z.string(),
      lines: z.array(z.string()),
      city: z.string(),
      region: z.string().exactOptional(),
      postalCode: z.string(),
      country: z.string(),
    }),
  ),
  orderPolicy: z.object({
    isPoNumberRequired: z.boolean(),
    isShipCompleteOnly: z.boolean(),
    areBackordersAllowed: z.boolean(),
    areSubstitutionsAllowed: z.boolean(),
  }),
});

const accountQueryResult = z.object({ accounts: z.array(account) });

const credit: z.ZodType<Schemas['Credit']> = z.object({
  accountId: z.string(),
  status: z.enum(['OK', 'WARNING', 'HOLD']),
  limit: money.exactOptional(),
  balance: money,
  onOrder: money,
  available: money.exactOptional(),
  overdue: money,
});

const creditQueryResult = z.object({ asOf: z.string(), credits: z.array(credit) });

export function readAccountAnswer(body: unknown): Account[] {
  return accountQueryResult.parse(body).accounts.map((read) => ({
    id: read.id,
    accountNumber: read.accountNumber,
    name: read.name,
    status: read.status,
    currencyCode: read.currencyCode,
    language: read.language,
    parent: read.parentId === undefined ? null : { id: read.parentId },
    children: read.childIds.map((id) => ({ id })),
    paymentTerms: read.paymentTerms ?? null,
    preferredWarehouse: read.preferredWarehouse === undefined ? null : { code: read.preferredWarehouse },
    addresses: read.addresses,
    orderPolicy: read.orderPolicy,
  }));
}

/** By account id. */
export function readCreditAnswer(body: unknown): Map<string, Credit> {
  const { asOf, credits } = creditQueryResult.parse(body);
  return new Map(
    credits.map(({ accountId, status, limit, balance, onOrder, available, overdue }) => [
      accountId,
      { status, limit: limit ?? null, balance, onOrder, available: available ?? null, overdue, asOf },
    ]),
  );
}

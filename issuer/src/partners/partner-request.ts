// What an operator asks for when a partner is issued, checked; every fault names the value and what to give.
import { z } from 'zod';

const allowance = z.strictObject({
  capacity: z.int().min(1, 'give a whole number from 1'),
  interval_seconds: z.int().min(1, 'give whole seconds from 1'),
});

/** The claim `restrictions` of the partner's tokens, as the gateway reads it. Absent members restrict nothing. */
const restrictions = z.strictObject({
  /** Origins of the web pages that may use the token. */
  origins: z
    .array(z.string().refine(isOrigin, 'give origins: https://portal.example, without a path'))
    .min(1, 'give at least one origin')
    .optional(),
  /** The `clientName` of the persisted queries that may be asked. */
  operations: z.string().min(1, 'give the name of a list of operations').optional(),
  /** Requests: so many at once, and as many again, evenly, over each interval. */
  rate: allowance.optional(),
  /** Cost of operations, in the same way. */
  cost: allowance.optional(),
});

export type Restrictions = z.output<typeof restrictions>;

/** Identifiers of accounts: no blanks and no commas, which part them on a command line. */
export const accountList = z
  .array(z.string().regex(/^[^\s,]{1,100}$/, 'an account is 1 to 100 characters without blanks and commas'))
  .max(1000, 'give at most 1000 accounts')
  .refine((accounts) => new Set(accounts).size === accounts.length, 'an account is given twice');

/** Words as RFC 6749 has them. Those of OpenID Connect are for people. */
export const scopeText = z
  .string()
  .regex(/^$|^[\x21\x23-\x5B\x5D-\x7E]+( [\x21\x23-\x5B\x5D-\x7E]+)*$/, 'scopes are words with one blank between them')
  .refine((scope) => !/\b(openid|offline_access)\b/.test(scope), 'openid and offline_access are given to people alone');

export const displayName = z.string().trim().min(1, 'give a name').max(100, 'a name has at most 100 characters');

export const partnerRequest = z.strictObject({
  name: displayName,
  /** The accounts that the partner acts for, its own first. */
  accounts: accountList.min(1, 'give at least one account'),
  scope: scopeText,
  restrictions: restrictions.default({}),
  /** RFC 3339. No token after it, and none that outlives it. Default: never. */
  expires_at: z.iso.datetime({ offset: true, error: 'give a time as 2027-01-31T00:00:00Z' }).nullable().default(null),
});

export type PartnerRequest = z.output<typeof partnerRequest>;

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

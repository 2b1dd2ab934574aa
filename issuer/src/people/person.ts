// A person who signs in: a buyer, an approver, a sales representative.
import { z } from 'zod';
import { accountList, displayName, scopeText } from '../partners/partner-request.ts';

/** As operators see it; it holds no password. */
export interface Person {
  /** The subject of the person's tokens, `anna@acme`. */
  readonly username: string;
  readonly name: string;
  /** The account that the person buys for. Absent for those who act for others alone. */
  readonly account: string | null;
  /** Further accounts. */
  readonly accounts: readonly string[];
  readonly scope: string;
  readonly roles: readonly string[];
  readonly created_at: string;
  /** Until when no password is looked at, after too many wrong ones. */
  readonly locked_until: string | null;
}

/** Long beats complicated. Most characters: what a hash is asked to take. */
export const password = z
  .string()
  .min(12, 'a password has at least 12 characters')
  .max(200, 'a password has at most 200 characters');

export const personRequest = z.strictObject({
  username: z
    .string()
    .regex(/^[^\s,/]{1,100}$/, 'a user name is 1 to 100 characters without blanks, commas and slashes'),
  name: displayName,
  account: z.string().min(1, 'give an account').nullable().default(null),
  accounts: accountList.default([]),
  scope: scopeText,
  roles: z.array(z.string().min(1)).default([]),
  password,
});

export type PersonRequest = z.output<typeof personRequest>;

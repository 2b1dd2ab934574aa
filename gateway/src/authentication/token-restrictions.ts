// What an issuer allows the bearer of a token beside its scopes: from where, which operations, and how much.
import { z } from 'zod';
import { AuthenticationError } from './authentication-error.ts';

/** So much at once, and as much again, evenly, over each interval. */
const allowance = z.strictObject({ capacity: z.int().min(1), interval_seconds: z.int().min(1) });

const restrictions = z.strictObject({
  /** Origins of the web pages that may use the token. Absent: any, and callers that are no pages. */
  origins: z.array(z.string()).optional(),
  /** The `clientName` of the persisted queries that may be asked. Absent: what the gateway allows to everybody. */
  operations: z.string().min(1).optional(),
  /** Requests. */
  rate: allowance.optional(),
  /** Cost of operations, as `@cost` and `@listSize` have it. */
  cost: allowance.optional(),
});

export type TokenRestrictions = Readonly<z.output<typeof restrictions>>;

const unrestricted: TokenRestrictions = Object.freeze({});

/** Throws an `AuthenticationError` (401) for anything that is not known: it was meant to hold something back. */
export function readTokenRestrictions(claim: unknown, name: string): TokenRestrictions {
  if (claim === undefined || claim === null) return unrestricted;
  const { success, data } = restrictions.safeParse(claim);
  if (success) return Object.freeze(data);
  throw new AuthenticationError(401, `The token's claim "${name}" has restrictions that are not known here.`);
}

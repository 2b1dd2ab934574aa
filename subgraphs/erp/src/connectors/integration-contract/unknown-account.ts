// The ERP's refusal of an account that it does not have, although the token names it.
import { SystemRefusalError } from '@commerce-graph/subgraph-runtime';
import { z } from 'zod';

const problem = z.object({ code: z.literal('UNKNOWN_ACCOUNT') });

export function isUnknownAccount(error: unknown): boolean {
  return error instanceof SystemRefusalError && error.status === 404 && problem.safeParse(error.body).success;
}

/** Asks for the account, and as an anonymous visitor when the ERP does not have it: an item is an item for everybody. */
export async function askForAccount<T>(
  accountId: string | undefined,
  ask: (accountId: string | undefined) => Promise<T>,
): Promise<T> {
  try {
    return await ask(accountId);
  } catch (error) {
    if (accountId === undefined || !isUnknownAccount(error)) throw error;
    return ask(undefined);
  }
}

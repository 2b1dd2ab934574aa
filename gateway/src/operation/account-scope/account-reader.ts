// Reads to which account an object belongs, from the data that the subgraphs gave.
import type { ScopedType } from './account-scopes.ts';

/** In place of the account of an object that is not for this caller, and of which nothing else is left. */
export const foreignAccount = Symbol('foreign account');

/** The id of the account. Undefined where nobody has given one that can be an id. */
export function readAccount(
  object: Readonly<Record<string, unknown>>,
  { dataPath }: ScopedType,
): string | typeof foreignAccount | undefined {
  let value: unknown = object;
  for (const name of dataPath) {
    if (typeof value !== 'object' || value === null) break;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  if (typeof value === 'string' || value === foreignAccount) return value;
  // Some servers write ids as numbers.
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

// What a client is told where something belongs, or may belong, to an account that is not its own. Nothing in it depends
// on the account or on what is withheld.
import type { ErrorCode } from '../error-codes/error-code-registry.ts';

interface AccountError {
  readonly code: ErrorCode;
  readonly message: string;
}

/** For a field with an argument that names such an account, whether or not there is one. */
export const refusedAccount: AccountError = {
  code: 'FORBIDDEN',
  message:
    'An argument names an account that the caller may not act for, so nothing was asked for. Name one of the token, or leave the argument out where it may be.',
};

/** `foreign`: it belongs to another account. `unknown`: nobody has said to whom. */
export function describeWithheld(reason: 'foreign' | 'unknown'): AccountError {
  return reason === 'foreign' ? foreign : unknown;
}

const foreign: AccountError = {
  code: 'OBJECT_WITHHELD',
  message: 'This is not shown, because it does not belong to an account of the caller.',
};

const unknown: AccountError = {
  code: 'DOWNSTREAM_SERVICE_ERROR',
  message: 'This is not shown, because it could not be told to which account it belongs.',
};

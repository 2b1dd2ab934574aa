// Tells a client which fields it may not have.
import { CodedError } from '../error-codes/coded-error.ts';
import type { ExecutionResult } from '../execution/execution-engine.ts';
import type { ResponsePlace } from './response-place.ts';

/** Where: in `errors`, in `extensions.authorizationErrors`, or nowhere. */
export type RefusalReport = 'errors' | 'extensions' | 'disabled';

export function attachRefusals(
  result: ExecutionResult,
  places: readonly ResponsePlace[],
  reportsIn: RefusalReport,
): ExecutionResult {
  if (places.length === 0 || reportsIn === 'disabled') return result;
  const errors = places.map(
    (path) => new CodedError('UNAUTHORIZED_FIELD_OR_TYPE', 'Unauthorized field or type', { path }),
  );
  if (reportsIn === 'errors') return { ...result, errors: [...(result.errors ?? []), ...errors] };
  const authorizationErrors = errors.map((error) => error.toJSON());
  return { ...result, extensions: { ...result.extensions, authorizationErrors } };
}

// What any subgraph needs to run. No word of commerce in here.
export type { Logger } from 'pino';
export { type RunningSubgraph, type SubgraphOptions, createSubgraph } from './subgraph.ts';
export { type Principal, type PrincipalClaims, createPrincipal } from './assertion/principal.ts';
export { chooseAccount, requireSignedIn } from './assertion/account-choice.ts';
export { type AssertionOptions, assertionType } from './assertion/assertion-verifier.ts';
export {
  type SystemCall,
  type SystemClient,
  type SystemClientOptions,
  createSystemClient,
} from './system/system-client.ts';
export type { BreakerOptions } from './system/breaker.ts';
export type { RetryOptions } from './system/retry-delay.ts';
export type { ReadAnswer, SystemAnswer } from './system/system-answer.ts';
export { CodedError } from './error-codes/coded-error.ts';
export { SystemError, type SystemFailureReason } from './system/system-error.ts';
export { SystemUnavailableError } from './system/system-unavailable-error.ts';
export { SystemRefusalError } from './system/system-refusal-error.ts';
export { CircuitBreakerOpenError } from './system/circuit-breaker-open-error.ts';
export type { TokenSource } from './oauth/token-source.ts';
export {
  type ClientCredentialsOptions,
  createClientCredentialsTokenSource,
} from './oauth/client-credentials-token-source.ts';
export { type PasswordOptions, createPasswordTokenSource } from './oauth/password-token-source.ts';
export { keepFailure } from './loading/keep-failure.ts';
export { valueScalars } from './values/value-scalars.ts';
export { BadUserInputError } from './input/bad-user-input-error.ts';
export { checkBounds, checkCount, checkPageSize } from './input/bounds.ts';
export { type SelectedField, listSelectedFields } from './input/selected-fields.ts';
export { decodeCursor, encodeCursor } from './input/cursor.ts';
export { EnvironmentError, describeSubgraphEnvironment, readEnvironment } from './command/environment.ts';
export { createLogger } from './logger.ts';
export { runSubgraph } from './command/run-subgraph.ts';

// Every code of an error that a subgraph gives to a client. `docs/error-codes.md` is generated from it.

export interface ErrorCodeEntry {
  /**
   * The HTTP statuses of the responses in which a client of the graph gets it, each with the level at which the subgraph
   * logs the error. An error of a field leaves the status at 200.
   */
  readonly statuses: Readonly<Record<200, 'none' | 'warn' | 'error'>>;
  /** What has happened, for a client developer who meets the code for the first time. */
  readonly meaning: string;
  /** What to do about it, and who. */
  readonly remedy: string;
}

export const errorCodeRegistry = {
  BAD_USER_INPUT: {
    statuses: { 200: 'none' },
    meaning:
      'A value that the subgraph of the field cannot serve: out of bounds, too long, not of the form of its scalar, or a cursor of another list. `extensions.argument` names the argument where that is known.',
    remedy: 'Correct the value; the message says what is allowed.',
  },
  CIRCUIT_BREAKER_OPEN: {
    statuses: { 200: 'warn' },
    meaning:
      'The system that owns the field has failed so often that it is not asked for some seconds. `extensions.system` names it.',
    remedy: 'Show the rest of the response and try again later. An operator looks after the system.',
  },
  FORBIDDEN: {
    statuses: { 200: 'none' },
    meaning:
      'The token does not cover the account that is asked for, covers one that does not exist, or names none of its own where none is asked for.',
    remedy: 'Ask for an account that the token covers, or send a token that covers this one.',
  },
  INTERNAL_SERVER_ERROR: {
    statuses: { 200: 'error' },
    meaning:
      'A defect in a subgraph, or a request of its own that its system refused. The gateway shows it as `DOWNSTREAM_SERVICE_ERROR`.',
    remedy: 'An operator looks into the log of the subgraph, which has the error whole.',
  },
  SUBMISSION_IN_PROGRESS: {
    statuses: { 200: 'warn' },
    meaning: 'An earlier attempt with the same idempotency key is still at work.',
    remedy: 'Send the same again in a moment, with the same key: nothing is done twice.',
  },
  SYSTEM_UNAVAILABLE: {
    statuses: { 200: 'warn' },
    meaning:
      'The system that owns the field gave no usable answer: no connection, none in time, a failure of its own, too many calls waiting for it, or refused credentials. `extensions.system` names it, and `extensions.retryable` says whether trying again may help.',
    remedy:
      'Show the rest of the response; try again later where it is retryable. Send a mutation again with the same idempotency key, which tells what became of it. An operator finds the reason in the log of the subgraph.',
  },
  UNAUTHENTICATED: {
    statuses: { 200: 'none' },
    meaning: 'The field belongs to an account, and the request has no token.',
    remedy: 'Send a token.',
  },
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof errorCodeRegistry;

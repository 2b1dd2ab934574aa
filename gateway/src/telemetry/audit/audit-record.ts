// One line of the audit log: who asked for what, and what came of it. Every member is named here; nothing is copied from
// a header, a variable or an answer.
import type { Caller } from '../../authentication/caller.ts';

export interface AuditRecord {
  readonly type: 'audit';
  /** When the response had been sent: RFC 3339, in UTC. */
  readonly time: string;
  readonly requestId: string;
  /** As the gateway knows it, which may be a proxy's. */
  readonly remoteAddress: string;
  /** The path that was asked: that of GraphQL, of change events or of invalidations. */
  readonly route: string | undefined;
  /** Absent where the caller is not known: the token was refused, or nobody looked at it. */
  readonly caller?: AuditedCaller;
  /** Absent where the operation was refused before it was found valid. */
  readonly operation?: AuditedOperation;
  readonly outcome: AuditedOutcome;
}

/** Members that a token does not give are absent. */
export interface AuditedCaller {
  readonly issuer?: string | undefined;
  readonly subject: string;
  /** The account that the request was for. */
  readonly account?: string | undefined;
  /** The same, where the token does not name it: the subject represents the seller and acts for a customer. */
  readonly onBehalfOf?: string | undefined;
  readonly clientId?: string | undefined;
  /** The token's `jti`: it names a token, for revoking it, and is no part of its signature. */
  readonly tokenId?: string | undefined;
}

export interface AuditedOperation {
  readonly type: string;
  readonly name?: string | undefined;
  /** See `DescribedOperation`. */
  readonly document: string;
  readonly fields: readonly string[];
  /** Where it is one of the manifests' operations. */
  readonly persistedQueryId?: string | undefined;
  /** Of a mutation: see `InputDigest`. */
  readonly inputDigest?: string | undefined;
}

export interface AuditedOutcome {
  /**
   * `ok`; `partial`: some fields are null, with errors; `failed`: nothing was answered; `refused`: nothing was executed;
   * `aborted`: the client went away, and a mutation may have been executed all the same.
   */
  readonly result: 'ok' | 'partial' | 'failed' | 'refused' | 'aborted';
  readonly status: number;
  readonly errorCodes?: readonly string[] | undefined;
  readonly errors?: number | undefined;
  /** Of what subgraphs were asked for it, where costs count. */
  readonly cost?: number | undefined;
  readonly durationMs: number;
}

export function describeCaller({ principal, token }: Caller): AuditedCaller {
  const { issuer, subject, account, onBehalfOf } = principal;
  return { issuer, subject, account, onBehalfOf, clientId: token?.clientId, tokenId: token?.id };
}

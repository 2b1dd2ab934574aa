// Writes down who asked for what and what came of it, for those who have to know it later.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../../configuration/gateway-config.ts';
import type { RequestContext, RequestOutcome } from '../../execution/request-context.ts';
import type { Metrics } from '../metrics.ts';
import { openAuditFile } from './audit-file.ts';
import { type AuditedOperation, type AuditedOutcome, type AuditRecord, describeCaller } from './audit-record.ts';
import { createOperationDescriber } from './describe-operation.ts';
import { openAuditStdout } from './audit-stdout.ts';
import { createInputDigest } from './input-digest.ts';

export interface AuditLog {
  /** When a response has been sent, or its client has gone. `context` is absent where the caller is not known. */
  record(request: FastifyRequest, reply: FastifyReply, context: RequestContext | undefined): void;
  /** See `AuditDestination`. */
  reopen(): void;
  close(): Promise<void>;
}

/** Answers with one of these are told of whatever route: somebody was turned away. */
const refusedStatuses: ReadonlySet<number> = new Set([401, 403, 429]);
/** Fields that were asked for by somebody who may not have them. */
const deniedCodes: ReadonlySet<string> = new Set([
  'FORBIDDEN',
  'OBJECT_WITHHELD',
  'UNAUTHENTICATED',
  'UNAUTHORIZED_FIELD_OR_TYPE',
]);
const longestName = 100;
const mostCodes = 20;

/** Undefined where none is configured. Throws when its file cannot be opened, or its key not be read. */
export async function openAuditLog(
  { telemetry: { audit }, supergraph }: GatewayConfig,
  { countAuditLines: count }: Metrics,
  log: Logger,
): Promise<AuditLog | undefined> {
  if (!audit.enabled) return undefined;
  const { operations, file, buffer_limit: bufferLimitBytes, digest_key_file: keyFile } = audit;
  const digestInput = createInputDigest(keyFile);
  const describe = createOperationDescriber();
  const destination =
    file === undefined ? openAuditStdout(count) : await openAuditFile({ file, bufferLimitBytes, count, log });

  function describeOperation({
    asked,
    operationType,
    persistedQueryId,
    variables,
  }: RequestOutcome): AuditedOperation | undefined {
    if (asked === undefined) return undefined;
    const type = operationType ?? asked.operation.operation;
    return {
      type,
      name: asked.operation.name?.value.slice(0, longestName),
      ...describe(asked),
      persistedQueryId: persistedQueryId?.slice(0, longestName),
      ...(type === 'mutation' && { inputDigest: digestInput(asked, variables) }),
    };
  }

  function describeRequest(
    request: FastifyRequest,
    reply: FastifyReply,
    context?: RequestContext,
  ): AuditRecord | undefined {
    const route = request.routeOptions.url;
    if (route !== supergraph.path && !refusedStatuses.has(reply.statusCode)) return undefined;
    const outcome = describeOutcome(reply, context?.outcome);
    if (operations === 'mutations' && !isMutation(context) && !isRefusal(outcome)) return undefined;
    const operation = context && describeOperation(context.outcome);
    const caller = context ?? request.knownCaller;
    return {
      type: 'audit',
      time: new Date().toISOString(),
      requestId: request.id,
      remoteAddress: request.ip,
      route,
      ...(caller && { caller: describeCaller(caller) }),
      ...(operation && { operation }),
      outcome,
    };
  }

  return {
    record(request, reply, context) {
      try {
        const record = describeRequest(request, reply, context);
        if (record !== undefined) destination.write(`${JSON.stringify(record)}\n`);
      } catch (error) {
        // It runs in an event of the connection: thrown from there, it would end the process.
        count('lost', 1);
        log.error({ err: error, requestId: request.id }, 'A line of the audit log could not be written');
      }
    },
    reopen: () => destination.reopen(),
    close: () => destination.close(),
  };
}

function describeOutcome(reply: FastifyReply, outcome: RequestOutcome | undefined): AuditedOutcome {
  const status = reply.raw.writableFinished ? reply.statusCode : 499;
  const errorCodes = outcome?.errorCodes ?? (reply.refusedCode === undefined ? undefined : [reply.refusedCode]);
  return {
    result: chooseResult(status, outcome, { errorCodes, isTurnedAway: reply.refusedCode !== undefined }),
    status,
    errorCodes: errorCodes?.slice(0, mostCodes),
    errors: outcome?.errorCount,
    cost: outcome?.cost?.actual,
    durationMs: Math.round(reply.elapsedTime * 10) / 10,
  };
}

function chooseResult(
  status: number,
  outcome: RequestOutcome | undefined,
  { errorCodes, isTurnedAway }: { readonly errorCodes: readonly string[] | undefined; readonly isTurnedAway: boolean },
): AuditedOutcome['result'] {
  if (status === 499) return 'aborted';
  if (outcome?.isRequestError === true || (status >= 400 && status < 500)) return 'refused';
  // Turned away as well: there was no room for it, or no telling whether its token was revoked.
  if (status === 503 && isTurnedAway) return 'refused';
  if (status >= 500 || outcome?.hasData === false) return 'failed';
  return errorCodes === undefined ? 'ok' : 'partial';
}

function isMutation(context: RequestContext | undefined): boolean {
  return context?.outcome.operationType === 'mutation';
}

function isRefusal({ result, errorCodes = [] }: AuditedOutcome): boolean {
  return result === 'refused' || errorCodes.some((code) => deniedCodes.has(code));
}

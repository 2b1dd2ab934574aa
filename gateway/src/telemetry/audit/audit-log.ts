// Writes down who asked for what and what came of it, for those who have to know it later.
import type { Logger } from 'pino';
import type { GatewayConfig } from '../../configuration/gateway-config.ts';
import type { ErrorCode } from '../../error-codes/error-code-registry.ts';
import type { RequestContext, RequestOutcome } from '../../execution/request-context.ts';
import type { FinishedRequest } from '../finished-request.ts';
import type { Metrics } from '../metrics.ts';
import { openAuditFile } from './audit-file.ts';
import { type AuditedOperation, type AuditedOutcome, type AuditRecord, describeCaller } from './audit-record.ts';
import { createOperationDescriber } from './describe-operation.ts';
import { openAuditStdout } from './audit-stdout.ts';
import { createInputDigest } from './input-digest.ts';

export interface AuditLog {
  record(finished: FinishedRequest): void;
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
const refusedFieldCode: ErrorCode = 'UNAUTHORIZED_FIELD_OR_TYPE';
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

  function describeRequest(finished: FinishedRequest): AuditRecord | undefined {
    const { request, reply, context } = finished;
    const route = request.routeOptions.url;
    if (route !== supergraph.path && !refusedStatuses.has(reply.statusCode)) return undefined;
    const outcome = describeOutcome(finished);
    if (operations === 'mutations' && !isMutation(context) && !isRefusal(outcome)) return undefined;
    const operation = context && describeOperation(context.outcome);
    return {
      type: 'audit',
      time: new Date().toISOString(),
      requestId: request.id,
      remoteAddress: request.ip,
      route,
      ...(request.caller && { caller: describeCaller(request.caller) }),
      ...(operation && { operation }),
      outcome,
    };
  }

  return {
    record(finished) {
      try {
        const record = describeRequest(finished);
        if (record !== undefined) destination.write(`${JSON.stringify(record)}\n`);
      } catch (error) {
        // It runs in an event of the connection: thrown from there, it would end the process.
        count('lost', 1);
        log.error({ err: error, requestId: finished.request.id }, 'A line of the audit log could not be written');
      }
    },
    reopen: () => destination.reopen(),
    close: () => destination.close(),
  };
}

function describeOutcome({ reply, context, durationMs }: FinishedRequest): AuditedOutcome {
  const outcome = context?.outcome;
  const status = reply.raw.writableFinished ? reply.statusCode : 499;
  const errorCodes = listErrorCodes(reply, outcome);
  return {
    result: chooseResult(status, outcome, reply.refusedCode, errorCodes),
    status,
    errorCodes: errorCodes?.slice(0, mostCodes),
    errors: outcome?.errorCount,
    cost: outcome?.cost?.actual,
    durationMs,
  };
}

/** With that of refused fields, whatever the client was told. */
function listErrorCodes(reply: FinishedRequest['reply'], outcome: RequestOutcome = {}): readonly string[] | undefined {
  const { errorCodes, hasRefusedFields = false } = outcome;
  const told = errorCodes ?? (reply.refusedCode === undefined ? undefined : [reply.refusedCode]);
  return hasRefusedFields ? [...new Set([...(told ?? []), refusedFieldCode])] : told;
}

function chooseResult(
  status: number,
  outcome: RequestOutcome | undefined,
  refusedCode: string | undefined,
  errorCodes: readonly string[] | undefined,
): AuditedOutcome['result'] {
  if (status === 499) return 'aborted';
  if (outcome?.isRequestError === true || (status >= 400 && status < 500)) return 'refused';
  // Turned away as well: there was no room for it, or no telling whether its token was revoked.
  if (status === 503 && refusedCode !== undefined) return 'refused';
  // Whoever asks by a hash that is not known is asked for the text, with status 200.
  if (status >= 500 || outcome?.hasData === false || refusedCode !== undefined) return 'failed';
  return errorCodes === undefined ? 'ok' : 'partial';
}

function isMutation(context: RequestContext | undefined): boolean {
  return context?.outcome.operationType === 'mutation';
}

function isRefusal({ result, errorCodes = [] }: AuditedOutcome): boolean {
  return result === 'refused' || errorCodes.some((code) => deniedCodes.has(code));
}

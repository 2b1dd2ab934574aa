// Takes change events from the systems of record: CloudEvents over HTTP, signed as Standard Webhooks has it.
import type { FastifyInstance } from 'fastify';
import { RequestRefusal } from '../http/request-refusal.ts';
import { createEventIntake, type EventIntakeOptions } from './event-intake.ts';
import { type EventMessage, readContentMode } from './event-message.ts';
import { readChangeEvents } from './read-change-events.ts';
import { createWebhookVerifier, type Webhook } from './webhook-verifier.ts';

export interface EventRouteOptions extends Omit<EventIntakeOptions, 'replayableMs'> {
  readonly path: string;
  readonly webhooks: readonly Webhook[];
  readonly toleranceMs: number;
  /** Of a request's body, in bytes. */
  readonly bodyLimit: number;
  /** How many events a request may have. */
  readonly batchLimit: number;
}

export async function addEventRoute(app: FastifyInstance, options: EventRouteOptions): Promise<void> {
  const { path, webhooks, toleranceMs, bodyLimit, batchLimit } = options;
  const verify = createWebhookVerifier(webhooks, toleranceMs, options.log);
  // A request that is signed for the far end of the tolerance stays good until the near end has passed.
  const intake = createEventIntake({ ...options, replayableMs: 2 * toleranceMs });

  await app.register((scope, _options, done) => {
    // The signature is of the bytes, so no parser of a content type may have them first.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    scope.setErrorHandler((error) => {
      throw describeFailure(error, bodyLimit);
    });
    scope.post(path, { bodyLimit }, async ({ raw, body }, reply) => {
      const message: EventMessage = {
        headers: raw.headersDistinct,
        body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
      };
      const mode = readContentMode(message);
      const delivery = await verify(message, mode);
      const report = await intake.accept(delivery, readChangeEvents(message, mode, batchLimit));
      return reply.code(202).header('cache-control', 'no-store').send(report);
    });
    done();
  });
}

/** Fastify's words for what it refuses itself, said as the other refusals are; the rest is for the handler of all routes. */
function describeFailure(error: unknown, bodyLimit: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new RequestRefusal({
      status: 413,
      code: 'MALFORMED_EVENT',
      message: `The body has more than ${bodyLimit} bytes. Send the events in parts.`,
    });
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new RequestRefusal({
      status: 415,
      code: 'MALFORMED_EVENT',
      message: 'The header content-type is malformed.',
    });
  }
  return error;
}

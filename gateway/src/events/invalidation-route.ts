// Lets operators say that kept values are wrong, in the form that Apollo Router's invalidation endpoint has.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Invalidator } from '../field-cache/invalidation/invalidation.ts';
import { RequestRefusal } from '../http/request-refusal.ts';
import type { EventCatalogue } from '../supergraph/governance/event-catalogue.ts';
import { createInvalidationReader } from './read-invalidations.ts';

export interface InvalidationRouteOptions {
  readonly path: string;
  /** What a request has in its header `authorization`, as it stands. */
  readonly sharedKey: string;
  readonly invalidator: Invalidator;
  /** Without one, every type of change events is known. */
  readonly catalogue: EventCatalogue | undefined;
  readonly log: Logger;
}

const retryAfterSeconds = 5;

export function addInvalidationRoute(app: FastifyInstance, options: InvalidationRouteOptions): void {
  const { path, sharedKey, invalidator, catalogue, log } = options;
  const readInvalidations = createInvalidationReader(catalogue);
  // Digests have the same length whatever was sent, so that comparing them tells nothing of the key's length either.
  const expected = digest(sharedKey);

  app.post(path, {
    // Before the body is read: who has no key is not worth it.
    onRequest({ raw }, _reply, done) {
      const [key, repeated] = raw.headersDistinct['authorization'] ?? [];
      const isKnown = key !== undefined && repeated === undefined && timingSafeEqual(digest(key), expected);
      if (isKnown) return done();
      return done(
        new RequestRefusal({
          status: 401,
          code: 'INVALIDATION_KEY_REFUSED',
          message: 'The header authorization must be sent once and be the shared key of the invalidation endpoint.',
        }),
      );
    },
    async handler({ id, body }, reply) {
      const invalidations = readInvalidations(body);
      let count: number;
      try {
        count = await invalidator.invalidate(invalidations);
      } catch (cause) {
        throw new RequestRefusal(
          {
            status: 503,
            code: 'INVALIDATION_FAILED',
            message: 'The values could not be dropped everywhere. Send the request again.',
          },
          { cause, retryAfterSeconds },
        );
      }
      log.info({ requestId: id, kinds: countKinds(invalidations), count }, 'Invalidation by an operator');
      return reply.code(202).header('cache-control', 'no-store').send({ count });
    },
  });
}

function countKinds(invalidations: readonly { readonly kind: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of invalidations) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

// What becomes of change events whose sender is known: they are carried out once, or the sender is told to try again.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { EventInvalidation, Invalidator } from '../field-cache/invalidation/invalidation.ts';
import { RequestRefusal } from '../http/request-refusal.ts';
import type { ChangeEvent } from './change-event.ts';
import { describeUnknownType } from './describe-unknown-type.ts';
import type { Delivery } from './webhook-verifier.ts';

/** What a sender is told. */
export interface EventReport {
  /** How many events are carried out: now, or when they came before. */
  readonly accepted: number;
  /** Those that change nothing, and why. */
  readonly ignored: readonly { readonly id: string; readonly type: string; readonly reason: string }[];
}

export interface EventIntake {
  /** Resolves when nothing that the events made wrong is served any more by this replica. */
  accept(delivery: Delivery, events: readonly ChangeEvent[]): Promise<EventReport>;
}

export interface EventIntakeOptions {
  readonly invalidator: Invalidator;
  /** The CloudEvents types that the catalogue names. Without a catalogue every type is known. */
  readonly eventTypes: ReadonlySet<string> | undefined;
  /** How long a signed request can be sent again. */
  readonly replayableMs: number;
  readonly log: Logger;
}

/**
 * How much is remembered. What is forgotten early costs little: an event that comes again then is carried out again, which
 * drops a value that was right.
 */
const mostEvents = 100_000;
const mostDeliveries = 10_000;
const mostWarnedTypes = 1000;
const retryAfterSeconds = 5;
const longestLogged = 200;

export function createEventIntake({ invalidator, eventTypes, replayableMs, log }: EventIntakeOptions): EventIntake {
  const seenEvents = new LRUCache<string, true>({ max: mostEvents, ttl: replayableMs });
  const seenDeliveries = new LRUCache<string, string>({ max: mostDeliveries, ttl: replayableMs });
  const warnedTypes = new LRUCache<string, true>({ max: mostWarnedTypes });

  function ignore({ id, type, source }: ChangeEvent, { webhook }: Delivery): EventReport['ignored'][number] {
    const reason = describeUnknownType(type, eventTypes ?? []);
    if (!warnedTypes.has(type)) {
      warnedTypes.set(type, true);
      log.warn({ webhook, type: shorten(type), source: shorten(source) }, `A change event has no effect: ${reason}`);
    }
    return { id, type, reason };
  }

  return {
    async accept(delivery, events) {
      const deliveryKey = `${delivery.webhook}\n${delivery.id}`;
      const earlierDigest = seenDeliveries.get(deliveryKey);
      if (earlierDigest !== undefined && earlierDigest !== delivery.contentDigest) {
        throw new RequestRefusal({
          status: 409,
          code: 'WEBHOOK_ID_REUSED',
          message: `The webhook-id "${delivery.id}" came before with another content. Give each message an id of its own.`,
        });
      }

      const fresh = new Map<string, ChangeEvent>();
      const unknown: ChangeEvent[] = [];
      for (const event of events) {
        const key = identify(delivery, event);
        if (eventTypes?.has(event.type) === false) unknown.push(event);
        else if (!seenEvents.has(key)) fresh.set(key, event);
      }
      if (fresh.size > 0) await invalidate(invalidator, [...fresh.values()]);
      // Only now: what has failed is tried again.
      for (const key of fresh.keys()) seenEvents.set(key, true);
      seenDeliveries.set(deliveryKey, delivery.contentDigest);

      for (const { type, subject, id, source } of fresh.values()) {
        log.info(
          {
            webhook: delivery.webhook,
            webhookId: delivery.id,
            type: shorten(type),
            subject: subject && shorten(subject),
            id: shorten(id),
            source: shorten(source),
          },
          'Change event',
        );
      }
      return {
        accepted: events.length - unknown.length,
        ignored: unknown.map((event) => ignore(event, delivery)),
      };
    },
  };
}

/**
 * Source and id should do. A sender that gives two changes one id would then have the second one dropped and wrong values
 * served, so everything that a retry has in common with the first try counts.
 */
function identify({ webhook }: Delivery, { source, id, type, subject, time }: ChangeEvent): string {
  return createHash('sha256')
    .update(JSON.stringify([webhook, source, id, type, subject, time]))
    .digest('base64');
}

async function invalidate(invalidator: Invalidator, events: readonly ChangeEvent[]): Promise<void> {
  const invalidations = new Map<string, EventInvalidation>();
  for (const { type, subject } of events) {
    invalidations.set(JSON.stringify([type, subject]), { kind: 'event', type, subject });
  }
  try {
    await invalidator.invalidate([...invalidations.values()]);
  } catch (cause) {
    throw new RequestRefusal(
      {
        status: 503,
        code: 'INVALIDATION_FAILED',
        message: 'The events could not be carried out everywhere. Send the request again.',
      },
      { cause, retryAfterSeconds },
    );
  }
}

function shorten(text: string): string {
  return text.slice(0, longestLogged);
}

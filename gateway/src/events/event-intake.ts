// What becomes of change events whose sender is known: they are carried out once, or the sender is told to try again.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { EventInvalidation, Invalidator } from '../field-cache/invalidation/invalidation.ts';
import { RequestRefusal } from '../http/request-refusal.ts';
import type { EventCatalogue } from '../supergraph/governance/event-catalogue.ts';
import type { ChangeEvent, ReceivedEvent } from './change-event.ts';
import { describeUnknownType } from './describe-unknown-type.ts';
import { isReadableSubject } from './readable-subject.ts';
import { tokenRevocationType } from './token-revocation-event.ts';
import type { TokenRevoker } from './token-revoker.ts';
import { createUnknownEventRelay } from './unknown-event-relay.ts';
import type { Delivery } from './webhook-verifier.ts';

/** What a sender is told. */
export interface EventReport {
  /** How many events are carried out: now, or when they came before. */
  readonly accepted: number;
  /** Those that change nothing here, and why. */
  readonly ignored: readonly { readonly id: string; readonly type: string; readonly reason: string }[];
}

/**
 * What became of a change event. With an `unreadable_subject` it was carried out for everything of its type, and one of an
 * `unknown_type` by other replicas alone.
 */
export type EventResult = 'carried_out' | 'unreadable_subject' | 'repeated' | 'unknown_type';

export interface EventIntake {
  /**
   * Resolves when nothing that the events made wrong is served any more by this replica, and the tokens that they revoke
   * are refused.
   */
  accept(delivery: Delivery, events: readonly ReceivedEvent[]): Promise<EventReport>;
}

export interface EventIntakeOptions {
  readonly invalidator: Invalidator;
  readonly revokeTokens: TokenRevoker;
  /** Without one, every type is known, and with any subject. */
  readonly catalogue: EventCatalogue | undefined;
  /** `type` is empty where no catalogue bounds how many there are. */
  readonly countEvent: (webhook: string, type: string, result: EventResult) => void;
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
const mostWarnings = 1000;
/** A sender that makes a mistake makes it with every event. */
const warnedAgainMs = 3_600_000;
const retryAfterSeconds = 5;
const longestLogged = 200;
const unreadableSubject =
  'A change event drops more than it should: its subject is not of the form that the event catalogue gives for its type, ' +
  'so everything of the type counts as changed';

export function createEventIntake(options: EventIntakeOptions): EventIntake {
  const { invalidator, revokeTokens, catalogue, countEvent, replayableMs, log } = options;
  const seenEvents = new LRUCache<string, true>({ max: mostEvents, ttl: replayableMs });
  const seenDeliveries = new LRUCache<string, string>({ max: mostDeliveries, ttl: replayableMs });
  const tellOthers = createUnknownEventRelay(invalidator);
  const warned = new LRUCache<string, true>({ max: mostWarnings, ttl: warnedAgainMs });

  /** Not by source: a sender may name another one with each event. */
  function warnOnce({ type, id, source, subject }: ChangeEvent, { webhook }: Delivery, message: string): void {
    const key = `${webhook}\n${type}`;
    if (warned.has(key)) return;
    warned.set(key, true);
    const expected = catalogue?.get(type)?.subject.text;
    log.warn({ webhook, ...describe({ type, subject, id, source }), expected }, message);
  }

  async function carryOut(known: readonly ChangeEvent[], unknown: readonly ChangeEvent[]): Promise<void> {
    try {
      await Promise.all([
        known.length > 0 ? invalidator.invalidate(toInvalidations(known)) : undefined,
        unknown.length > 0 ? tellOthers(toInvalidations(unknown)) : undefined,
      ]);
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

  return {
    async accept(delivery, received) {
      const deliveryKey = `${delivery.webhook}\n${delivery.id}`;
      const earlierDigest = seenDeliveries.get(deliveryKey);
      if (earlierDigest !== undefined && earlierDigest !== delivery.contentDigest) {
        throw new RequestRefusal({
          status: 409,
          code: 'WEBHOOK_ID_REUSED',
          message: `The webhook-id "${delivery.id}" came before with another content. Give each message an id of its own.`,
        });
      }

      // Each time that they come, for that does no harm. They are in no catalogue.
      const revoking = received.filter(({ type }) => type === tokenRevocationType);
      if (revoking.length > 0) await revokeTokens(delivery, revoking);
      for (const { type } of revoking) countEvent(delivery.webhook, type, 'carried_out');
      const events = received.filter(({ type }) => type !== tokenRevocationType);

      const fresh = new Map<string, ChangeEvent>();
      const results = events.map((event): readonly [ChangeEvent, EventResult] => {
        const key = identify(delivery, event);
        const isRepeated = seenEvents.has(key) || fresh.has(key);
        // Those of unknown types as well: while a new catalogue is rolled out, other replicas may know them.
        if (!isRepeated) fresh.set(key, event);
        if (catalogue?.has(event.type) === false) return [event, 'unknown_type'];
        if (isRepeated) return [event, 'repeated'];
        const isReadable = isReadableSubject(catalogue, event.type, event.subject);
        return [event, isReadable ? 'carried_out' : 'unreadable_subject'];
      });
      const isKnown = ({ type }: ChangeEvent): boolean => catalogue?.has(type) !== false;
      await carryOut(
        [...fresh.values()].filter(isKnown),
        [...fresh.values()].filter((event) => !isKnown(event)),
      );
      // Only now: what has failed is tried again.
      for (const key of fresh.keys()) seenEvents.set(key, true);
      seenDeliveries.set(deliveryKey, delivery.contentDigest);

      const { webhook, id: webhookId } = delivery;
      const ignored: EventReport['ignored'][number][] = [];
      for (const [event, result] of results) {
        const { id, type } = event;
        countEvent(webhook, catalogue?.has(type) === true ? type : '', result);
        if (result === 'unknown_type') {
          const reason = describeUnknownType(type, catalogue?.keys() ?? []);
          warnOnce(event, delivery, `A change event has no effect here: ${reason}`);
          ignored.push({ id, type, reason });
        } else if (result !== 'repeated') {
          log.info({ webhook, webhookId, ...describe(event) }, 'Change event');
          if (result === 'unreadable_subject') warnOnce(event, delivery, unreadableSubject);
        }
      }
      return { accepted: received.length - ignored.length, ignored };
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

/** Two events that say the same of the same entity are one. */
function toInvalidations(events: readonly ChangeEvent[]): EventInvalidation[] {
  const invalidations = new Map<string, EventInvalidation>();
  for (const { type, subject } of events) {
    invalidations.set(JSON.stringify([type, subject]), { kind: 'event', type, subject });
  }
  return [...invalidations.values()];
}

/** What of an event is logged. */
function describe({ type, subject, id, source }: Pick<ChangeEvent, 'type' | 'subject' | 'id' | 'source'>) {
  return { type: shorten(type), subject: subject && shorten(subject), id: shorten(id), source: shorten(source) };
}

function shorten(text: string): string {
  return text.slice(0, longestLogged);
}

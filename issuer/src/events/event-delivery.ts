// Delivers the outbox to one receiver: at once, and then again until it has accepted every event.
import {
  computeBackoffMs,
  createEventSender,
  createEventSigner,
  type EventOptions,
} from '@commerce-graph/signed-events';
import type { Logger } from 'pino';
import type { Outbox, OutboxEvent } from './outbox.ts';

export interface EventDelivery {
  /** Ends after the attempts under way, which get a second. What was not accepted stays in the outbox. */
  stop(): Promise<void>;
}

export interface EventDeliveryOptions {
  readonly outbox: Outbox;
  readonly url: string;
  readonly events: EventOptions;
  /** CloudEvents source: the issuer's URL. */
  readonly source: string;
  readonly log: Logger;
}

const eventsUnderWay = 16;
const timeoutMs = 10_000;
/** Longer than an attempt: when its process dies, another takes its events. */
const leaseMs = 15_000;
/** How often to look for what is due again, or was left by a process that died. What is announced here is sent at once. */
const pollMs = 500;
const stopGraceMs = 1000;
/** A revocation must not wait for long: a receiver that was away is asked again within seconds. */
const defaultRetry = { minMs: 250, maxMs: 15_000 };

export function startEventDelivery({ outbox, url, events, source, log }: EventDeliveryOptions): EventDelivery {
  const sender = createEventSender({
    url,
    source,
    sign: createEventSigner(events, log),
    timeoutMs,
    connections: eventsUnderWay,
  });
  const ending = new AbortController();
  const stopping = new AbortController();
  const isStopped = () => stopping.signal.aborted;
  let isAwake = false;
  let wake: (() => void) | undefined;
  const ignoreWakes = outbox.onWake(() => {
    isAwake = true;
    wake?.();
  });
  const running = run();

  return {
    async stop() {
      stopping.abort();
      ignoreWakes();
      wake?.();
      const deadline = setTimeout(() => ending.abort(), stopGraceMs);
      await running;
      clearTimeout(deadline);
      await sender.close();
    },
  };

  async function run(): Promise<void> {
    let failures = 0;
    while (!isStopped()) {
      isAwake = false;
      try {
        const due = await outbox.take(url, eventsUnderWay, leaseMs);
        await Promise.all(due.map(deliver));
        failures = 0;
        if (due.length === 0) await pause(pollMs);
      } catch (error) {
        log.error({ err: error }, 'the outbox cannot be read or written; trying again');
        failures += 1;
        await pause(computeBackoffMs(failures, defaultRetry));
      }
    }
  }

  async function deliver(event: OutboxEvent): Promise<void> {
    const sent = await sender.send(event, ending.signal);
    if (sent.outcome === 'ACCEPTED') {
      await outbox.accept(url, event.id);
      log.info({ url, event: event.id, type: event.type }, 'a receiver has accepted an event');
      return;
    }
    const backoffMs = computeBackoffMs(event.attempts, events.retry ?? defaultRetry);
    const waitMs = Math.max(backoffMs, sent.outcome === 'UNAVAILABLE' ? sent.retryAfterMs : 0);
    await outbox.postpone(url, event.id, waitMs);
    const fields = {
      url,
      event: event.id,
      subject: event.subject,
      attempts: event.attempts,
      reason: sent.reason,
      waitMs,
    };
    const isForSomebody = sent.outcome === 'REFUSED' || sent.outcome === 'SHUT_OUT';
    log[isForSomebody ? 'error' : 'warn'](fields, 'a revocation has not arrived; it is kept and sent again');
  }

  /** Waits out the time, or until something is announced. */
  async function pause(ms: number): Promise<void> {
    if (isStopped() || isAwake) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    wake = undefined;
  }
}

// Delivers the outbox to one receiver until it has accepted every event, and then whatever comes next.
import type { FastifyBaseLogger } from 'fastify';
import {
  type BackoffBounds,
  computeBackoffMs,
  type EventSender,
  type SendOutcome,
} from '@commerce-graph/signed-events';
import type { Outbox, OutboxEvent, PostponedEvent } from './outbox.ts';

export interface EventDelivery {
  /** Ends after the attempts under way, which get a second. What was not accepted stays in the outbox. */
  stop(): Promise<void>;
}

export interface EventDeliveryOptions {
  readonly outbox: Outbox;
  readonly sender: EventSender;
  readonly url: string;
  readonly retry: BackoffBounds;
  readonly refusedRetry: BackoffBounds;
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
}

/** Most events under way at once; each is of another subject. */
export const eventsUnderWay = 16;

/** How often to look for what another process has changed, in milliseconds. Changes made here are seen at once. */
const pollMs = 100;

/** How long attempts under way may take once the end has begun, in milliseconds. */
const stopGraceMs = 1000;

/** Starts at once, with what the last run has left. */
export function startEventDelivery(options: EventDeliveryOptions): EventDelivery {
  const { outbox, sender, url, retry, refusedRetry, log } = options;
  const ending = new AbortController();
  const stopping = new AbortController();
  const isStopped = () => stopping.signal.aborted;
  /** Rounds in a row in which the receiver took nothing. */
  let failures = 0;
  let wake: (() => void) | undefined;
  const ignoreCommits = outbox.onCommit(() => wake?.());
  const running = run();

  return {
    async stop() {
      stopping.abort();
      ignoreCommits();
      wake?.();
      const deadline = setTimeout(() => ending.abort(), stopGraceMs);
      await running;
      clearTimeout(deadline);
      await sender.close();
    },
  };

  async function run(): Promise<void> {
    while (!isStopped()) {
      let pauseMs = 0;
      try {
        pauseMs = await deliverRound();
      } catch (error) {
        // The database is locked or full: the events are safe, and there is nobody to tell but the log.
        log.error({ err: error }, 'the outbox cannot be read or written; trying again');
        pauseMs = computeBackoffMs(++failures, retry);
      }
      if (!isStopped() && pauseMs > 0) await sleep(pauseMs);
    }
  }

  /** Sends what is due, and answers how long to leave the receiver alone, in milliseconds. */
  async function deliverRound(): Promise<number> {
    // Whatever is committed from here on is either found now or wakes the sleep.
    const changed = waitForCommit();
    const events = outbox.take(url, Date.now(), eventsUnderWay);
    if (events.length === 0) {
      await changed;
      return 0;
    }
    const outcomes = await Promise.all(
      events.map(async (event) => ({ event, ...(await sender.send(event, ending.signal)) })),
    );
    outbox.settle(
      outcomes.filter(({ outcome }) => outcome === 'ACCEPTED').map(({ event }) => event),
      outcomes.flatMap(({ event, ...sent }) => postpone(event, sent) ?? []),
    );
    return decidePause(outcomes);
  }

  /** When to send an event again that the receiver has judged by itself. */
  function postpone(event: OutboxEvent, sent: SendOutcome): PostponedEvent | undefined {
    if (sent.outcome !== 'FAILED' && sent.outcome !== 'REFUSED') return undefined;
    const isRefused = sent.outcome === 'REFUSED';
    const waitMs = computeBackoffMs(event.attempts, isRefused ? refusedRetry : retry);
    const { id, type, subject, attempts } = event;
    const fields = { url, event: { id, type, subject }, attempts, reason: sent.reason, retryInMs: waitMs };
    if (isRefused) log.error(fields, 'a receiver refuses an event; it is kept and sent again');
    else log.warn(fields, 'a receiver failed on an event; it is sent again');
    return { event, dueAt: Date.now() + waitMs };
  }

  function decidePause(outcomes: readonly SendOutcome[]): number {
    const unavailable = outcomes.find((sent) => sent.outcome === 'UNAVAILABLE');
    const shutOut = outcomes.find((sent) => sent.outcome === 'SHUT_OUT');
    const fault = shutOut ?? unavailable;
    if (fault === undefined) {
      if (failures > 0) log.info({ url }, 'a receiver takes events again');
      failures = 0;
      return 0;
    }
    if (isStopped()) return 0;
    failures += 1;
    const backoffMs = computeBackoffMs(failures, fault === shutOut ? refusedRetry : retry);
    const pauseMs = Math.max(backoffMs, unavailable?.retryAfterMs ?? 0);
    const fields = { url, reason: fault.reason, failures, retryInMs: pauseMs };
    if (fault === shutOut) log.error(fields, 'a receiver takes no events from here; they are kept and sent again');
    else log.warn(fields, 'a receiver cannot be reached; events are kept and sent again');
    return pauseMs;
  }

  /** Resolves when something was committed here, after the time in which another process may have, and at the end. */
  function waitForCommit(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Waits out the time, or until the end. */
  async function sleep(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        if (!isStopped()) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

// The events of one system: has its changes written, and delivers them while it runs.
import { createEventSender, createEventSigner, type EventOptions } from '@commerce-graph/signed-events';
import type { FastifyBaseLogger } from 'fastify';
import type { SystemDatabase } from '../server/database.ts';
import type { ChangeTrigger } from './change-trigger.ts';
import { eventsUnderWay, type EventDelivery, startEventDelivery } from './event-delivery.ts';
import { createOutbox } from './outbox.ts';

export interface SystemEventsOptions {
  readonly database: SystemDatabase;
  /** CloudEvents source: names the system. */
  readonly source: string;
  readonly triggers: readonly ChangeTrigger[];
  /** Checked before. Undefined: nobody is told. */
  readonly events: EventOptions | undefined;
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
}

export interface SystemEvents {
  /** Begins to deliver, with what the last run has left. */
  start(): void;
  /** Ends after the attempts under way. What was not accepted stays in the database for the next run. */
  stop(): Promise<void>;
}

/** From here on every change in the database is written for the receivers. What an import brings before that is not. */
export function createSystemEvents({ database, source, triggers, events, log }: SystemEventsOptions): SystemEvents {
  const urls = events?.urls ?? [];
  const outbox = createOutbox(database);
  const forgotten = outbox.configure(urls, triggers);
  if (forgotten > 0) log.warn({ forgotten }, 'events are forgotten whose receiver is no longer configured');
  let deliveries: readonly EventDelivery[] = [];

  return {
    start() {
      if (events === undefined) return;
      const {
        retry = { minMs: 500, maxMs: 60_000 },
        refusedRetry = { minMs: 30_000, maxMs: 3_600_000 },
        timeoutMs = 10_000,
      } = events;
      const sign = createEventSigner(events, log);
      deliveries = urls.map((url) => {
        const sender = createEventSender({ url, source, sign, timeoutMs, connections: eventsUnderWay });
        return startEventDelivery({ outbox, sender, url, retry, refusedRetry, log });
      });
    },
    async stop() {
      await Promise.all(deliveries.map((delivery) => delivery.stop()));
    },
  };
}

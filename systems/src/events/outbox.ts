// The outbox of a system: what its triggers have written and no receiver has accepted yet.
import type { SystemDatabase } from '../server/database.ts';
import { type ChangeTrigger, printTrigger } from './change-trigger.ts';

/** An event that is due to one receiver. */
export interface OutboxEvent {
  readonly sequence: number;
  /** Unique, and the same however often it is sent. */
  readonly id: string;
  readonly type: string;
  /** Parts joined by slashes, each percent-encoded. */
  readonly subject: string;
  /** RFC 3339 in UTC: the latest change that it stands for. */
  readonly time: string;
  /** This one included. */
  readonly attempts: number;
}

export interface PostponedEvent {
  readonly event: OutboxEvent;
  /** When to try again, in milliseconds. */
  readonly dueAt: number;
}

export interface Outbox {
  /**
   * Installs the triggers, and has every change from now on written for these receivers. What is due to others is
   * forgotten; answers how many events that were. Without a receiver nothing is written.
   */
  configure(urls: readonly string[], triggers: readonly ChangeTrigger[]): number;
  /** The next events to send, in the order of writing, at most one for each subject. Counts the attempt. */
  take(url: string, now: number, limit: number): OutboxEvent[];
  /** Ends what a receiver has accepted, and puts off what it has not: later events of a subject wait for it. */
  settle(accepted: readonly OutboxEvent[], postponed: readonly PostponedEvent[]): void;
  /** Calls `listener` after each transaction here. */
  onCommit: SystemDatabase['onCommit'];
}

export function createOutbox(database: SystemDatabase): Outbox {
  const listTriggers = database.prepare<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'announce_*'`,
  );
  const countForgotten = database.prepare<{ total: number }>(
    'SELECT count(*) AS total FROM outbox WHERE target NOT IN (SELECT value FROM json_each(@urls))',
  );
  const deleteTargets = database.prepare(
    'DELETE FROM outbox_targets WHERE url NOT IN (SELECT value FROM json_each(@urls))',
  );
  const insertTargets = database.prepare(
    'INSERT OR IGNORE INTO outbox_targets (url) SELECT value FROM json_each(@urls)',
  );
  const selectDue = database.prepare<OutboxEvent>(`
    SELECT sequence, id, type, subject, time, attempts + 1 AS attempts FROM outbox AS o
    WHERE target = @url AND due_at <= @now AND NOT EXISTS (
      SELECT 1 FROM outbox earlier
      WHERE earlier.subject = o.subject AND earlier.target = o.target AND earlier.sequence < o.sequence
    )
    ORDER BY sequence LIMIT @limit`);
  const countAttempts = database.prepare(
    'UPDATE outbox SET attempts = attempts + 1 WHERE sequence IN (SELECT value FROM json_each(@sequences))',
  );
  const deleteEvent = database.prepare('DELETE FROM outbox WHERE sequence = @sequence');
  const setDue = database.prepare('UPDATE outbox SET due_at = @dueAt WHERE sequence = @sequence');

  return {
    configure: (urls, triggers) =>
      database.transaction(() => {
        for (const { name } of listTriggers.all()) database.execute(`DROP TRIGGER ${name}`);
        const parameters = { urls: JSON.stringify(urls) };
        const forgotten = countForgotten.first(parameters)?.total ?? 0;
        deleteTargets.run(parameters);
        insertTargets.run(parameters);
        // A system that tells nobody does not pay for it with every row that it writes.
        if (urls.length > 0) database.execute(triggers.map(printTrigger).join('\n'));
        return forgotten;
      }),
    take(url, now, limit) {
      const due = selectDue.all({ url, now, limit });
      // Before it is sent, so that a change made while it is under way is not taken for the one that it tells.
      if (due.length > 0) countAttempts.run({ sequences: JSON.stringify(due.map(({ sequence }) => sequence)) });
      return due.map((event) => ({ ...event, subject: printSubject(event.subject) }));
    },
    settle: (accepted, postponed) =>
      database.transaction(() => {
        for (const { sequence } of accepted) deleteEvent.run({ sequence });
        for (const { event, dueAt } of postponed) setDue.run({ sequence: event.sequence, dueAt });
      }),
    onCommit: (listener) => database.onCommit(listener),
  };
}

function printSubject(parts: string): string {
  return (JSON.parse(parts) as string[]).map((part) => encodeURIComponent(part)).join('/');
}

// What the gateways must be told and no receiver has accepted yet. It is written with what it tells of, or not at all.
import { randomBytes } from 'node:crypto';
import type { SignedEvent } from '@commerce-graph/signed-events';
import type { IssuerDatabase, SqlCommand } from '../store/issuer-database.ts';

/** Whose tokens are refused from now on: a client's, a person's, or one. */
export type Revocation = { readonly client_id: string } | { readonly sub: string } | { readonly jti: string };

export interface OutboxEvent extends SignedEvent {
  /** This one included. */
  readonly attempts: number;
}

export interface Outbox {
  /** Commands to run together with the change that they tell of; `expiresAt` is when the last of the tokens ends. */
  announce(revocation: Revocation, expiresAt: number): SqlCommand[];
  /** Tells the deliveries that something was announced. */
  wake(): void;
  /** Calls `listener` at each wake, until the function that it answers is called. */
  onWake(listener: () => void): () => void;
  /** The next events for one receiver. Nobody else takes them for `leaseMs`. */
  take(url: string, limit: number, leaseMs: number): Promise<OutboxEvent[]>;
  accept(url: string, id: string): Promise<void>;
  postpone(url: string, id: string, waitMs: number): Promise<void>;
}

export interface OutboxOptions {
  readonly database: IssuerDatabase;
  readonly clock: () => number;
  readonly issuer: string;
  readonly urls: readonly string[];
}

const revocationEventType = 'identity.token.revoked';

interface OutboxRow extends Omit<OutboxEvent, 'data'> {
  readonly data: string;
}

export function createOutbox({ database, clock, issuer, urls }: OutboxOptions): Outbox {
  const listeners = new Set<() => void>();
  return {
    announce(revocation, expiresAt) {
      const id = randomBytes(16).toString('hex');
      const now = clock();
      const subject = Object.entries(revocation)
        .map(([kind, value]) => `${kind}/${encodeURIComponent(value)}`)
        .join('/');
      const data = JSON.stringify({ iss: issuer, ...revocation, exp: Math.ceil(expiresAt / 1000) });
      return urls.map((url) => ({
        sql: 'INSERT INTO outbox (target, id, type, subject, time, data, due_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        values: [url, id, revocationEventType, subject, new Date(now).toISOString(), data, now],
      }));
    },
    wake() {
      for (const listener of listeners) listener();
    },
    onWake(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async take(url, limit, leaseMs) {
      const now = clock();
      // Checked twice: two replicas that choose the same rows wait for one another, and the second finds them taken.
      const rows = await database.all<OutboxRow>(
        'UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE target = ? AND due_at <= ? AND id IN ' +
          '(SELECT id FROM outbox WHERE target = ? AND due_at <= ? ORDER BY due_at LIMIT ?) ' +
          'RETURNING id, type, subject, time, data, attempts',
        [now + leaseMs, url, now, url, now, limit],
      );
      return rows.map((row) => ({ ...row, data: JSON.parse(row.data) as Record<string, string | number> }));
    },
    async accept(url, id) {
      await database.run({ sql: 'DELETE FROM outbox WHERE target = ? AND id = ?', values: [url, id] });
    },
    async postpone(url, id, waitMs) {
      const sql = 'UPDATE outbox SET due_at = ? WHERE target = ? AND id = ?';
      await database.run({ sql, values: [clock() + waitMs, url, id] });
    },
  };
}

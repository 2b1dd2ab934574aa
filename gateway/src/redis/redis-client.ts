// A connection to Redis or Valkey that notices when the other side is silent, and keeps nothing back for later.
import { createClient } from '@redis/client';

export interface RedisConnection {
  /** `redis://` or, with TLS, `rediss://`; user name, password and number of the database may be in it. */
  readonly url: string;
  /** In place of the one in the URL. */
  readonly username?: string | undefined;
  /** In place of the one in the URL. */
  readonly password?: string | undefined;
}

export interface RedisClientSettings extends RedisConnection {
  /** Whether a lost connection is opened again, for as long as the client is open. */
  readonly reconnects: boolean;
  /** How long a connection on which something is awaited may be silent before it is given up. */
  readonly silenceMs: number;
  /** How often an idle connection is tried; more often than `silenceMs`. Undefined for one that is never idle. */
  readonly pingIntervalMs: number | undefined;
  /** Every error of the connection. They do not end anything. */
  readonly onError: (error: Error) => void;
}

export type RedisClient = ReturnType<typeof createRedisClient>;

/** Not connected yet. What is asked while there is no connection fails at once. */
export function createRedisClient(settings: RedisClientSettings) {
  const { url, username, password, reconnects, silenceMs, pingIntervalMs, onError } = settings;
  const address = new URL(url);
  if (username !== undefined) address.username = encodeURIComponent(username);
  if (password !== undefined) address.password = encodeURIComponent(password);
  const client = createClient({
    url: address.href,
    clientInfoTag: 'commerce-graph-gateway',
    disableOfflineQueue: true,
    // `commandsQueueMaxLength` would cut a transaction in two, which the connection would not survive. Callers ask no
    // more once a few answers are late, and bound what they write.
    ...(pingIntervalMs === undefined ? {} : { pingInterval: pingIntervalMs }),
    socket: {
      connectTimeout: silenceMs,
      // Counts from the last thing sent or received. A ping that is not answered is the last one, so silence ends it.
      socketTimeout: silenceMs,
      reconnectStrategy: reconnects ? chooseReconnectDelay : false,
    },
  });
  client.on('error', onError);
  return client;
}

function chooseReconnectDelay(attempts: number): number {
  return Math.min(50 * 2 ** attempts, 1000) * (0.75 + Math.random() / 2);
}

/** Ends a client in whatever state it is. The connection that it may be opening is closed as soon as it is open. */
export function destroyRedisClient(client: RedisClient): void {
  if (!client.isOpen) return;
  if (client.isReady) {
    client.destroy();
    return;
  }
  const destroy = (): void => {
    client.off('ready', destroy);
    client.off('error', destroy);
    if (client.isOpen) client.destroy();
  };
  client.once('ready', destroy);
  client.once('error', destroy);
}

/**
 * A server that has become a copy of another takes no writes and may not end the connection by itself; the address then
 * leads to the one that took over.
 */
export function reopenIfReadOnly(client: RedisClient, error: unknown): void {
  if (!(error instanceof Error && error.message.startsWith('READONLY')) || !client.isReady) return;
  client.destroy();
  client.connect().catch(() => {});
}

// Reads from a server over one connection after the other, for as long as somebody wants to know.
import { setTimeout as wait } from 'node:timers/promises';
import { createRedisClient, destroyRedisClient, type RedisClient, type RedisConnection } from './redis-client.ts';

export interface ReadingOptions {
  readonly redis: RedisConnection;
  /** How long a connection on which something is awaited may be silent before it is given up. */
  readonly silenceMs: number;
  /** Ends the reading. */
  readonly signal: AbortSignal;
  /** Goes on until it fails. */
  readonly read: (client: RedisClient) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** Something that is another each time that something was heard: then a lost connection is opened again soon. */
  readonly readProgress: () => unknown;
}

const longestPauseMs = 1000;

/** Resolves when `signal` fires. What goes wrong is told and tried again. */
export async function keepReading(options: ReadingOptions): Promise<void> {
  const { redis, silenceMs, signal, read, onError, readProgress } = options;
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const before = readProgress();
    const client = createRedisClient({ ...redis, reconnects: false, silenceMs, pingIntervalMs: undefined, onError });
    const destroy = (): void => destroyRedisClient(client);
    signal.addEventListener('abort', destroy, { once: true });
    try {
      await client.connect();
      await read(client);
    } catch (error) {
      onError(error);
    } finally {
      signal.removeEventListener('abort', destroy);
      destroy();
    }
    if (readProgress() !== before) attempt = 0;
    const pauseMs = Math.min(25 * 2 ** attempt, longestPauseMs) * (0.75 + Math.random() / 2);
    await wait(pauseMs, undefined, { signal }).catch(() => {});
  }
}

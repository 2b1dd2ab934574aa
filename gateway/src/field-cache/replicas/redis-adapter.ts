// Redis or Valkey as a store for Keyv, on one connection that opens itself again.
import KeyvRedis from '@keyv/redis';
import type { KeyvStoreAdapter } from 'keyv';
import {
  createRedisClient,
  destroyRedisClient,
  type RedisConnection,
  reopenIfReadOnly,
} from '../../redis/redis-client.ts';

export interface RedisAdapter {
  readonly adapter: KeyvStoreAdapter;
  /** Resolves once connected; rejects when the first attempt fails. Others follow by themselves. */
  readonly connected: Promise<void>;
  /** While false, what is written would be kept back until there is a connection. */
  isConnected(): boolean;
  close(): void;
}

/** A connection on which nothing is heard for so long is given up and opened anew. */
const silenceMs = 3000;
const pingIntervalMs = 1000;

export function createRedisAdapter(connection: RedisConnection): RedisAdapter {
  let firstError: ((error: Error) => void) | undefined;
  const client = createRedisClient({
    ...connection,
    reconnects: true,
    silenceMs,
    pingIntervalMs,
    // While it cannot be reached, what is asked fails for that reason; the errors of the attempts say no more.
    onError: (error) => firstError?.(error),
  });
  const connected = new Promise<void>((resolve, reject) => {
    firstError = reject;
    // Rejects when it is closed meanwhile.
    client.connect().then(() => resolve(), reject);
  });
  // Whoever does not wait for it learns of it by what fails.
  connected.catch(() => {});

  // The client is open from here on, connected or not; otherwise Keyv would open it, and wait for it in each call.
  const adapter = new KeyvRedis<string>(client, { throwOnErrors: true });
  adapter.on('error', (error: unknown) => reopenIfReadOnly(client, error));
  return {
    adapter,
    connected,
    isConnected: () => client.isReady,
    close: () => destroyRedisClient(client),
  };
}

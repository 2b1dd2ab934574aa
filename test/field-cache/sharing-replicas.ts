// Replicas of a shop on a Redis of their own, for tests of what they have from each other as a whole.
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { type RedisServer, startRedisServer } from './redis-server.ts';
import {
  createBuyer,
  createReplicatedShop,
  type ReplicaOptions,
  type ReplicatedShop,
  type ShopReplica,
} from './replicated-shop.ts';

export const until = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
export const page = '{ headline products { sku name price size { width } } }';

export interface SharingReplicas {
  readonly redis: RedisServer;
  readonly shop: ReplicatedShop;
  readonly start: (options?: ReplicaOptions & { readonly url?: string }) => Promise<ShopReplica>;
  readonly closeAll: () => Promise<void>;
  /** Asks until the response is written to Redis: the third time, it is one that is served again. */
  readonly share: (replica: ShopReplica, ...asked: Parameters<ShopReplica['ask']>) => ReturnType<ShopReplica['ask']>;
  /** Leaves nothing in Redis but whole responses: what then comes without a subgraph has come from nothing else. */
  readonly takeCellsAway: () => Promise<void>;
  readonly takeResponsesAway: () => Promise<void>;
  /** A further replica that has nothing but the whole response to this, and has served it twice. */
  readonly startLoaded: (replica: ShopReplica, text?: string, account?: string) => Promise<ShopReplica>;
  /** The names of the responses in Redis. */
  readonly listResponses: () => Promise<string[]>;
  /** Puts a text in the place of every response. */
  readonly replaceResponses: (text: string) => Promise<void>;
}

/** For one `describe`: each of its tests has a Redis and a shop of its own. */
export function useSharingReplicas(): SharingReplicas {
  let redis: RedisServer;
  let shop: ReplicatedShop;
  const opened: ShopReplica[] = [];

  beforeEach(async () => {
    redis = await startRedisServer();
    shop = createReplicatedShop();
  });
  afterEach(async () => {
    await replicas.closeAll();
    await redis.close();
  });

  const list = async (pattern: string) => (await redis.command('KEYS', pattern)) as string[];
  async function drop(pattern: string): Promise<void> {
    // What is written in the background is written first.
    await wait(50);
    for (const key of await list(pattern)) await redis.command('DEL', key);
    shop.asked.length = 0;
  }

  const replicas: SharingReplicas = {
    get redis() {
      return redis;
    },
    get shop() {
      return shop;
    },
    async start({ url = redis.url, ...options } = {}) {
      const replica = await shop.startReplica(url, options);
      opened.push(replica);
      return replica;
    },
    async closeAll() {
      await Promise.all(opened.splice(0).map((one) => one.close()));
    },
    async share(replica, ...asked) {
      const before = (await list('*response:*')).length;
      const [answer] = [await replica.ask(...asked), await replica.ask(...asked), await replica.ask(...asked)];
      await until(async () => expect((await list('*response:*')).length).toBeGreaterThan(before));
      expect(answer.errors).toBeUndefined();
      return answer;
    },
    takeCellsAway: () => drop('*cell:*'),
    takeResponsesAway: () => drop('*response:*'),
    async startLoaded(replica, text = page, account = 'A') {
      await replicas.share(replica, text, createBuyer(account));
      await replicas.takeCellsAway();
      const loaded = await replicas.start();
      for (const buyer of [createBuyer(account), createBuyer(account)]) await loaded.ask(text, buyer);
      expect(shop.asked).toEqual([]);
      return loaded;
    },
    listResponses: () => list('*response:*'),
    async replaceResponses(text) {
      for (const key of await list('*response:*')) await redis.command('SET', key, text);
    },
  };
  return replicas;
}

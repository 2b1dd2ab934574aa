// Allowances that all replicas count together, in Redis: one round trip for a request. While Redis is not to be had, each
// replica counts by itself.
import type { Logger } from 'pino';
import { createAvailability } from '../redis/availability.ts';
import { withDeadline } from '../redis/deadline.ts';
import { describeRedisError } from '../redis/describe-redis-error.ts';
import {
  createRedisClient,
  destroyRedisClient,
  type RedisConnection,
  reopenIfReadOnly,
} from '../redis/redis-client.ts';
import type { Buckets, Demand, Verdict } from './buckets.ts';

export interface SharedBucketsOptions {
  readonly redis: RedisConnection;
  /** Put before every key with a colon. */
  readonly namespace: string;
  /** How long a request waits for Redis. */
  readonly timeoutMs: number;
  /** Counts while Redis does not. */
  readonly local: Buckets;
  /** Called for each decision that was made without Redis. */
  readonly onLocalDecision: () => void;
  readonly log: Logger;
}

export interface SharedBuckets extends Buckets {
  close(): void;
}

const failureThreshold = 3;
const probeIntervalMs = 1000;
const silenceMs = 3000;
const pingIntervalMs = 1000;

// The clock is that of Redis, so that those of the replicas do not matter. A bucket that is full again is not there.
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local amount = tonumber(ARGV[1])
local settles = ARGV[2] == 'settle'
local stored = redis.call('MGET', unpack(KEYS))
local levels, waits, refused, longest, exceeded = {}, {}, 0, 0, {}
for index = 1, #KEYS do
  local capacity, interval = tonumber(ARGV[3 * index]), tonumber(ARGV[3 * index + 1])
  local level = capacity
  if stored[index] then
    local left, at = string.match(stored[index], '^(%S+) (%S+)$')
    level = math.min(capacity, tonumber(left) + math.max(0, now - tonumber(at)) * capacity / interval)
  end
  local wait = math.max(0, (math.min(amount, capacity) - level) * interval / capacity)
  if settles then wait = 0 end
  levels[index], waits[index] = level, wait
  if wait > longest and ARGV[3 * index + 2] == '1' then refused, longest = index, wait end
end
if refused > 0 then return { refused, math.ceil(longest) } end
for index = 1, #KEYS do
  if waits[index] > 0 then
    table.insert(exceeded, index)
  else
    local capacity, interval = tonumber(ARGV[3 * index]), tonumber(ARGV[3 * index + 1])
    local level = math.min(capacity, levels[index] - amount)
    local untilFull = math.ceil((capacity - level) * interval / capacity)
    redis.call('SET', KEYS[index], string.format('%.6f %d', level, now), 'PX', untilFull + 1)
  end
end
return { 0, 0, unpack(exceeded) }`;

export function openSharedBuckets(options: SharedBucketsOptions): SharedBuckets {
  const { redis, namespace, timeoutMs, local, onLocalDecision, log } = options;
  const client = createRedisClient({
    ...redis,
    reconnects: true,
    silenceMs,
    pingIntervalMs,
    // What is asked meanwhile fails for that reason.
    onError: () => {},
  });
  const connecting = client.connect();
  connecting.catch(() => {});

  const run = async (action: 'take' | 'settle', demands: readonly Demand[], amount: number): Promise<Verdict> => {
    const answer = await client.eval(script, {
      keys: demands.map(({ key }) => `${namespace}:limit:${key}`),
      arguments: [
        String(amount),
        action,
        ...demands.flatMap(({ allowance: { capacity, intervalMs }, isEnforced }) => [
          String(capacity),
          String(intervalMs),
          isEnforced ? '1' : '0',
        ]),
      ],
    });
    const [refused = 0, waitMs = 0, ...exceeded] = answer as readonly number[];
    return {
      ...(refused > 0 && { refused: { index: refused - 1, waitMs } }),
      exceeded: exceeded.map((place) => place - 1),
    };
  };

  const probeDemand: Demand = { key: 'probe', allowance: { capacity: 1, intervalMs: 1 }, isEnforced: false };
  const availability = createAvailability({
    failureThreshold,
    probeIntervalMs,
    async probe() {
      if (!client.isReady) await withDeadline(connecting, silenceMs);
      await withDeadline(run('take', [probeDemand], 0), Math.max(timeoutMs, 100));
    },
    onAvailable: () => log.info({ namespace }, 'Limits are counted together with the other replicas'),
    onUnavailable: (error) =>
      log.warn(
        { namespace, reason: describeRedisError(error) },
        'Limits are counted by each replica for itself until Redis is back',
      ),
  });

  const recordFailure = (error: unknown): void => {
    reopenIfReadOnly(client, error);
    availability.recordFailure(error);
  };

  const takeLocally = (...parts: Parameters<Buckets['take']>): ReturnType<Buckets['take']> => {
    onLocalDecision();
    return local.take(...parts);
  };

  return {
    take(demands, amount) {
      if (!availability.isAvailable) return takeLocally(demands, amount);
      return withDeadline(run('take', demands, amount), timeoutMs).then(
        (verdict) => {
          availability.recordSuccess();
          return verdict;
        },
        (error: unknown) => {
          recordFailure(error);
          return takeLocally(demands, amount);
        },
      );
    },
    settle(demands, amount) {
      if (availability.isAvailable) run('settle', demands, amount).catch(recordFailure);
      else local.settle(demands, amount);
    },
    close() {
      availability.close();
      destroyRedisClient(client);
    },
  };
}

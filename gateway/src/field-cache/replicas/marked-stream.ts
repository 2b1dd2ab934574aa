// The stream between replicas as Redis holds it, with the marks of its invalidations beside it: each entry and its marks
// are written at once, so whoever finds an entry finds its marks, and of two entries the later one's marks prevail.
import { gapMark } from './invalidation-marks.ts';
import { isPosition, type Position } from './position.ts';
import type { RedisClient } from './redis-client.ts';

export interface MarkedStream {
  /** With `isGap`, nothing from before is right any more: neither what is marked nor what is not. */
  append(client: RedisClient, entry: { message: string; isGap: boolean; marks: readonly string[] }): Promise<Position>;
  /** Of what was there before the position, nothing is right any more. */
  raiseGap(client: RedisClient, position: Position): Promise<void>;
  /** False when the marks were lost, by eviction for instance: then nothing is known to be right. */
  hasMarks(client: RedisClient): Promise<boolean>;
  /** In the order of the names. Undefined when the marks were lost. */
  readMarks(client: RedisClient, names: readonly string[]): Promise<Marks | undefined>;
}

export interface Marks {
  /** From before this nothing is right. */
  readonly gap: Position;
  /** In the order of their names; undefined for those that nobody left. */
  readonly positions: readonly (Position | undefined)[];
}

export interface MarkedStreamOptions {
  /** The key of the stream. The marks are in a hash called so with `:marks` behind. */
  readonly stream: string;
  /** About how many entries are kept. */
  readonly maximumLength: number;
}

/** With more, all are given up for a gap: some 30 MB. Nothing else makes them fewer, since cells may be of any age. */
const maximumMarks = 250_000;

// In one hash without a time to live: it is evicted as a whole or not at all, and with it the mark that must be there.
const appendScript = `
local isGap = ARGV[3] == 'gap' or redis.call('HEXISTS', KEYS[2], ARGV[5]) == 0
  or redis.call('HLEN', KEYS[2]) > tonumber(ARGV[4])
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'message', ARGV[2])
if isGap then
  redis.call('UNLINK', KEYS[2])
  redis.call('HSET', KEYS[2], ARGV[5], id)
end
for index = 6, #ARGV do redis.call('HSET', KEYS[2], ARGV[index], id) end
return id`;

const raiseGapScript = `
local function read(position)
  local ms, number = string.match(position, '^(%d+)-(%d+)$')
  return tonumber(ms), tonumber(number)
end
local before = redis.call('HGET', KEYS[1], ARGV[1])
if before then
  local ms, number = read(ARGV[2])
  local beforeMs, beforeNumber = read(before)
  if beforeMs > ms or (beforeMs == ms and beforeNumber >= number) then return end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])`;

export function createMarkedStream({ stream, maximumLength }: MarkedStreamOptions): MarkedStream {
  const hash = `${stream}:marks`;
  return {
    async append(client, { message, isGap, marks }) {
      const id = await client.eval(appendScript, {
        keys: [stream, hash],
        arguments: [String(maximumLength), message, isGap ? 'gap' : '', String(maximumMarks), gapMark, ...marks],
      });
      if (typeof id !== 'string' || !isPosition(id))
        throw new Error(`Redis gave ${JSON.stringify(id)} for the id of an entry.`);
      return id;
    },

    async raiseGap(client, position) {
      await client.eval(raiseGapScript, { keys: [hash], arguments: [gapMark, position] });
    },

    hasMarks: async (client) => (await client.hExists(hash, gapMark)) === 1,

    async readMarks(client, names) {
      const [gap, ...positions] = await client.hmGet(hash, [gapMark, ...names]);
      return gap == null ? undefined : { gap, positions: positions.map((each) => each ?? undefined) };
    },
  };
}

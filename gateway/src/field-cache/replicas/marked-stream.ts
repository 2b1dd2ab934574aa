// The stream between replicas as Redis holds it, with the marks of its invalidations beside it: each entry and its marks
// are written at once, so whoever finds an entry finds its marks, and of two entries the later one's marks prevail.
import { isPosition, type Position } from './position.ts';
import type { RedisClient } from '../../redis/redis-client.ts';

export interface MarkedStream {
  /**
   * With `isGap`, nothing from before is right any more: neither what is marked nor what is not. With marks, that is so for
   * all replicas that call marks otherwise, since they do not know what these concern.
   */
  append(client: RedisClient, entry: { message: string; isGap: boolean; marks: readonly string[] }): Promise<Position>;
  /** Of what was there before the position, nothing is right any more for those who call marks alike. */
  raiseGap(client: RedisClient, position: Position): Promise<void>;
  /**
   * False when nothing is known to be right, before the next entry: the marks were lost, by eviction for instance, or
   * nobody has called marks so before.
   */
  hasMarks(client: RedisClient): Promise<boolean>;
  /** In the order of the names. Undefined when there are none. */
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
  /** Equal for replicas that call marks alike. May change. */
  readonly naming: () => string;
}

/** With more, all are given up for a gap: some 30 MB. Nothing else makes them fewer, since cells may be of any age. */
const maximumMarks = 250_000;
/** Others than one's own. With more, those that are in use come again by themselves. */
const maximumNamings = 8;

/**
 * Of the hash: for each way of calling marks, the position before which nothing is right. It must be there. As JSON, since
 * all of them move on at once.
 */
const gapsField = 'gaps';

// In one hash without a time to live: it is evicted as a whole or not at all, and with it the gaps that must be there.
const appendScript = `
local own = ARGV[6]
local gaps = cjson.decode(redis.call('HGET', KEYS[2], '${gapsField}') or '{}')
local namings = 0
for _ in pairs(gaps) do namings = namings + 1 end
local isGap = ARGV[3] == 'gap' or namings > tonumber(ARGV[5]) or redis.call('HLEN', KEYS[2]) > tonumber(ARGV[4])
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'message', ARGV[2])
if isGap then
  redis.call('UNLINK', KEYS[2])
  gaps = {}
elseif #ARGV > 6 then
  for naming in pairs(gaps) do
    if naming ~= own then gaps[naming] = id end
  end
end
gaps[own] = gaps[own] or id
redis.call('HSET', KEYS[2], '${gapsField}', cjson.encode(gaps))
for index = 7, #ARGV do redis.call('HSET', KEYS[2], ARGV[index], id) end
return id`;

// Where the gap is not there, it is not put there: other marks from after the position may have been lost with it.
const raiseGapScript = `
local function read(position)
  local ms, number = string.match(position, '^(%d+)-(%d+)$')
  return tonumber(ms), tonumber(number)
end
local gaps = cjson.decode(redis.call('HGET', KEYS[1], '${gapsField}') or '{}')
local before = gaps[ARGV[1]]
if not before then return end
local ms, number = read(ARGV[2])
local beforeMs, beforeNumber = read(before)
if beforeMs > ms or (beforeMs == ms and beforeNumber >= number) then return end
gaps[ARGV[1]] = ARGV[2]
redis.call('HSET', KEYS[1], '${gapsField}', cjson.encode(gaps))`;

export function createMarkedStream({ stream, maximumLength, naming }: MarkedStreamOptions): MarkedStream {
  const hash = `${stream}:marks`;
  return {
    async append(client, { message, isGap, marks }) {
      const id = await client.eval(appendScript, {
        keys: [stream, hash],
        arguments: [
          String(maximumLength),
          message,
          isGap ? 'gap' : '',
          String(maximumMarks),
          String(maximumNamings),
          naming(),
          ...marks,
        ],
      });
      if (typeof id !== 'string' || !isPosition(id))
        throw new Error(`Redis gave ${JSON.stringify(id)} for the id of an entry.`);
      return id;
    },

    async raiseGap(client, position) {
      await client.eval(raiseGapScript, { keys: [hash], arguments: [naming(), position] });
    },

    async hasMarks(client) {
      const own = naming();
      return findGap(await client.hGet(hash, gapsField), own) !== undefined;
    },

    async readMarks(client, names) {
      const own = naming();
      const [gaps, ...positions] = await client.hmGet(hash, [gapsField, ...names]);
      const gap = findGap(gaps, own);
      return gap === undefined ? undefined : { gap, positions: positions.map((each) => each ?? undefined) };
    },
  };
}

function findGap(gaps: string | null | undefined, naming: string): Position | undefined {
  const gap: unknown = gaps == null ? undefined : (JSON.parse(gaps) as Record<string, unknown>)[naming];
  return typeof gap === 'string' && isPosition(gap) ? gap : undefined;
}

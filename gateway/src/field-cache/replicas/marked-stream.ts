// The stream between replicas as Redis holds it, with the marks of its invalidations beside it: each entry and its marks
// are written at once, so whoever finds an entry finds its marks, and of two entries the later one's marks prevail.
import { isPosition, type Position } from './position.ts';
import type { RedisClient } from '../../redis/redis-client.ts';

export interface MarkedStream {
  /**
   * With `isGap`, nothing from before is right any more: neither what is marked nor what is not. With marks, that is so for
   * all replicas that call marks otherwise, since they do not know what these concern.
   */
  append(client: RedisClient, entry: MarkedEntry): Promise<Position>;
  /** Of what was there before the position, nothing is right any more for those who call marks alike. */
  raiseGap(client: RedisClient, position: Position): Promise<void>;
  /**
   * Whether the marks have been complete since this Redis process began. Another one that has come back with what it had on
   * disk, or has taken over, may lack the last ones of its forerunner.
   */
  areComplete(client: RedisClient, runId: string | undefined): Promise<boolean>;
  /**
   * False when nothing is known to be right, before the next entry: the marks were lost, by eviction for instance, or
   * nobody has called marks so before.
   */
  hasMarks(client: RedisClient): Promise<boolean>;
  /** In the order of the names. Undefined when there are none. */
  readMarks(client: RedisClient, names: readonly string[]): Promise<Marks | undefined>;
  /**
   * The text under a key, and of the marks that it names itself the last one: both as they are at one moment, in one round
   * trip. It names them in its first line, whose end is an object in JSON with `marks`. Undefined when it is not there, or
   * when there are no marks.
   */
  readMarked(client: RedisClient, key: string): Promise<MarkedText | undefined>;
}

export interface MarkedEntry {
  readonly message: string;
  readonly isGap: boolean;
  readonly marks: readonly string[];
  /** The Redis process that takes it. If nothing from before is right any more, the marks are complete under it. */
  readonly runId?: string | undefined;
}

export interface MarkedText {
  readonly text: string;
  /** From before this nothing is right. */
  readonly gap: Position;
  /** Of the marks that it names; undefined where nobody left any of them. */
  readonly lastMark: Position | undefined;
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
/** Of the hash: the Redis process that there was when the marks began. */
const serverField = 'server';

// In one hash without a time to live: it is evicted as a whole or not at all, and with it the gaps that must be there.
const appendScript = `
local own = ARGV[6]
local gaps = cjson.decode(redis.call('HGET', KEYS[2], '${gapsField}') or '{}')
local namings = 0
for _ in pairs(gaps) do namings = namings + 1 end
local isGap = ARGV[3] == 'gap' or namings > tonumber(ARGV[5]) or redis.call('HLEN', KEYS[2]) > tonumber(ARGV[4])
local server = ARGV[7]
if server == '' then server = redis.call('HGET', KEYS[2], '${serverField}') end
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'message', ARGV[2])
if isGap or not next(gaps) then
  redis.call('UNLINK', KEYS[2])
  gaps = {}
  if server then redis.call('HSET', KEYS[2], '${serverField}', server) end
elseif #ARGV > 7 then
  for naming in pairs(gaps) do
    if naming ~= own then gaps[naming] = id end
  end
end
gaps[own] = gaps[own] or id
redis.call('HSET', KEYS[2], '${gapsField}', cjson.encode(gaps))
for index = 8, #ARGV do redis.call('HSET', KEYS[2], ARGV[index], id) end
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

// MGET, since whoever may read cells may do that. Not too many names at once: they are on the stack of the script.
const readMarkedScript = `
local text = redis.call('MGET', KEYS[1])[1]
if not text then return false end
local start = string.find(text, '{', 1, true) or 1
local isRead, head = pcall(cjson.decode, string.sub(text, start, string.find(text, '\\n', start, true)))
if not isRead or type(head) ~= 'table' or type(head.marks) ~= 'table' then return false end
local last, lastMs, lastNumber = false, -1, -1
for first = 1, #head.marks, 1000 do
  local positions = redis.call('HMGET', KEYS[2], unpack(head.marks, first, math.min(first + 999, #head.marks)))
  for _, position in ipairs(positions) do
    if position then
      local ms, number = string.match(position, '^(%d+)-(%d+)$')
      ms, number = tonumber(ms), tonumber(number)
      if ms > lastMs or (ms == lastMs and number > lastNumber) then
        last, lastMs, lastNumber = position, ms, number
      end
    end
  end
end
return {text, redis.call('HGET', KEYS[2], '${gapsField}'), last}`;

export function createMarkedStream({ stream, maximumLength, naming }: MarkedStreamOptions): MarkedStream {
  const hash = `${stream}:marks`;
  return {
    async append(client, { message, isGap, marks, runId = '' }) {
      const id = await client.eval(appendScript, {
        keys: [stream, hash],
        arguments: [
          String(maximumLength),
          message,
          isGap ? 'gap' : '',
          String(maximumMarks),
          String(maximumNamings),
          naming(),
          runId,
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

    async areComplete(client, runId) {
      return runId !== undefined && (await client.hGet(hash, serverField)) === runId;
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

    async readMarked(client, key) {
      const own = naming();
      const read = await client.eval(readMarkedScript, { keys: [key, hash], arguments: [] });
      if (read === null) return undefined;
      const [text, gaps, lastMark] = read as unknown as readonly [string, string | null, string | null];
      const gap = findGap(gaps, own);
      return gap === undefined ? undefined : { text, gap, lastMark: lastMark ?? undefined };
    },
  };
}

function findGap(gaps: string | null | undefined, naming: string): Position | undefined {
  const gap: unknown = gaps == null ? undefined : (JSON.parse(gaps) as Record<string, unknown>)[naming];
  return typeof gap === 'string' && isPosition(gap) ? gap : undefined;
}

// How Redis or Valkey is reached that the replicas share. Keys are named as in Apollo Router's `response_cache`.
import { z } from 'zod';
import { duration } from './duration.ts';

const expectedUrl =
  'expected a URL such as "redis://host:6379" or, with TLS, "rediss://user:password@host:6379/0" (the last part is the number of the database)';

/** Which server, and under which keys. */
export function redisConnection() {
  return z.strictObject(redisConnectionKeys(), { error: describeText });
}

/** The same for kept values, with how long they are worth waiting for. */
export function redisConfig() {
  return z.strictObject(
    {
      ...redisConnectionKeys(),
      fetch_timeout: duration()
        .prefault('20ms')
        .describe('How long a request waits for shared values. What takes longer is fetched from the subgraph.'),
      insert_timeout: duration()
        .prefault('500ms')
        .describe('How long writing shared values may take. No request waits for it.'),
    },
    { error: describeText },
  );
}

/** The keys of both, and of others. */
export function redisConnectionKeys() {
  return {
    url: z
      .string(expectedUrl)
      .refine(isRedisUrl, expectedUrl)
      .describe(
        'One server, or the address that leads to the one that is written to: `redis://[user:password@]host[:port][/database]`, with TLS `rediss://`. Letters such as `@` in a password are percent-encoded.',
      ),
    username: z.string().min(1).optional().describe('In place of the one in the URL.'),
    password: z.string().min(1).optional().describe('In place of the one in the URL, and written as it is.'),
    namespace: z
      .string()
      .regex(/^[\w.-]{1,64}$/, 'expected up to 64 letters, digits, ".", "-" and "_"')
      .default('commerce-graph')
      .describe('Put before every key with a colon. Replicas of one graph have the same, other graphs another.'),
  };
}

function describeText(issue: { readonly input?: unknown }): string | undefined {
  return typeof issue.input === 'string' ? `expected keys and values, such as "url: redis://host:6379"` : undefined;
}

/** The message of a refusal never repeats the URL: there may be a password in it. */
function isRedisUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname, pathname, search, hash } = new URL(text);
  return (
    /^rediss?:$/.test(protocol) &&
    hostname !== '' &&
    /^(\/\d*)?$/.test(pathname) &&
    `${search}${hash}` === '' &&
    isPercentEncoded(`${username}${password}`)
  );
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

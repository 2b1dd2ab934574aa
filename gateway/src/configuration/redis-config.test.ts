// The server that replicas share: what is accepted, and that a refusal names the key but never a password.
import { expect, test } from 'vitest';
import { redisConfig } from './redis-config.ts';

const refuse = (input: unknown): string => {
  const result = redisConfig().safeParse(input);
  if (result.success) throw new Error('It was accepted.');
  return result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n');
};

test('a URL is enough', () => {
  expect(redisConfig().parse({ url: 'redis://cache:6379' })).toEqual({
    url: 'redis://cache:6379',
    namespace: 'commerce-graph',
    fetch_timeout: 20,
    insert_timeout: 500,
  });
});

test.each([
  'redis://localhost',
  'redis://[::1]:6379/2',
  'rediss://user:p%40ss@cache.example:6380/0',
  'rediss://:word@10.0.0.1',
])('%s is accepted', (url) => {
  expect(redisConfig().parse({ url }).url).toBe(url);
});

test.each([
  'secret',
  'http://secret@cache:6379',
  'redis://:secret@cache:6379/name',
  'redis://:secret@cache:6379?db=1',
  'redis://:secret%zz@cache:6379',
  'redis-cluster://:secret@cache:6379',
  'redis://:sec/ret@cache:6379',
])('%s is refused without being repeated', (url) => {
  const message = refuse({ url });
  expect(message).toMatch(/^url: expected a URL such as "redis:\/\/host:6379"/);
  expect(message).not.toMatch(/secret|sec\/ret/);
});

test('a URL in place of the keys, a name space with blanks and a timeout without a unit are refused', () => {
  expect(refuse('redis://:secret@cache:6379')).toBe(': expected keys and values, such as "url: redis://host:6379"');
  expect(refuse({ url: 'redis://cache', namespace: 'a b' })).toMatch(/^namespace: expected up to 64 letters/);
  expect(refuse({ url: 'redis://cache', fetch_timeout: 20 })).toMatch(/^fetch_timeout: expected a duration/);
});

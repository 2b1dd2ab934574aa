// What was stored comes back as it was, until its time is over; anything else is no value.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeStoredText, encodeStoredText } from './stored-text.ts';

const now = 1_800_000_000_000;

test('every text comes back, compressed or not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, threshold) => {
      expect(decodeStoredText(encodeStoredText({ value: text }, now + 1, threshold), now)).toEqual({ value: text });
      const content = { value: text, head: JSON.stringify({ text }) };
      expect(decodeStoredText(encodeStoredText(content, now + 1, threshold), now)).toEqual(content);
    }),
  );
});

test('a head can be read in what is stored, however long the value', () => {
  const head = '{"marks":["a"]}';
  for (const value of ['x', 'x'.repeat(10_000)]) {
    expect(encodeStoredText({ value, head }, now + 1000, 4096).split('\n')[0]).toMatch(/:\{"marks":\["a"\]\}$/);
  }
});

test('a long value takes less room', () => {
  const text = JSON.stringify(
    Array.from({ length: 200 }, (_, index) => ({ code: `attribute-${index}`, value: index })),
  );
  const stored = encodeStoredText({ value: text }, now + 1000, 4096);
  expect(stored.length).toBeLessThan(text.length / 2);
  expect(decodeStoredText(stored, now)?.value).toBe(text);
  expect(encodeStoredText({ value: text }, now + 1000, 1_000_000).length).toBeGreaterThan(text.length);
});

test('its time is over at the millisecond that was said', () => {
  const stored = encodeStoredText({ value: '1' }, now, 4096);
  expect(decodeStoredText(stored, now - 1)?.value).toBe('1');
  expect(decodeStoredText(stored, now)).toBeUndefined();
});

test('what somebody else wrote is no value', () => {
  const valid = encodeStoredText({ value: 'x'.repeat(5000) }, now + 1000, 4096);
  const texts = [
    '',
    ':',
    'p:',
    'p',
    '{"value":1}',
    'QUEUED',
    `z${valid.slice(1)}`,
    valid.slice(0, 40),
    'pzzz~zzzz',
    `D${valid.slice(1)}`,
  ];
  for (const text of texts) expect(decodeStoredText(text, now), text).toBeUndefined();
});

test('a small text that unpacks to a huge one is no value', () => {
  const bomb = encodeStoredText({ value: '0'.repeat(65 * 1024 * 1024) }, now + 1000, 4096);
  expect(bomb.length).toBeLessThan(1_000_000);
  expect(decodeStoredText(bomb, now)).toBeUndefined();
});

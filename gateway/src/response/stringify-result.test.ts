// Whether a body is the same, however often a response is sent.
import { expect, test } from 'vitest';
import { encodeResult, stringifyResult } from './stringify-result.ts';

const read = (body: string | Buffer): string => (typeof body === 'string' ? body : body.toString('utf8'));

test('a response that is sent again is sent as the same bytes', () => {
  const data = { product: { name: 'Kugellager Ø 20 – größer', stock: '0' } };
  const bodies = [encodeResult({ data }), encodeResult({ data }), encodeResult({ data })];
  expect(bodies.map(read)).toEqual(bodies.map(() => `${JSON.stringify({ data })}\n`));
  expect(bodies.map((body) => typeof body)).toEqual(['string', 'object', 'object']);
  expect(bodies[2]).toBe(bodies[1]);
});

test('what else a response says is sent with it, also where its data was sent without', () => {
  const data = { product: { name: 'Belt' } };
  encodeResult({ data });
  encodeResult({ data });
  expect(read(encodeResult({ data, extensions: { provenance: {} } }))).toBe(
    `${JSON.stringify({ data, extensions: { provenance: {} } })}\n`,
  );
  expect(stringifyResult({ data })).toBe(`${JSON.stringify({ data })}\n`);
});

test('a response without data is written as it is', () => {
  expect(read(encodeResult({ data: null }))).toBe('{"data":null}\n');
});

import { expect, it } from 'vitest';
import type { ExecutionResult } from '../execution/execution-engine.ts';
import { createResultEncoder, readResult, writeResult } from './encode-result.ts';
import { stringifyResult } from './stringify-result.ts';

const encodeResult = createResultEncoder();

it('writes a result once, and gives it bytes of its own when it is sent again', () => {
  let writings = 0;
  const product = {
    toJSON() {
      writings += 1;
      return { name: 'Pümpe', price: null };
    },
  };
  const result: ExecutionResult = { data: { product } };
  const bodies = [1, 2, 3].map(() => encodeResult(result));
  expect(writings).toBe(1);
  expect(bodies.map(String)).toEqual(
    Array.from({ length: 3 }, () => '{"data":{"product":{"name":"Pümpe","price":null}}}\n'),
  );
  expect(bodies[2]).toBe(bodies[1]);
  expect(String(bodies[0])).toBe(stringifyResult({ data: { product } }));
});

it('tells results apart that have the same data', () => {
  const data = { name: 'A' };
  const [first, second]: ExecutionResult[] = [{ data }, { data: { name: 'B' } }];
  expect(String(encodeResult(first ?? {}))).not.toBe(String(encodeResult(second ?? {})));
});

it('gives each of many results its own bytes, whatever their length', () => {
  const texts = Array.from({ length: 400 }, (_, index) => `${index} ${'ü€'.repeat((index * 997) % 40_000)}`);
  const bodies = texts.map((text) => encodeResult({ data: { text } }));
  expect(bodies.map(String)).toEqual(texts.map((text) => stringifyResult({ data: { text } })));
});

it('sends a result that was read from its body as it is, however often, and knows its data', () => {
  const body = stringifyResult({ data: { name: 'Größe €' } });
  const result = readResult(body.slice(0, -1));
  for (const _ of [1, 2, 3]) expect(String(encodeResult(result))).toBe(body);
  expect(result.data).toEqual({ name: 'Größe €' });
  expect(`${writeResult(result)}\n`).toBe(body);
});

it('does not read the data of a kept result to send it', () => {
  const text = '{"data":{"name":';
  expect(String(encodeResult(readResult(text)))).toBe(`${text}\n`);
});

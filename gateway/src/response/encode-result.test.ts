import { expect, it } from 'vitest';
import type { ExecutionResult } from '../execution/execution-engine.ts';
import { encodeResult } from './encode-result.ts';
import { stringifyResult } from './stringify-result.ts';

it('writes a result once, the same whether it is sent as text or as bytes', () => {
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

import { expect, it } from 'vitest';
import { copyData } from './data-object.ts';

it('copies all of what came from JSON, whatever its members are called', () => {
  const text = '{"a":[1,{"b":null}],"json":{"__proto__":{"isAdmin":true},"constructor":1}}';
  const data = JSON.parse(text) as { a: unknown[] };
  const copy = copyData(data);
  expect(JSON.stringify(copy)).toBe(text);
  expect(copy.a).not.toBe(data.a);
  expect(Object.getPrototypeOf(Object.values(copy)[1])).toBe(Object.prototype);
});

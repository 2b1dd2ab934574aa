import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell } from '../cells/cell-record.ts';
import { decodeCell, encodeCell } from './cell-text.ts';
import { createEntityKey } from '../fetch/fill-cells.ts';
import { absent, EntityReference, StoredObject, type StoredLeaf, type StoredValue } from '../cells/stored-value.ts';

const name = fc.oneof(fc.constantFrom('o', 'm', 'r', 'k', 'j', 'x', '__proto__', 'constructor', ''), fc.string());
// As a subgraph's answer is read: JSON knows one zero.
const json = fc.json().map((text) => JSON.parse(text) as StoredLeaf);
const jsonObject = fc.array(fc.tuple(name, json), { maxLength: 4 }).map((members) => Object.fromEntries(members));
const leaf = fc.oneof(
  fc.constantFrom<StoredLeaf>(null, 0, false, '', true, 1.5, -1e300, 'a'),
  fc.string({ unit: 'binary' }),
  jsonObject,
);
const reference = fc
  .tuple(name, jsonObject)
  .map(([typeName, values]) => new EntityReference(typeName, createEntityKey(values)));

const createObject = (typeName: string, members: readonly (readonly [string, StoredValue])[]): StoredObject =>
  new StoredObject(
    typeName,
    members.map(([key]) => key),
    members.map(([, member]) => member),
  );

const { value } = fc.letrec<{ value: StoredValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.constant(absent),
    reference,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .tuple(name, fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }))
      .map(([typeName, members]) => createObject(typeName, members)),
  ),
}));

const position = '1795447853123-7';

function createCell(own: StoredValue): Cell {
  return {
    coordinate: 'Product.name',
    value: own,
    signature: 'name{x}',
    policy: {
      maxAgeMs: 60_000,
      staleWhileRevalidateMs: 0,
      staleIfErrorMs: 0,
      varyBy: [],
      isPrivate: false,
      refreshedBy: [],
      holds: [],
    },
    fetchedAt: 1,
    freshUntil: 2.5,
    revalidateUntil: 3,
    errorUntil: 4,
    tags: ['a', ''],
    position,
    bytes: 100,
  };
}

test('every value that may be kept comes back as it was', () => {
  fc.assert(
    fc.property(value, (own) => {
      const { value: decoded, ...rest } = decodeCell(encodeCell(createCell(own))) ?? {};
      // Not by `toEqual`, which takes a member called "constructor" for the constructor.
      expect(isDeepStrictEqual(decoded, own)).toBe(true);
      expect(rest).toEqual({
        signature: 'name{x}',
        position,
        tags: ['a', ''],
        times: { fetchedAt: 1, freshUntil: 2.5, revalidateUntil: 3, errorUntil: 4 },
      });
    }),
    { numRuns: 2000 },
  );
});

test('a member called __proto__ is a member like any other', () => {
  const text = encodeCell(createCell(JSON.parse('{"__proto__":{"isAdmin":true}}') as StoredLeaf));
  const decoded = decodeCell(text)?.value as Readonly<Record<string, unknown>>;
  expect(Object.keys(decoded)).toEqual(['__proto__']);
  expect(decoded['isAdmin']).toBeUndefined();
});

test('whatever stands in the place of a cell, it is a cell or none, and nothing breaks', () => {
  const written = encodeCell(createCell(createObject('A', [['a', [absent]]])));
  const edited = fc
    .tuple(fc.nat(written.length), fc.nat(8), fc.string({ maxLength: 4 }))
    .map(([at, length, text]) => written.slice(0, at) + text + written.slice(at + length));
  const members = fc.record({ o: json, m: json, r: json, k: json, j: json, x: json }, { requiredKeys: [] });
  const shaped = fc
    .oneof(
      members,
      json,
      fc.array(members),
      fc.array(json).map((m) => ({ o: 'T', m })),
    )
    .map((own) => JSON.stringify([1, position, [1, 2, 3, 4], '', [], own]));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), edited, shaped), (text) => {
      decodeCell(text);
    }),
    { numRuns: 5000 },
  );
});

test.each<[string, string]>([
  ['a member that is none', '[1,"1-0",[1,2,3,4],"",[],{"o":"T","m":[null]}]'],
  ['a member without a name', '[1,"1-0",[1,2,3,4],"",[],{"o":"T","m":[[1,2]]}]'],
  ['a position that is none', '[1,"first",[1,2,3,4],"",[],1]'],
  ['another version', '[2,"1-0",[1,2,3,4],"",[],1]'],
  ['a time that is none', '[1,"1-0",[1,2,3,null],"",[],1]'],
  ['no value', '[1,"1-0",[1,2,3,4],"",[]]'],
  ['very deep nesting', `[1,"1-0",[1,2,3,4],"",[],${'['.repeat(200_000)}${']'.repeat(200_000)}]`],
  [
    'a key of very deep nesting',
    `[1,"1-0",[1,2,3,4],"",[],{"r":"T","k":{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}]`,
  ],
])('%s is no cell', (_, text) => {
  expect(decodeCell(text)).toBeUndefined();
});

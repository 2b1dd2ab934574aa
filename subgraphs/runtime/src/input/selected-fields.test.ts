// What a query asks of an object before that object is resolved.
import { buildSchema, execute, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type SelectedField, listSelectedFields } from './selected-fields.ts';

const schema = buildSchema(`
  type Query { things: [Thing] }
  union Thing = Box | Bag
  type Box { id: ID! size(unit: String! = "mm", lid: Boolean): String weight: String inner: Box }
  type Bag { id: ID! weight: String }
`);

async function listOn(typeName: string, query: string, variables: Record<string, unknown> = {}) {
  let selected: SelectedField[] = [];
  const result = await execute({
    schema,
    document: parse(query),
    variableValues: variables,
    rootValue: {
      things: (_args: unknown, _context: unknown, info: Parameters<typeof listSelectedFields>[0]) => {
        selected = listSelectedFields(info, typeName);
        return null;
      },
    },
  });
  expect(result.errors).toBeUndefined();
  return selected.map(({ name, args }) => Object.assign({ name }, args));
}

describe('listSelectedFields', () => {
  it('takes what applies to the type, through fragments, and nothing of other types', async () => {
    const query = `{ things { __typename ...Inner ... on Bag { weight } } } fragment Inner on Box { id ... { weight } }`;
    expect(await listOn('Box', query)).toEqual([{ name: 'id' }, { name: 'weight' }]);
    expect(await listOn('Bag', query)).toEqual([{ name: 'weight' }]);
  });

  it('lists every alias with its own arguments, defaults and variables filled in', async () => {
    const query = `query ($unit: String!) { things { ... on Box { a: size b: size(unit: $unit, lid: true) } } }`;
    expect(await listOn('Box', query, { unit: 'in' })).toEqual([
      { name: 'size', unit: 'mm' },
      { name: 'size', unit: 'in', lid: true },
    ]);
  });

  it('obeys @skip and @include', async () => {
    const query = `query ($no: Boolean!) { things { ... on Box { id @include(if: $no) weight @skip(if: $no) } } }`;
    expect(await listOn('Box', query, { no: false })).toEqual([{ name: 'weight' }]);
  });

  it('leaves a field whose arguments cannot be read to be reported where it is resolved', async () => {
    const query = `query ($unit: String) { things { ... on Box { size(unit: $unit) id } } }`;
    expect(await listOn('Box', query, { unit: null })).toEqual([{ name: 'id' }]);
  });
});

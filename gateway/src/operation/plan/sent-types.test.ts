// Under which name a subgraph is sent an entity whose type it may not know.
import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { readSupergraphRules } from './entity-rules.ts';
import type { FetchNode } from './query-plan.ts';
import { nameSentTypes } from './sent-types.ts';

const supergraph = `
  directive @join__type(graph: join__Graph!, key: String, isInterfaceObject: Boolean) repeatable on OBJECT | INTERFACE
  directive @join__graph(name: String!) on ENUM_VALUE
  enum join__Graph { MEDIA @join__graph(name: "media") REVIEWS @join__graph(name: "reviews") }
  type Query @join__type(graph: MEDIA) { media: Media }
  interface Media @join__type(graph: MEDIA, key: "id") @join__type(graph: REVIEWS, key: "id", isInterfaceObject: true) { id: ID! }
  type Book implements Media @join__type(graph: MEDIA, key: "id") { id: ID! }
`;

function createFetch(subgraph: string): FetchNode {
  const lookup = {
    responseName: '_entities',
    variableName: 'representations',
    paths: [[{ kind: 'field', responseName: 'media' }]],
    requires: [{ kind: 'fragment', typeName: 'Book', selections: [] }],
    inputRewrites: [],
    outputRewrites: [],
  } as const;
  return {
    kind: 'fetch',
    subgraph,
    operationKind: 'query',
    document: 'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }',
    operationName: undefined,
    variableNames: [],
    target: { kind: 'entities', lookups: [lookup] },
  };
}

test('by its own type where that is known, and by the interface that the subgraph has an object for elsewhere', () => {
  const [schema, rules] = [buildSchema(supergraph), readSupergraphRules(parse(supergraph))];
  const [known, unknown] = [createFetch('media'), createFetch('reviews')];
  expect(nameSentTypes(known, schema, rules)).toEqual(known);
  expect(nameSentTypes({ kind: 'sequence', nodes: [unknown] }, schema, rules)).toMatchObject({
    nodes: [
      {
        target: {
          lookups: [
            {
              inputRewrites: [
                { kind: 'set', path: [{ kind: 'type', names: ['Book'] }], field: '__typename', value: 'Media' },
              ],
            },
          ],
        },
      },
    ],
  });
});

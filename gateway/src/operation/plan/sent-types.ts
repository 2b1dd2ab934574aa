// Names the types of entities that subgraphs are sent as each of them knows these. A subgraph that has an object in place
// of an interface does not know the types of the interface, and a planner can forget that the type of an entity has been
// learnt from another subgraph before.
import { type GraphQLSchema, isObjectType } from 'graphql';
import type { SupergraphRules } from './entity-rules.ts';
import type { EntityLookup, FetchNode, PlanNode, Rewrite } from './query-plan.ts';

/** `schema` is the whole supergraph's. */
export function nameSentTypes(node: PlanNode, schema: GraphQLSchema, rules: SupergraphRules): PlanNode {
  const name = (each: PlanNode): PlanNode => nameSentTypes(each, schema, rules);
  switch (node.kind) {
    case 'sequence':
    case 'parallel':
      return { ...node, nodes: node.nodes.map(name) };
    case 'condition':
      return { ...node, ifTrue: node.ifTrue && name(node.ifTrue), ifFalse: node.ifFalse && name(node.ifFalse) };
    case 'fetch':
      return nameInFetch(node, schema, rules);
  }
}

function nameInFetch(fetch: FetchNode, schema: GraphQLSchema, rules: SupergraphRules): FetchNode {
  if (fetch.target.kind === 'root') return fetch;
  const known = rules.get(fetch.subgraph);
  const lookups = fetch.target.lookups.map((lookup): EntityLookup => {
    const rewrites = lookup.requires.flatMap((required): Rewrite[] => {
      const type = required.kind === 'fragment' ? schema.getType(required.typeName) : undefined;
      if (!isObjectType(type) || known?.has(type.name) === true) return [];
      const standIn = type.getInterfaces().find(({ name }) => known?.has(name) === true);
      if (standIn === undefined) return [];
      return [{ kind: 'set', path: [{ kind: 'type', names: [type.name] }], field: '__typename', value: standIn.name }];
    });
    return { ...lookup, inputRewrites: [...lookup.inputRewrites, ...rewrites] };
  });
  return { ...fetch, target: { kind: 'entities', lookups } };
}

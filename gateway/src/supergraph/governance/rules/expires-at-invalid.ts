// A moment that the gateway cannot read would be passed by without anybody noticing.
import { Kind } from 'graphql';
import type { GovernanceRule } from '../governance-rule.ts';
import { type GovernedField, type GovernedGraph, listFields } from '../governed-graph.ts';
import { readDirectives } from '../supergraph-types.ts';

const scalarsThatAreNoMoments = new Set(['Int', 'Float', 'Boolean', 'ID']);

export const expiresAtInvalid: GovernanceRule = function* (graph) {
  const directive = graph.link.nameOf('expiresAt');
  for (const field of listFields(graph)) {
    if (readDirectives(field.directives, directive).length === 0) continue;
    const fault = findFault(field, graph);
    if (fault === undefined) continue;
    yield {
      code: 'EXPIRES_AT_INVALID',
      coordinate: field.coordinate,
      message: `${field.coordinate} is marked @${directive}, but ${fault}: mark a field of the value's own type that holds one moment (RFC 3339), without arguments.`,
    };
  }
};

function findFault(field: GovernedField, graph: GovernedGraph): string | undefined {
  if (field.role === 'root') return 'a field of a root type is no part of the value that it returns';
  if (field.role === 'abstract') return 'an interface only declares it';
  if (!graph.scalars.has(field.typeName) || scalarsThatAreNoMoments.has(field.typeName)) {
    return `a value of type ${field.typeName} is no moment`;
  }
  if (field.arguments.length > 0) return 'it takes arguments';
  const { type } = field;
  return (type.kind === Kind.NON_NULL_TYPE ? type.type : type).kind === Kind.LIST_TYPE ? 'it is a list' : undefined;
}

// A directive where nothing reads it would let its author believe in a protection that is not there.
import { type AppliedPolicy, cachePolicyDirectives } from '../applied-policy.ts';
import type { GovernanceRule } from '../governance-rule.ts';
import { type GovernedGraph, type GovernedType, listFields } from '../governed-graph.ts';
import { listReachedTypes } from '../reached-types.ts';

export const policyWithoutEffect: GovernanceRule = function* (graph) {
  for (const type of graph.types.values()) {
    const isValue = type.kind === 'object' && !type.isEntity && type.root === undefined;
    const found = [
      ...(isValue || type.kind !== 'object' ? listCacheDirectives(type.applied) : []),
      ...(type.root !== undefined && type.applied.accountScope ? ['accountScope' as const] : []),
    ];
    if (found.length > 0) {
      const directives = found.map((directive) => `@${graph.link.nameOf(directive)}`).join(', ');
      yield {
        code: 'POLICY_WITHOUT_EFFECT',
        coordinate: type.name,
        message: `${directives} on ${describeKind(type, isValue)} ${type.name} has no effect: ${describeRemedy(graph, type, isValue)}.`,
      };
    }
    for (const field of type.fields.values()) {
      if (field.role === 'abstract') {
        const names = [
          ...(field.applied.owners.length > 0 ? ['owner'] : []),
          ...listCacheDirectives(field.applied),
          ...(field.policy.accountScope.arguments.length > 0 ? ['accountScope'] : []),
        ];
        if (names.length === 0) continue;
        yield {
          code: 'POLICY_WITHOUT_EFFECT',
          coordinate: field.coordinate,
          message: `${names.map((name) => `@${graph.link.nameOf(name)}`).join(', ')} on interface field ${field.coordinate} has no effect: put it on the field of each type that implements ${type.name}.`,
        };
      } else if (field.role === 'value' && listCacheDirectives(field.applied).length > 0) {
        yield {
          code: 'POLICY_WITHOUT_EFFECT',
          coordinate: field.coordinate,
          message: `${listCacheDirectives(field.applied)
            .map((name) => `@${graph.link.nameOf(name)}`)
            .join(
              ', ',
            )} on ${field.coordinate}, a field of a value type, has no effect: ${describeHolders(graph, type)}.`,
        };
      } else if (field.role !== 'inherited' && field.applied.cacheControl?.inheritMaxAge) {
        yield {
          code: 'POLICY_WITHOUT_EFFECT',
          coordinate: field.coordinate,
          message: `inheritMaxAge on ${field.coordinate} has no effect, since it is kept on its own: give it a maxAge.`,
        };
      }
    }
  }
};

function listCacheDirectives(applied: AppliedPolicy) {
  return cachePolicyDirectives.filter((directive) => applied[directive] !== undefined);
}

function describeKind(type: GovernedType, isValue: boolean): string {
  if (isValue) return 'value type';
  return type.kind === 'object' ? 'root type' : type.kind;
}

function describeRemedy(graph: GovernedGraph, type: GovernedType, isValue: boolean): string {
  if (isValue) return describeHolders(graph, type);
  return type.kind === 'object'
    ? 'put it on the argument that names the account'
    : 'put it on the fields that return it';
}

/** A value is kept as part of the fields that return it: those are where its policy belongs. */
function describeHolders(graph: GovernedGraph, type: GovernedType): string {
  const holders = listFields(graph)
    .filter((field) => field.role === 'root' || field.role === 'entity')
    .filter((field) => listReachedTypes(graph, field).values.includes(type))
    .map((field) => field.coordinate);
  return holders.length > 0
    ? `its values are kept with the field that returns them, so put it on ${holders.join(' and ')}`
    : 'no field returns it';
}

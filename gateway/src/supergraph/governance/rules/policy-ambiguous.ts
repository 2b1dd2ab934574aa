// Merged from several subgraphs, a type's cache policy no longer tells whose fields it was written for.
import { cachePolicyDirectives } from '../applied-policy.ts';
import type { GovernanceRule } from '../governance-rule.ts';

export const policyAmbiguous: GovernanceRule = function* (graph) {
  for (const type of graph.types.values()) {
    if (type.kind !== 'object' || (!type.isEntity && type.root === undefined) || type.contributors.size < 2) continue;
    const directives = cachePolicyDirectives.filter((directive) => type.applied[directive] !== undefined);
    if (directives.length === 0) continue;
    const names = directives.map((directive) => `@${graph.link.nameOf(directive)}`);
    yield {
      code: 'POLICY_AMBIGUOUS',
      coordinate: type.name,
      message: `${type.name} carries ${names.join(', ')}, but subgraphs ${[...type.contributors].map((name) => `"${name}"`).join(' and ')} both contribute fields to it: put the policy on each field.`,
    };
  }
};

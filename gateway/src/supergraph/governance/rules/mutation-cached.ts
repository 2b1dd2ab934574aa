// A mutation acts each time it is asked, and a subscription answers with what happens next: neither is ever kept.
import type { GovernanceRule } from '../governance-rule.ts';

export const mutationCached: GovernanceRule = function* (graph) {
  for (const type of graph.types.values()) {
    if (type.root !== 'mutation' && type.root !== 'subscription') continue;
    for (const field of type.fields.values()) {
      if (field.policy.maxAgeSeconds <= 0) continue;
      yield {
        code: 'MUTATION_CACHED',
        coordinate: field.coordinate,
        message: `${field.coordinate} is a ${type.root} field with maxAge ${field.policy.maxAgeSeconds}: remove @${graph.link.nameOf('cacheControl')}, since it is never answered from a cache.`,
      };
    }
  }
};

// An age is a number of seconds from now on.
import type { GovernanceRule } from '../governance-rule.ts';
import { listFields } from '../governed-graph.ts';

export const cacheAgeNegative: GovernanceRule = function* (graph) {
  for (const field of listFields(graph)) {
    const maxAge = field.applied.cacheControl?.maxAge;
    if (field.role === 'inherited' || maxAge === undefined || maxAge >= 0) continue;
    yield {
      code: 'CACHE_AGE_NEGATIVE',
      coordinate: field.coordinate,
      message: `${field.coordinate} has maxAge ${maxAge}: give 0 (not kept) or a number of seconds above it.`,
    };
  }
};

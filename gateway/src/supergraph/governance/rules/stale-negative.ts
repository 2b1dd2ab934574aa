// Staleness is a number of seconds past maxAge.
import type { GovernanceRule } from '../governance-rule.ts';
import { listFields } from '../governed-graph.ts';

export const staleNegative: GovernanceRule = function* (graph) {
  for (const field of listFields(graph)) {
    if (field.role === 'inherited') continue;
    for (const [argument, seconds] of Object.entries(field.applied.stale ?? {})) {
      if (seconds >= 0) continue;
      yield {
        code: 'STALE_NEGATIVE',
        coordinate: field.coordinate,
        message: `${field.coordinate} has ${argument} ${seconds}: give 0 (never stale) or a number of seconds above it.`,
      };
    }
  }
};

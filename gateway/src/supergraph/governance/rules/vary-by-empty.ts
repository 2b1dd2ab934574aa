// `@varyBy` without a claim reads like a private value and would be kept as one that is the same for everybody.
import type { GovernanceRule } from '../governance-rule.ts';
import { listFields } from '../governed-graph.ts';

export const varyByEmpty: GovernanceRule = function* (graph) {
  for (const field of listFields(graph)) {
    if (field.role === 'inherited' || field.applied.varyBy?.length !== 0) continue;
    yield {
      code: 'VARY_BY_EMPTY',
      coordinate: field.coordinate,
      message: `${field.coordinate} has @${graph.link.nameOf('varyBy')} without a claim: name the claims that it depends on, or remove the directive.`,
    };
  }
};

// `@refreshedBy` without an event says nothing.
import type { GovernanceRule } from '../governance-rule.ts';
import { listFields } from '../governed-graph.ts';

export const refreshedByEmpty: GovernanceRule = function* (graph) {
  for (const field of listFields(graph)) {
    if (field.role === 'inherited' || field.applied.refreshedBy?.length !== 0) continue;
    yield {
      code: 'REFRESHED_BY_EMPTY',
      coordinate: field.coordinate,
      message: `${field.coordinate} has @${graph.link.nameOf('refreshedBy')} without an event: name the events that make it wrong, or remove the directive.`,
    };
  }
};

// A field has one owner.
import type { GovernanceRule } from '../governance-rule.ts';
import { listFields } from '../governed-graph.ts';

export const ownerConflict: GovernanceRule = function* (graph) {
  for (const field of listFields(graph)) {
    if (field.role === 'inherited' || field.applied.owners.length < 2) continue;
    yield {
      code: 'OWNER_CONFLICT',
      coordinate: field.coordinate,
      message: `${field.coordinate} is claimed by ${field.applied.owners.join(' and ')}: keep the @${graph.link.nameOf('owner')} of the one system with authority over it and remove the other.`,
    };
  }
};

// A field that no domain covers has no steward to ask.
import type { GovernanceRule } from '../governance-rule.ts';
import { listFields } from '../governed-graph.ts';
import { listDomains } from '../ownership-matrix.ts';

export const ownershipNotCovered: GovernanceRule = function* (graph, { ownership }) {
  if (!ownership) return;
  for (const field of listFields(graph)) {
    if (field.role !== 'root' && field.role !== 'entity' && field.role !== 'key') continue;
    if (listDomains(ownership, field.coordinate).length > 0) continue;
    const owner = field.policy.owner;
    yield {
      code: 'OWNERSHIP_NOT_COVERED',
      coordinate: field.coordinate,
      message: `${field.coordinate} is in no domain of the ownership matrix: add it to a domain${owner === undefined ? '' : ` of ${owner}`}.`,
    };
  }
};

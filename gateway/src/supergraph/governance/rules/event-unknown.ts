// An event that nobody sends evicts nothing: a misspelt one would leave the value wrong until it expires.
import type { GovernanceRule } from '../governance-rule.ts';
import { listFields } from '../governed-graph.ts';

export const eventUnknown: GovernanceRule = function* (graph, { events }) {
  if (!events) return;
  for (const field of listFields(graph)) {
    const unknown = field.policy.refreshedBy.filter((event) => !events.has(event));
    if (field.role === 'inherited' || unknown.length === 0) continue;
    yield {
      code: 'EVENT_UNKNOWN',
      coordinate: field.coordinate,
      message: `${field.coordinate} is refreshed by ${unknown.map((event) => `"${event}"`).join(' and ')}, which the event catalogue does not have: correct the name, or add the event to the catalogue.`,
    };
  }
};

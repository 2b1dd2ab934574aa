// The matrix is what the business agreed on: the graph claims nothing else.
import type { GovernanceRule } from '../governance-rule.ts';
import { type GovernedGraph, type GovernedField, listFields } from '../governed-graph.ts';
import { listDomains } from '../ownership-matrix.ts';
import { listReachedTypes } from '../reached-types.ts';

export const ownershipDomainConflict: GovernanceRule = function* (graph, { ownership }) {
  if (!ownership) return;
  const valueOwners = listValueOwners(graph);
  for (const field of listFields(graph)) {
    const [domain, ...others] = listDomains(ownership, field.coordinate);
    // A coordinate in two domains is refused on its own account.
    if (field.role === 'inherited' || !domain || others.length > 0) continue;
    const owners = field.role === 'value' ? (valueOwners.get(field) ?? new Set()) : new Set(field.applied.owners);
    const rivals = [...owners].filter((owner) => owner !== domain.owner);
    if (rivals.length === 0) continue;
    yield {
      code: 'OWNERSHIP_DOMAIN_CONFLICT',
      coordinate: field.coordinate,
      message: `${field.coordinate} is claimed by ${rivals.join(' and ')}, but domain "${domain.domain}" belongs to ${domain.owner}: correct @${graph.link.nameOf('owner')}, or move the coordinate to a domain of ${rivals.join(' or ')}.`,
    };
  }
};

/** A value belongs to whoever owns the field that returns it, unless it names an owner itself. */
function listValueOwners(graph: GovernedGraph): Map<GovernedField, Set<string>> {
  const owners = new Map<GovernedField, Set<string>>();
  for (const holder of listFields(graph)) {
    if (holder.role !== 'root' && holder.role !== 'entity') continue;
    for (const field of listReachedTypes(graph, holder).values.flatMap((type) => [...type.fields.values()])) {
      const claims = field.applied.owners.length > 0 ? field.applied.owners : holder.applied.owners;
      owners.set(field, new Set([...(owners.get(field) ?? []), ...claims]));
    }
  }
  return owners;
}

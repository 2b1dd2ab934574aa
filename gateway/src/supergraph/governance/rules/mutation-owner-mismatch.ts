// Who writes an entity has authority over something of it. What a mutation writes is read from what it returns.
import type { GovernanceRule } from '../governance-rule.ts';
import { listReachedTypes } from '../reached-types.ts';

export const mutationOwnerMismatch: GovernanceRule = function* (graph) {
  for (const type of graph.types.values()) {
    if (type.root !== 'mutation') continue;
    for (const field of type.fields.values()) {
      const { owner } = field.policy;
      if (owner === undefined) continue;
      for (const entity of listReachedTypes(graph, field).entities) {
        const owners = new Set(
          [...entity.fields.values()]
            .filter((each) => each.role === 'entity' || each.role === 'inherited')
            .flatMap((each) => each.applied.owners),
        );
        if (owners.size === 0 || owners.has(owner)) continue;
        yield {
          code: 'MUTATION_OWNER_MISMATCH',
          coordinate: field.coordinate,
          message: `${field.coordinate} is owned by ${owner} and returns ${entity.name}, of which ${[...owners].join(' and ')} owns every field: give the mutation to ${[...owners].join(' or ')}, or return ${entity.name} through an entity of ${owner}.`,
        };
      }
    }
  }
};

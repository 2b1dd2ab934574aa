// Every entity field, its keys included, and every root field names its owner; a value belongs to the field returning it.
import type { GovernanceRule } from '../governance-rule.ts';
import { listFields } from '../governed-graph.ts';

export const ownerMissing: GovernanceRule = function* (graph) {
  const owner = graph.link.nameOf('owner');
  for (const field of listFields(graph)) {
    if (field.role !== 'root' && field.role !== 'entity' && field.role !== 'key') continue;
    if (field.applied.owners.length > 0) continue;
    const subgraphs = [...field.resolvers];
    const systems = new Set(subgraphs.flatMap((subgraph) => [...(graph.systemsOf.get(subgraph) ?? [])]));
    const [system = '…'] = systems;
    yield {
      code: 'OWNER_MISSING',
      coordinate: field.coordinate,
      message:
        field.role === 'key' && subgraphs.length > 1
          ? `${field.coordinate}, a key, names no system of record: add @${owner}(system: …) to it in the one subgraph whose system issues it.`
          : `${field.coordinate} names no system of record: add @${owner}(system: ${systems.size > 1 ? '…' : system}) to it in subgraph ${quoteList(subgraphs)}.`,
    };
  }
};

function quoteList(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(' or ');
}

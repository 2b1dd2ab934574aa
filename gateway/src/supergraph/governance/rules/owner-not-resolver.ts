// The answer comes from the owner: a copy that another system carries is not served.
import type { GovernanceRule } from '../governance-rule.ts';
import { type GovernedField, type GovernedGraph, listFields } from '../governed-graph.ts';

export const ownerNotResolver: GovernanceRule = function* (graph) {
  for (const field of listFields(graph)) {
    const [owner, ...rivals] = field.applied.owners;
    if (owner === undefined || rivals.length > 0 || field.role === 'abstract' || field.role === 'inherited') continue;
    const strangers = listStrangers(graph, field, owner);
    if (strangers.length === 0) continue;
    const isOnlyKey = strangers.every(({ subgraph }) => field.keyIn.has(subgraph));
    const remedy = isOnlyKey
      ? `use it as a key in a subgraph of ${owner} too, or correct @${graph.link.nameOf('owner')}`
      : `resolve it in a subgraph of ${owner} only, or correct @${graph.link.nameOf('owner')}`;
    yield {
      code: 'OWNER_NOT_RESOLVER',
      coordinate: field.coordinate,
      message: `${field.coordinate} is owned by ${owner} but resolved by ${strangers.map(({ text }) => text).join(' and by ')}: ${remedy}.`,
    };
  }
};

interface Stranger {
  readonly subgraph: string;
  readonly text: string;
}

function listStrangers(graph: GovernedGraph, field: GovernedField, owner: string): Stranger[] {
  const speaksFor = (subgraph: string) => graph.systemsOf.get(subgraph)?.has(owner) ?? false;
  // An identifier is repeated by everybody who refers to the entity. It counts as one only where the owner itself
  // identifies the entity by it: otherwise `@key` would be a way to serve any field of another system.
  const isIdentifier = [...field.keyIn].some((subgraph) => field.resolvers.has(subgraph) && speaksFor(subgraph));
  const isStranger = (subgraph: string) =>
    // A subgraph without a system is refused on its own account.
    Boolean(graph.systemsOf.get(subgraph)?.size) &&
    !speaksFor(subgraph) &&
    !(isIdentifier && field.keyIn.has(subgraph));
  const describe = (subgraph: string, path: string) => ({
    subgraph,
    text: `subgraph "${subgraph}"${path}, which speaks for ${[...(graph.systemsOf.get(subgraph) ?? [])].join(' and ')}`,
  });
  return [
    ...[...field.resolvers].filter(isStranger).map((subgraph) => describe(subgraph, '')),
    ...[...field.providers]
      .filter(([subgraph]) => isStranger(subgraph))
      .map(([subgraph, by]) => describe(subgraph, ` through @provides on ${by}`)),
  ];
}

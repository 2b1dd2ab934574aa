// A subgraph that names no system could serve anybody's fields: in a governed graph every subgraph declares its own.
import type { GovernanceRule } from '../governance-rule.ts';

export const systemUndeclared: GovernanceRule = function* (graph) {
  const system = graph.link.nameOf('system');
  for (const subgraph of graph.subgraphs) {
    if (graph.systemsOf.get(subgraph)?.size) continue;
    yield {
      code: 'SYSTEM_UNDECLARED',
      coordinate: `schema (${subgraph})`,
      message: `Subgraph "${subgraph}" names no system of record: link the governance specification and add @${system}(subgraph: "${subgraph}", name: …) to its schema.`,
    };
  }
};

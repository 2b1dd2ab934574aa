// Losing the link would switch every check off. Who gives a matrix or a catalogue means the graph to be governed.
import { readSubgraphNames } from '../subgraph-document.ts';
import type { SubgraphRule } from './subgraph-rule.ts';

export const governanceNotLinked: SubgraphRule = function* (subgraphs, { ownership, events }) {
  if (!ownership && !events) return;
  if (subgraphs.some((subgraph) => readSubgraphNames(subgraph).governance)) return;
  const given = ownership ? 'an ownership matrix' : 'an event catalogue';
  yield {
    code: 'GOVERNANCE_NOT_LINKED',
    coordinate: 'schema',
    message: `The graph comes with ${given}, but no subgraph links the governance specification: add @link(url: "https://commerce-graph.example/governance/v1.0") to each of them, or compose without it.`,
  };
};

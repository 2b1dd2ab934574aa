// A supergraph has one name for each directive. Composition itself fails on two, without saying where.
import { governanceDirectives } from '../../supergraph/governance/governance-link.ts';
import { listAppliedDirectives, readSubgraphNames } from '../subgraph-document.ts';
import type { SubgraphRule } from './subgraph-rule.ts';

export const directiveNamesDiffer: SubgraphRule = function* (subgraphs) {
  for (const directive of governanceDirectives) {
    const uses = subgraphs.flatMap((subgraph) => {
      const as = readSubgraphNames(subgraph).governance?.nameOf(directive);
      return as !== undefined && listAppliedDirectives(subgraph).has(as) ? [{ subgraph: subgraph.name, as }] : [];
    });
    const [first, ...others] = uses;
    for (const other of others) {
      if (!first || first.as === other.as) continue;
      yield {
        code: 'DIRECTIVE_NAMES_DIFFER',
        coordinate: `schema (${other.subgraph})`,
        message: `Directive ${directive} of the governance specification is @${other.as} in subgraph "${other.subgraph}" and @${first.as} in subgraph "${first.subgraph}": import it under the same name in both.`,
      };
    }
  }
};

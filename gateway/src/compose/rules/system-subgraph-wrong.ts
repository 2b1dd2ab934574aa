// A subgraph speaks of itself only: declared from elsewhere, a system could be put on somebody else's fields unseen.
import type { GovernanceViolation } from '../../supergraph/governance/governance-violation.ts';
import { readDirectives } from '../../supergraph/governance/supergraph-types.ts';
import { listSchemaDirectives, readSubgraphNames } from '../subgraph-document.ts';
import type { SubgraphRule } from './subgraph-rule.ts';

export const systemSubgraphWrong: SubgraphRule = function* (subgraphs): Iterable<GovernanceViolation> {
  for (const subgraph of subgraphs) {
    const { governance } = readSubgraphNames(subgraph);
    if (!governance) continue;
    const system = governance.nameOf('system');
    for (const declaration of readDirectives(listSchemaDirectives(subgraph), system)) {
      if (declaration['subgraph'] === subgraph.name) continue;
      const name = String(declaration['name']);
      yield {
        code: 'SYSTEM_SUBGRAPH_WRONG',
        coordinate: `schema (${subgraph.name})`,
        message: `Subgraph "${subgraph.name}" declares the system of subgraph "${String(declaration['subgraph'])}": write @${system}(subgraph: "${subgraph.name}", name: ${name}), or declare it in the other subgraph.`,
      };
    }
  }
};

// A directive that composition drops is enforced by nobody: the graph would look governed and not be.
import { governanceDirectives } from '../../supergraph/governance/governance-link.ts';
import { readDirectives } from '../../supergraph/governance/supergraph-types.ts';
import { listAppliedDirectives, listSchemaDirectives, readSubgraphNames } from '../subgraph-document.ts';
import type { SubgraphRule } from './subgraph-rule.ts';

export const directiveNotComposed: SubgraphRule = function* (subgraphs) {
  for (const subgraph of subgraphs) {
    const { governance, federation } = readSubgraphNames(subgraph);
    if (!governance) continue;
    const composeDirective = federation('composeDirective');
    const composed = new Set(
      readDirectives(listSchemaDirectives(subgraph), composeDirective).map(({ name }) => String(name).slice(1)),
    );
    const applied = listAppliedDirectives(subgraph);
    for (const directive of governanceDirectives.map(governance.nameOf)) {
      if (!applied.has(directive) || composed.has(directive)) continue;
      yield {
        code: 'DIRECTIVE_NOT_COMPOSED',
        coordinate: `schema (${subgraph.name})`,
        message: `Subgraph "${subgraph.name}" uses @${directive}, which composition would drop: add @${composeDirective}(name: "@${directive}") to its schema.`,
      };
    }
  }
};

// The contract as files: where each document lies, and the type definitions that a subgraph serves.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type DocumentNode, parse } from 'graphql';

export type SystemName = 'erp' | 'pim' | 'oms';

/** Absolute path of a document of the contract, for example `supergraph.graphql` or `integration/erp.openapi.yml`. */
export function contractPath(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}

/** The type definitions of one system's subgraph: policy directives, shared value types and its own domains. */
export function readSubgraphTypeDefs(system: SystemName): DocumentNode {
  const domains = readdirSync(contractPath(system))
    .filter((file) => file.endsWith('.graphql'))
    .toSorted()
    .map((file) => `${system}/${file}`);
  const sources = ['governance.graphql', 'values.graphql', ...domains];
  return parse(sources.map((source) => readFileSync(contractPath(source), 'utf8')).join('\n'));
}

// Where two subgraphs say different things about one element, composition keeps what most of them say and drops the rest.
import {
  type AppliedPolicy,
  cachePolicyDirectives,
  readAppliedPolicy,
} from '../../supergraph/governance/applied-policy.ts';
import { listObjectDefinitions, readSubgraphNames, type SubgraphDocument } from '../subgraph-document.ts';
import type { SubgraphRule } from './subgraph-rule.ts';

interface Claim {
  readonly subgraph: string;
  readonly applied: AppliedPolicy;
  readonly nameOf: (directive: string) => string;
}

export const policyConflict: SubgraphRule = function* (subgraphs) {
  for (const [coordinate, claims] of listClaims(subgraphs)) {
    const owners = claims.flatMap(({ subgraph, applied }) => applied.owners.map((system) => ({ subgraph, system })));
    const isContested = new Set(owners.map(({ system }) => system)).size > 1;
    // Owners on a type of values are compared field by field, in the supergraph.
    if (isContested && coordinate.includes('.')) {
      const text = owners.map(({ subgraph, system }) => `${system} in subgraph "${subgraph}"`).join(' and ');
      yield {
        code: 'OWNER_CONFLICT',
        coordinate,
        message: `${coordinate} is claimed by ${text}: keep the @${claims[0]?.nameOf('owner')} of the one system with authority over it and remove the other.`,
      };
    }
    for (const directive of [...cachePolicyDirectives, 'accountScope'] as const) {
      const [first, ...others] = claims.filter(({ applied }) => applied[directive] !== undefined);
      const rival = others.find(({ applied }) => print(applied[directive]) !== print(first?.applied[directive]));
      if (!first || !rival) continue;
      yield {
        code: 'POLICY_CONFLICT',
        coordinate,
        message: `@${first.nameOf(directive)} of ${coordinate} is ${print(first.applied[directive])} in subgraph "${first.subgraph}" and ${print(rival.applied[directive])} in subgraph "${rival.subgraph}": give it the same values, or leave it out of one.`,
      };
    }
  }
};

function listClaims(subgraphs: readonly SubgraphDocument[]): Map<string, Claim[]> {
  const claims = new Map<string, Claim[]>();
  for (const subgraph of subgraphs) {
    const { governance } = readSubgraphNames(subgraph);
    if (!governance) continue;
    for (const type of listObjectDefinitions(subgraph.document)) {
      const elements = [
        { coordinate: type.name.value, directives: type.directives ?? [] },
        ...(type.fields ?? []).map((field) => ({
          coordinate: `${type.name.value}.${field.name.value}`,
          directives: field.directives ?? [],
        })),
      ];
      for (const { coordinate, directives } of elements) {
        const claim = {
          subgraph: subgraph.name,
          applied: readAppliedPolicy(directives, governance),
          nameOf: governance.nameOf,
        };
        claims.set(coordinate, [...(claims.get(coordinate) ?? []), claim]);
      }
    }
  }
  return claims;
}

/** Arguments as SDL shows them; equal policies print the same, since they are read in one order. */
function print(value: unknown): string {
  return `(${JSON.stringify(value)
    .slice(1, -1)
    .replaceAll(',', ', ')
    .replaceAll(/"(\w+)":/g, '$1: ')})`;
}

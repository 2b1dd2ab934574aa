// Decides whether a supergraph may be served, at start-up and at every change alike.
import { type DocumentNode, parse, print } from 'graphql';
import { checkGovernance } from './governance/check-governance.ts';
import type { GovernanceOptions } from './governance/governance-rule.ts';
import { isFederation2Supergraph, listUnsupportedFeatures, withoutPurposesForOthers } from './linked-features.ts';
import { SupergraphError } from './supergraph-error.ts';

export interface AdmittedSupergraph {
  /** As it was loaded. What is enforced here is read from this one. */
  readonly supergraphSdl: string;
  /** For the planner. */
  readonly plannedSdl: string;
}

export interface AdmissionOptions {
  readonly governance: GovernanceOptions;
  /** Whether `@authenticated`, `@requiresScopes` and `@policy` are enforced. */
  readonly isAuthorizationEnforced: boolean;
}

/** Throws a `SupergraphError` with every reason for which the supergraph is refused. */
export function admitSupergraph(
  supergraphSdl: string,
  { governance, isAuthorizationEnforced }: AdmissionOptions,
): AdmittedSupergraph {
  const document = parseSupergraph(supergraphSdl);
  const problems = [
    ...listUnsupportedFeatures(document, isAuthorizationEnforced),
    ...checkGovernance(document, governance).map(
      ({ code, coordinate, message }) => `${code} ${coordinate}: ${message}`,
    ),
  ];
  if (problems.length > 0) {
    const count = problems.length === 1 ? 'for this reason' : `for these ${problems.length} reasons`;
    throw new SupergraphError(`The supergraph is refused ${count}:`, problems);
  }
  return { supergraphSdl, plannedSdl: print(withoutPurposesForOthers(document)) };
}

function parseSupergraph(sdl: string): DocumentNode {
  let document: DocumentNode;
  try {
    document = parse(sdl);
  } catch (cause) {
    throw new SupergraphError('The supergraph is no valid GraphQL document:', [String(cause)], { cause });
  }
  if (isFederation2Supergraph(document)) return document;
  throw new SupergraphError('This is no composed supergraph of federation 2:', [
    'It does not link the specification https://specs.apollo.dev/join. A subgraph schema has to be composed first: ' +
      'see "commerce-graph-gateway compose --help", or Apollo\'s "rover supergraph compose".',
  ]);
}

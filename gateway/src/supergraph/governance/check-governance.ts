// The one judgement of a supergraph: `compose` and the running gateway refuse the same graphs for the same reasons.
import { type DocumentNode, parse } from 'graphql';
import { isKnownGovernanceVersion, readGovernanceLink } from './governance-link.ts';
import type { GovernanceOptions } from './governance-rule.ts';
import type { GovernanceViolation } from './governance-violation.ts';
import { readGovernedGraph } from './governed-graph.ts';
import { governanceRules } from './rules/governance-rules.ts';

/**
 * Lists everything for which a supergraph is refused, in a stable order. Empty when all is well, and for a supergraph
 * that neither links the governance specification nor comes with a matrix or a catalogue.
 */
export function checkGovernance(
  supergraph: string | DocumentNode,
  options: GovernanceOptions = {},
): GovernanceViolation[] {
  const document = typeof supergraph === 'string' ? parse(supergraph, { noLocation: true }) : supergraph;
  const link = readGovernanceLink(document);
  if (!link) return listMissingLink(options);
  if (!isKnownGovernanceVersion(link.version)) {
    const message = `The graph links version ${link.version} of the governance specification: link version 1.0, whose rules this release knows.`;
    return [{ code: 'GOVERNANCE_VERSION_UNKNOWN', coordinate: 'schema', message }];
  }
  const graph = readGovernedGraph(document, link);
  return sortViolations(governanceRules.flatMap((rule) => [...rule(graph, options)]));
}

/** Losing the link would switch every check off. Who gives a matrix or a catalogue means the graph to be governed. */
function listMissingLink({ ownership, events }: GovernanceOptions): GovernanceViolation[] {
  if (!ownership && !events) return [];
  const given = ownership ? 'an ownership matrix' : 'an event catalogue';
  const message = `The graph comes with ${given}, but does not link the governance specification: add @link(url: "https://commerce-graph.example/governance/v1.0") to each subgraph, or go without ${given}.`;
  return [{ code: 'GOVERNANCE_NOT_LINKED', coordinate: 'schema', message }];
}

/** Sorts by coordinate and code, so that a report reads the same each time. */
export function sortViolations<V extends { readonly code: string; readonly coordinate: string }>(
  violations: readonly V[],
): V[] {
  const key = (violation: V) => `${violation.coordinate} ${violation.code}`;
  return violations.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

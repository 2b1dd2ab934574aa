// The policies of all fields of a governed supergraph, by coordinate: the single reading of the directives.
import { parse } from 'graphql';
import type { FieldPolicy } from './field-policy.ts';
import { readGovernanceLink } from './governance-link.ts';
import { listFields, readGovernedGraph } from './governed-graph.ts';

/** Empty for a supergraph that does not link the governance specification. */
export function readFieldPolicies(supergraphSdl: string): ReadonlyMap<string, FieldPolicy> {
  const document = parse(supergraphSdl, { noLocation: true });
  const link = readGovernanceLink(document);
  if (!link) return new Map();
  return new Map(listFields(readGovernedGraph(document, link)).map((field) => [field.coordinate, field.policy]));
}

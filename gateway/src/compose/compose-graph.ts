// Composes subgraphs into a supergraph and judges it: either the graph, or every reason for which it is refused.
import { composeServices, type CompositionResult } from '@apollo/composition';
import { type GraphQLError, parse, print } from 'graphql';
import { checkGovernance, sortViolations } from '../supergraph/governance/check-governance.ts';
import type { GovernanceOptions } from '../supergraph/governance/governance-rule.ts';
import type { GovernanceViolation } from '../supergraph/governance/governance-violation.ts';
import type { ComposeViolation } from './compose-violation.ts';
import { expandPolicies } from './expand-policies.ts';
import { printApiSchema } from './print-api-schema.ts';
import { directiveNamesDiffer } from './rules/directive-names-differ.ts';
import { directiveNotComposed } from './rules/directive-not-composed.ts';
import { policyConflict } from './rules/policy-conflict.ts';
import { systemSubgraphWrong } from './rules/system-subgraph-wrong.ts';
import type { SubgraphDocument } from './subgraph-document.ts';

const subgraphRules = [systemSubgraphWrong, directiveNotComposed, directiveNamesDiffer, policyConflict];

export type ComposeResult =
  | { readonly supergraphSdl: string; readonly apiSdl: string; readonly hints: readonly string[] }
  | { readonly violations: readonly ComposeViolation[] };

export function composeGraph(subgraphs: readonly SubgraphDocument[], options: GovernanceOptions = {}): ComposeResult {
  const expanded = expandPolicies(subgraphs);
  const found: GovernanceViolation[] = subgraphRules.flatMap((rule) => [...rule(expanded)]);
  // Composition throws on names that differ, instead of telling.
  if (found.some(({ code }) => code === 'DIRECTIVE_NAMES_DIFFER')) return { violations: sortViolations(found) };

  const composed = compose(expanded);
  const supergraph = composed.errors ? composeWithoutSatisfiability(expanded, composed.errors) : composed;
  const judged = supergraph ? checkGovernance(supergraph.supergraphSdl, options) : [];
  const violations: ComposeViolation[] = [...found, ...judged, ...(composed.errors ?? []).map(describeError)];
  if (violations.length > 0 || composed.errors) return { violations: sortViolations(dropRepeated(violations)) };
  return {
    supergraphSdl: `${composed.supergraphSdl.trimEnd()}\n`,
    apiSdl: printApiSchema(composed.schema.toAPISchema().toGraphQLJSSchema()),
    hints: composed.hints.map((hint) => hint.toString()),
  };
}

function compose(subgraphs: readonly SubgraphDocument[], runSatisfiability = true): CompositionResult {
  // Printed and parsed again, so that errors have places in a text that is one document.
  const services = subgraphs.map(({ name, url, document }) => ({ name, url, typeDefs: parse(print(document)) }));
  return composeServices(services, { runSatisfiability });
}

/** Where the graph merges but some query could not be answered, there is still a supergraph to judge. */
function composeWithoutSatisfiability(subgraphs: readonly SubgraphDocument[], errors: readonly GraphQLError[]) {
  if (errors.some((error) => error.extensions['code'] !== 'SATISFIABILITY_ERROR')) return undefined;
  const merged = compose(subgraphs, false);
  return merged.errors ? undefined : merged;
}

/** Federation's errors carry no coordinate of their own; their sentences quote it. */
function describeError(error: GraphQLError): ComposeViolation {
  const [, coordinate] = /"(\w+\.\w+(?:\(\w+:\))?)"/.exec(error.message) ?? /[Tt]ype "(\w+)"/.exec(error.message) ?? [];
  const { code } = error.extensions;
  return {
    code: typeof code === 'string' ? code : 'INVALID_GRAPHQL',
    coordinate: coordinate ?? 'schema',
    message: error.message,
  };
}

/** A conflict seen in the subgraphs and again in the supergraph counts once; the first names the subgraphs. */
function dropRepeated(violations: readonly ComposeViolation[]): ComposeViolation[] {
  const seen = new Set<string>();
  return violations.filter(({ code, coordinate }) => {
    if (code !== 'OWNER_CONFLICT') return true;
    const isNew = !seen.has(coordinate);
    seen.add(coordinate);
    return isNew;
  });
}

// What belongs to an account is never kept for anybody else, however it is reached.
import type { GovernanceRule } from '../governance-rule.ts';
import { type GovernedField, type GovernedGraph, listFields } from '../governed-graph.ts';
import { findAccountInput } from '../account-inputs.ts';
import { listReachedTypes } from '../reached-types.ts';
import { readNamedType } from '../supergraph-types.ts';

export const accountScopeCachedPublic: GovernanceRule = function* (graph) {
  const { nameOf } = graph.link;
  for (const field of listFields(graph)) {
    // Values are kept with the field that returns them, and interface fields with their implementations.
    if (field.role !== 'root' && field.role !== 'entity' && field.role !== 'key') continue;
    const { maxAgeSeconds, scope, varyBy } = field.policy;
    if (maxAgeSeconds <= 0 || varyBy.includes('ACCOUNT') || varyBy.includes('USER')) continue;
    const reason = findReason(graph, field);
    if (reason === undefined) continue;
    const audience = varyBy.length > 0 ? `everybody of the same ${varyBy.join(' and ')}` : 'everybody';
    yield {
      code: 'ACCOUNT_SCOPE_CACHED_PUBLIC',
      coordinate: field.coordinate,
      message: `${field.coordinate} ${reason}, yet it is kept ${maxAgeSeconds} s for ${audience} (scope ${scope}): give it @${nameOf('cacheControl')}(maxAge: ${maxAgeSeconds}, scope: PRIVATE) and @${nameOf('varyBy')}(claims: [ACCOUNT]).`,
    };
  }
};

function findReason(graph: GovernedGraph, field: GovernedField): string | undefined {
  const [argument] = field.policy.accountScope.arguments;
  if (argument !== undefined) return `takes an account as its argument ${argument}`;
  const [inputField] = field.arguments.flatMap(({ type }) => findAccountInput(graph, readNamedType(type)) ?? []);
  if (inputField !== undefined) return `takes an account as ${inputField.coordinate} in its arguments`;
  const scopedParent = findScopedParent(graph, field);
  if (scopedParent !== undefined) return `is part of ${scopedParent}, which belongs to an account`;

  const { entities, values } = listReachedTypes(graph, field);
  const scoped = [...entities, ...values].find((type) => type.applied.accountScope);
  if (scoped) return `returns ${scoped.name}, which belongs to an account`;
  const nested = values
    .flatMap((type) => [...type.fields.values()])
    .find((each) => each.policy.accountScope.arguments.length > 0);
  return nested && `returns ${nested.coordinate}, which takes an account as an argument`;
}

/** The type of the field where that is account-scoped; for an `@interfaceObject`, an implementing type that is. */
function findScopedParent(graph: GovernedGraph, field: GovernedField): string | undefined {
  const typeName = field.coordinate.slice(0, field.coordinate.indexOf('.'));
  return [typeName, ...(graph.possibleTypes.get(typeName) ?? [])].find(
    (name) => graph.types.get(name)?.applied.accountScope,
  );
}

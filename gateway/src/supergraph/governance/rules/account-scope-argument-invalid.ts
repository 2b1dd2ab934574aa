// The gateway compares the argument's value with the token's accounts: it must be an account id.
import type { GovernanceRule } from '../governance-rule.ts';
import { listFields } from '../governed-graph.ts';
import { readDirectives, readNamedType } from '../supergraph-types.ts';

const scalarsThatAreNoIds = new Set(['Int', 'Float', 'Boolean']);

export const accountScopeArgumentInvalid: GovernanceRule = function* (graph) {
  const directive = graph.link.nameOf('accountScope');
  for (const field of listFields(graph)) {
    if (field.role === 'inherited') continue;
    for (const argument of field.arguments) {
      const [scope] = readDirectives(argument.directives, directive);
      if (!scope) continue;
      const coordinate = `${field.coordinate}(${argument.name.value}:)`;
      const typeName = readNamedType(argument.type);
      if (!graph.scalars.has(typeName) || scalarsThatAreNoIds.has(typeName)) {
        yield {
          code: 'ACCOUNT_SCOPE_ARGUMENT_INVALID',
          coordinate,
          message: `${coordinate} is marked @${directive}, but a value of type ${typeName} cannot name an account: mark an argument of type ID.`,
        };
      } else if (scope['field'] != null) {
        yield {
          code: 'ACCOUNT_SCOPE_ARGUMENT_INVALID',
          coordinate,
          message: `${coordinate} is marked @${directive} with field ${JSON.stringify(scope['field'])}, which only a type has: write @${directive} alone.`,
        };
      }
    }
  }
};

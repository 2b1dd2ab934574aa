// The gateway compares the argument's value with the token's accounts: it must be an account id.
import type { GovernanceRule } from '../governance-rule.ts';
import { listFields } from '../governed-graph.ts';
import { readDirectives, readNamedType } from '../supergraph-types.ts';

const scalarsThatAreNoIds = new Set(['Int', 'Float', 'Boolean']);

export const accountScopeArgumentInvalid: GovernanceRule = function* (graph) {
  const directive = graph.link.nameOf('accountScope');
  const elements = [
    ...listFields(graph)
      .filter(({ role }) => role !== 'inherited')
      .flatMap((field) =>
        field.arguments.map((argument) => ({
          what: 'an argument',
          coordinate: `${field.coordinate}(${argument.name.value}:)`,
          typeName: readNamedType(argument.type),
          directives: argument.directives,
        })),
      ),
    ...graph.inputFields.map((field) => ({ what: 'an input field', ...field })),
  ];
  for (const { what, coordinate, typeName, directives } of elements) {
    const [scope] = readDirectives(directives, directive);
    if (!scope) continue;
    if (!graph.scalars.has(typeName) || scalarsThatAreNoIds.has(typeName)) {
      yield {
        code: 'ACCOUNT_SCOPE_ARGUMENT_INVALID',
        coordinate,
        message: `${coordinate} is marked @${directive}, but a value of type ${typeName} cannot name an account: mark ${what} of type ID.`,
      };
    } else if (scope['field'] != null) {
      yield {
        code: 'ACCOUNT_SCOPE_ARGUMENT_INVALID',
        coordinate,
        message: `${coordinate} is marked @${directive} with field ${JSON.stringify(scope['field'])}, which only a type has: write @${directive} alone.`,
      };
    }
  }
};

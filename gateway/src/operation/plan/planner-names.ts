// The names of fields that planners ask for on their own, in places where clients ask for fields too.
import { type DocumentNode, visit } from 'graphql';
import { isTypeDefinition, type SupergraphRules } from './entity-rules.ts';

export interface PlannerNames {
  /** Whether a field under this response name would be taken for another one, or another one for it. */
  isAmbiguous(responseName: string, fieldName: string): boolean;
}

export function readPlannerNames(supergraph: DocumentNode, rules: SupergraphRules): PlannerNames {
  const names = new Set(['__typename']);
  for (const types of rules.values()) {
    for (const { keys, requires } of types.values()) {
      for (const fieldSet of [...keys, ...requires.values()]) {
        visit(fieldSet, { Field: ({ name }) => void names.add(name.value) });
      }
    }
  }
  const withArguments = new Set(
    supergraph.definitions
      .filter(isTypeDefinition)
      .flatMap(({ fields = [] }) =>
        fields.filter((field) => field.arguments?.length && names.has(field.name.value)).map(({ name }) => name.value),
      ),
  );
  return {
    // What is required of a field with arguments may have others than the client's.
    isAmbiguous: (responseName, fieldName) => (responseName === fieldName ? withArguments : names).has(responseName),
  };
}

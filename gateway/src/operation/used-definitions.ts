// A document that lost selections, without the fragments and variables that nothing uses any more.
import { type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, visit } from 'graphql';

export function keepUsedDefinitions(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const usedFragments = new Set<string>();
  const usedVariables = new Set<string>();
  const collect = (definition: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(definition, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void usedVariables.add(name.value),
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (fragment === undefined || usedFragments.has(name.value)) return;
        usedFragments.add(name.value);
        collect(fragment);
      },
    });
  };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) collect(definition);
  }
  return visit(document, {
    VariableDefinition: ({ variable }) => (usedVariables.has(variable.name.value) ? false : null),
    FragmentDefinition: ({ name }) => (usedFragments.has(name.value) ? undefined : null),
  });
}

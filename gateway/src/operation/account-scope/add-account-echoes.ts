// Has a subgraph that is asked for more of an object say again to which account it belongs. One that gives another
// object in the place of the one that it was asked for is found out only so.
import { type FragmentDefinitionNode, Kind, parse, print, type SelectionNode } from 'graphql';
import type { FetchNode } from '../plan/query-plan.ts';
import type { AccountScopes } from './account-scopes.ts';
import { createPathField } from './add-account-selections.ts';

/** The fetch itself where its subgraph resolves no path to an account. */
export function addAccountEchoes(fetch: FetchNode, scopes: AccountScopes): FetchNode {
  if (fetch.target.kind === 'root') return fetch;
  const document = parse(fetch.document, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  let isChanged = false;

  const writeOut = (selection: SelectionNode): SelectionNode => {
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (fragment === undefined || fragment.kind === Kind.FIELD || fragment.typeCondition === undefined)
      return selection;
    const scope = scopes.findType(fragment.typeCondition.name.value);
    if (scope?.isNamedBy(fetch.subgraph) !== true) return selection;
    const { selections } = fragment.selectionSet;
    if (selections.some((each) => each.kind === Kind.FIELD && each.alias?.value === scope.alias)) return selection;
    isChanged = true;
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: fragment.typeCondition,
      directives: selection.directives ?? [],
      selectionSet: { kind: Kind.SELECTION_SET, selections: [createPathField(scope), ...selections] },
    };
  };

  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const selections = definition.selectionSet.selections.map((field) => {
      if (field.kind !== Kind.FIELD || field.selectionSet === undefined) return field;
      const written = field.selectionSet.selections.map(writeOut);
      return { ...field, selectionSet: { ...field.selectionSet, selections: written } };
    });
    return { ...definition, selectionSet: { ...definition.selectionSet, selections } };
  });
  return isChanged ? { ...fetch, document: print({ kind: Kind.DOCUMENT, definitions }) } : fetch;
}

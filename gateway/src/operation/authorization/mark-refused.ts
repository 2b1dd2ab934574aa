// Marks in an operation what its caller may not have, and what is left without anything in it.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isRemoved, markSelection } from './refusal-mark.ts';

export interface MarkedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly hasMarks: boolean;
}

export interface MarkOptions {
  readonly isRefused: (selection: SelectionNode) => boolean;
  /** Nothing is taken away then: what would be is marked as reported. */
  readonly isDryRun: boolean;
}

/** The operation must be valid, so that no fragment holds itself. */
export function markRefused(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { isRefused, isDryRun }: MarkOptions,
): MarkedOperation {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const markedFragments = new Map<string, FragmentDefinitionNode>();
  let hasMarks = false;

  const markSet = (set: SelectionSetNode): SelectionSetNode => ({ ...set, selections: set.selections.map(mark) });

  const markFragment = (name: string): FragmentDefinitionNode | undefined => {
    const known = markedFragments.get(name);
    const fragment = fragments.get(name);
    if (known !== undefined || fragment === undefined) return known;
    const marked = { ...fragment, selectionSet: markSet(fragment.selectionSet) };
    markedFragments.set(name, marked);
    return marked;
  };

  const mark = (selection: SelectionNode): SelectionNode => {
    const refused = isRefused(selection);
    hasMarks ||= refused;
    if (refused && !isDryRun) return markSelection(selection, 'refused');
    const inside = selection.kind === Kind.FRAGMENT_SPREAD ? markFragment(selection.name.value) : selection;
    const selectionSet =
      inside === selection ? selection.selectionSet && markSet(selection.selectionSet) : inside?.selectionSet;
    const marked =
      selection.kind === Kind.FRAGMENT_SPREAD || selectionSet === undefined
        ? selection
        : { ...selection, selectionSet };
    if (refused) return markSelection(marked, 'reported');
    return selectionSet?.selections.every(isRemoved) === true ? markSelection(marked, 'emptied') : marked;
  };

  const marked = { ...operation, selectionSet: markSet(operation.selectionSet) };
  // Those that are used in nothing but what is refused have no marks of their own.
  const complete = new Map([...fragments, ...markedFragments]);
  return {
    document: { ...document, definitions: [marked, ...complete.values()] },
    operation: marked,
    hasMarks,
  };
}

// Directives that tell, in an operation of a caller who may not have all of it, what becomes of a selection. No schema can
// have directives of these names, and so no client can write them.
import { type ConstDirectiveNode, type DirectiveNode, Kind, type SelectionNode } from 'graphql';

/**
 * `refused`: the caller may not have it. `emptied`: nothing is left of what it selects. `reported`: it would be refused,
 * if this were no dry run.
 */
export type RefusalMark = 'refused' | 'emptied' | 'reported';

const prefix = '__';

export function markSelection<Selection extends SelectionNode>(selection: Selection, mark: RefusalMark): Selection {
  const directive: ConstDirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: `${prefix}${mark}` },
  };
  return { ...selection, directives: [...(selection.directives ?? []), directive] };
}

export function hasMark({ directives = [] }: SelectionNode, mark: RefusalMark): boolean {
  return directives.some(({ name }) => name.value === `${prefix}${mark}`);
}

/** Whether the selection is none that subgraphs are asked for. */
export function isRemoved(selection: SelectionNode): boolean {
  return hasMark(selection, 'refused') || hasMark(selection, 'emptied');
}

export function isMark({ name }: DirectiveNode): boolean {
  return name.value.startsWith(prefix);
}

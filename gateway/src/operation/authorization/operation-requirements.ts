// What one operation requires of its caller, and which of its selections require it. Worked out once for each operation.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Principal } from '../../authentication/principal.ts';
import type { ProtectedGraph } from './protected-graph.ts';
import { isMet, type Requirement } from './requirement.ts';

export interface OperationRequirements {
  /** What the caller lacks. */
  listUnmet(principal: Principal): readonly Requirement[];
  /** Equal for callers who lack the same; empty for those who lack nothing. */
  describe(unmet: readonly Requirement[]): string;
  /** Whether the operation asks about the schema, and what it is told depends on its caller. */
  readonly filtersSchema: boolean;
  /** What is required for the selection itself, whatever is required for what it stands in. */
  of(selection: SelectionNode): readonly Requirement[];
}

export interface OperationRequirementsOptions {
  readonly graph: ProtectedGraph;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The name of the type of the operation. */
  readonly rootType: string;
  /** Whether what an operation asks about the schema depends on what its caller may see. */
  readonly filtersIntrospection: boolean;
}

const none: readonly Requirement[] = [];

/** Undefined where nothing is required. The operation must be valid. */
export function collectRequirements(options: OperationRequirementsOptions): OperationRequirements | undefined {
  const { graph, document, operation, rootType, filtersIntrospection } = options;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const bySelection = new Map<SelectionNode, readonly Requirement[]>();
  const all = new Set<Requirement>();
  const visited = new Set<string>();
  let filtersSchema = false;

  const note = (selection: SelectionNode, requirements: readonly Requirement[]): void => {
    if (requirements.length === 0) return;
    bySelection.set(selection, requirements);
    for (const each of requirements) all.add(each);
  };
  const collect = ({ selections }: SelectionSetNode, parent: string): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) collectField(selection, parent);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition?.name.value;
        if (type !== undefined) note(selection, graph.ofType(type));
        collect(selection.selectionSet, type ?? parent);
      } else {
        const name = selection.name.value;
        const fragment = fragments.get(name);
        if (fragment === undefined) continue;
        const type = fragment.typeCondition.name.value;
        note(selection, graph.ofType(type));
        if (visited.has(name)) continue;
        visited.add(name);
        collect(fragment.selectionSet, type);
      }
    }
  };
  const collectField = (field: FieldNode, parent: string): void => {
    const name = field.name.value;
    if (name.startsWith('__')) {
      filtersSchema ||= filtersIntrospection && name !== '__typename';
      return;
    }
    const type = graph.typeOf(parent, name) ?? '';
    note(field, [
      ...(parent === rootType ? graph.ofType(rootType) : none),
      ...graph.ofField(parent, name),
      ...(selectsOfAll(field) ? graph.ofImplementations(type) : none),
    ]);
    if (field.selectionSet !== undefined) collect(field.selectionSet, type);
  };

  collect(operation.selectionSet, rootType);
  if (filtersSchema) for (const each of graph.requirements) all.add(each);
  if (all.size === 0) return undefined;
  const requirements = [...all];
  return {
    listUnmet: (principal) => requirements.filter((each) => !isMet(each, principal)),
    describe: (unmet) => unmet.map((each) => requirements.indexOf(each)).join(),
    filtersSchema,
    of: (selection) => bySelection.get(selection) ?? none,
  };
}

/** Whether a field asks for something of whatever it brings. The names of types are everybody's. */
function selectsOfAll({ selectionSet }: FieldNode): boolean {
  return (selectionSet?.selections ?? []).some((each) => each.kind === Kind.FIELD && each.name.value !== '__typename');
}

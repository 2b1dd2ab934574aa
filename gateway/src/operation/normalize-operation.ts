// Brings an operation into the form in which it is planned and compiled. Operations that differ in nothing but literal
// values, their name and their layout have the same form, and so share one plan.
import {
  type ASTNode,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { isMark, isRemoved } from './authorization/refusal-mark.ts';
import { toInternalName, toInternalVariable } from './internal-name.ts';
import { createLiteralVariables } from './literal-variables.ts';
import type { PlannerNames } from './plan/planner-names.ts';
import { isCondition, readConditions } from './plan/selection-condition.ts';
import { keepUsedDefinitions } from './used-definitions.ts';

export interface NormalizedOperation {
  /** The operation without its name, followed by its fragments: equal for operations that share a plan. */
  readonly text: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /**
   * What is planned: the same without what the gateway answers itself, a literal leaves out or the caller may not have.
   * Absent when that is all.
   */
  readonly planned: PlannedOperation | undefined;
  /** Values of the variables that stand for literals of this very operation, as JSON texts. No part of what is shared. */
  readonly literals: ReadonlyMap<string, string>;
}

export interface PlannedOperation {
  readonly text: string;
  readonly document: DocumentNode;
}

/** The operation must be valid for the schema, but for the marks of `authorization/mark-refused.ts`. */
export function normalizeOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  plannerNames: PlannerNames,
): NormalizedOperation {
  const literals = createLiteralVariables();
  const typeInfo = new TypeInfo(schema);
  const { definitions } = visit(
    { kind: Kind.DOCUMENT, definitions: [operation, ...listUsedFragments(document, operation)] } as DocumentNode,
    visitWithTypeInfo(typeInfo, {
      // Literals in @skip and @include decide about the plan, and so are part of it.
      Argument: {
        leave(node, _key, _parent, _path, ancestors) {
          const type = typeInfo.getInputType();
          const isOfField = (ancestors.at(-1) as ASTNode | undefined)?.kind === Kind.FIELD;
          return type && isOfField ? { ...node, value: literals.replace(node.value, type) } : undefined;
        },
      },
      Variable(node) {
        const name = toInternalVariable(node.name.value);
        return name === node.name.value ? undefined : { ...node, name: { kind: Kind.NAME, value: name } };
      },
      Field: {
        leave(node) {
          const responseName = (node.alias ?? node.name).value;
          const isAmbiguous = plannerNames.isAmbiguous(responseName, node.name.value);
          const internalName = toInternalName(responseName, isAmbiguous);
          if (internalName === responseName) return undefined;
          return { ...node, alias: { kind: Kind.NAME, value: internalName } };
        },
      },
    }),
  );
  const { name: _, ...anonymous } = definitions.find(isOperation) ?? operation;
  const complete: OperationDefinitionNode = {
    ...anonymous,
    variableDefinitions: [...(anonymous.variableDefinitions ?? []), ...literals.definitions()],
  };
  const fragments = definitions.filter(isFragment);
  const normalized: DocumentNode = { kind: Kind.DOCUMENT, definitions: [complete, ...fragments] };
  const text = print(normalized);
  return {
    text,
    document: normalized,
    operation: complete,
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    planned: removeUnplanned(schema, normalized, text),
    literals: literals.values(),
  };
}

function isOperation(node: DefinitionNode): node is OperationDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION;
}

function isFragment(node: DefinitionNode): node is FragmentDefinitionNode {
  return node.kind === Kind.FRAGMENT_DEFINITION;
}

/** In the order in which they are first used, so that their order in the document makes no difference. */
function listUsedFragments(document: DocumentNode, operation: OperationDefinitionNode): FragmentDefinitionNode[] {
  const known = new Map(document.definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]));
  const used = new Map<string, FragmentDefinitionNode>();
  const collect = (selectionSet: SelectionSetNode): void => {
    for (const selection of selectionSet.selections) {
      if (selection.kind !== Kind.FRAGMENT_SPREAD) {
        if (selection.selectionSet) collect(selection.selectionSet);
        continue;
      }
      const fragment = known.get(selection.name.value);
      if (!fragment || used.has(fragment.name.value)) continue;
      used.set(fragment.name.value, fragment);
      collect(fragment.selectionSet);
    }
  };
  collect(operation.selectionSet);
  return [...used.values()];
}

const ownFields: ReadonlySet<string> = new Set(['__schema', '__type']);
const typenameField = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

/**
 * Without introspection and the names of root types; planners know nothing of the one and may ask a subgraph for the
 * other. Without what literals in conditions leave out; planners can fetch it all the same where there are others. And
 * without what the caller may not have.
 */
export function removeUnplanned(
  schema: GraphQLSchema,
  document: DocumentNode,
  text: string,
): PlannedOperation | undefined {
  if (!/__schema|__type|\(if: (true|false)\)|@__/.test(text)) return { text, document };
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  const emptyFragments = new Set<string>();
  let remaining = visit(document, {
    Field: (node) => (isRemoved(node) ? null : decideDirectives(node)),
    InlineFragment: withoutRemovedFragment,
    FragmentSpread: withoutRemovedFragment,
  });
  for (let isChanging = true; isChanging;) {
    isChanging = false;
    const typeInfo = new TypeInfo(schema);
    remaining = visit(
      remaining,
      visitWithTypeInfo(typeInfo, {
        Field: {
          leave(node) {
            const parent = typeInfo.getParentType();
            const name = node.name.value;
            if (ownFields.has(name) || (name === '__typename' && isObjectType(parent) && roots.has(parent)))
              return null;
            // A field needs something below it; the name of its type is always to be had.
            if (node.selectionSet?.selections.length === 0) {
              return { ...node, selectionSet: { ...node.selectionSet, selections: [typenameField] } };
            }
            return undefined;
          },
        },
        InlineFragment: { leave: (node) => (node.selectionSet.selections.length === 0 ? null : undefined) },
        FragmentSpread: (node) => (emptyFragments.has(node.name.value) ? null : undefined),
        FragmentDefinition: {
          leave(node) {
            if (node.selectionSet.selections.length > 0) return undefined;
            emptyFragments.add(node.name.value);
            isChanging = true;
            return null;
          },
        },
      }),
    );
  }
  const operation = remaining.definitions.find(isOperation);
  if (!operation || operation.selectionSet.selections.length === 0) return undefined;
  const planned = keepUsedDefinitions(remaining);
  return { text: print(planned), document: planned };
}

/**
 * The response has its fields where an object is of its type, each as null: to tell, the type is asked for. What has
 * nothing but removed selections is removed itself, so this is never all that is left.
 */
function withoutRemovedFragment(fragment: FragmentSpreadNode | InlineFragmentNode): SelectionNode | null | undefined {
  return isRemoved(fragment) ? typenameField : decideDirectives(fragment);
}

/** The selection without marks and literals in its conditions; null when one of these leaves it out. */
function decideDirectives<Selection extends SelectionNode>(selection: Selection): Selection | null | undefined {
  if (readConditions(selection) === undefined) return null;
  const { directives = [] } = selection;
  const undecided = directives.filter(
    (each) => !isMark(each) && (!isCondition(each) || each.arguments?.[0]?.value.kind === Kind.VARIABLE),
  );
  return undecided.length === directives.length ? undefined : { ...selection, directives: undecided };
}

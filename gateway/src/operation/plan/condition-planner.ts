// Asks a planner that mistakes what is fetched under a condition for what is fetched in any case.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { CodedError } from '../../error-codes/coded-error.ts';
import { keepUsedDefinitions } from '../used-definitions.ts';
import type { SupergraphRules } from './entity-rules.ts';
import type { PlanNode } from './query-plan.ts';
import type { QueryPlanner } from './query-planner.ts';
import { isCondition, readConditions } from './selection-condition.ts';

/** Each variable doubles the plans that are made for one operation. */
const mostVariables = 4;

/**
 * `@apollo/query-planner` fetches what a field requires only under the conditions of the field, but sends no entity
 * without it, so that other fields of the entity are missing. Where fields that require others are under conditions, the
 * operation is planned once for each outcome of these. Throws a `CodedError` when there are too many.
 */
export function createConditionPlanner(planner: QueryPlanner, rules: SupergraphRules): QueryPlanner {
  const requiring = new Set(
    [...rules.values()].flatMap((types) => [...types.values()].flatMap(({ requires }) => [...requires.keys()])),
  );

  const planOutcomes = async (
    document: DocumentNode,
    variables: readonly string[],
    outcome: ReadonlyMap<string, boolean>,
  ): Promise<PlanNode | undefined> => {
    const [variable, ...rest] = variables;
    if (variable === undefined) {
      const decided = decideConditions(document, outcome);
      return decided && (await planner.plan({ document: decided, text: print(decided) })).root;
    }
    const ifTrue = await planOutcomes(document, rest, new Map([...outcome, [variable, true]]));
    const ifFalse = await planOutcomes(document, rest, new Map([...outcome, [variable, false]]));
    return { kind: 'condition', variable, ifTrue, ifFalse };
  };

  return {
    name: planner.name,
    async plan(operation) {
      const conditions = listConditionsAbove(operation.document, requiring);
      if (conditions === undefined) return planner.plan(operation);
      if (conditions.length > mostVariables) {
        throw new CodedError(
          'OPERATION_NOT_PLANNED',
          `Fields that require others are under the conditions $${conditions.join(', $')}: use ${mostVariables} of them at most.`,
        );
      }
      return { root: await planOutcomes(operation.document, conditions, new Map()) };
    },
    close: () => planner.close(),
  };
}

/** The variables in conditions of fields of these names and of what they stand in; `undefined` without a condition. */
function listConditionsAbove(document: DocumentNode, names: ReadonlySet<string>): readonly string[] | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  const variables = new Set<string>();
  const found = new Map<string, boolean>();
  let hasCondition = false;
  const collect = ({ selections }: SelectionSetNode): boolean => {
    let isAny = false;
    for (const selection of selections) {
      if (!hasAny(selection)) continue;
      isAny = true;
      if (selection.directives?.some(isCondition)) hasCondition = true;
      for (const { variable } of readConditions(selection) ?? []) variables.add(variable);
    }
    return isAny;
  };
  const hasAny = (selection: SelectionNode): boolean => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return collectFragment(selection.name.value);
    const isInside = selection.selectionSet !== undefined && collect(selection.selectionSet);
    return isInside || (selection.kind === Kind.FIELD && names.has(selection.name.value));
  };
  const collectFragment = (name: string): boolean => {
    let known = found.get(name);
    if (known === undefined) {
      const fragment = fragments.get(name);
      known = fragment !== undefined && collect(fragment.selectionSet);
      found.set(name, known);
    }
    return known;
  };
  for (const each of document.definitions) if (each.kind === Kind.OPERATION_DEFINITION) collect(each.selectionSet);
  return hasCondition ? [...variables] : undefined;
}

/** What is left of the operation when the variables have these values; `undefined` when that is nothing. */
function decideConditions(document: DocumentNode, outcome: ReadonlyMap<string, boolean>): DocumentNode | undefined {
  const decide = <Selection extends SelectionNode>(selection: Selection): Selection | null | undefined => {
    const conditions = readConditions(selection);
    if (conditions?.every(({ variable, value }) => (outcome.get(variable) ?? value) === value) !== true) return null;
    const directives = (selection.directives ?? []).filter((directive) => {
      const given = isCondition(directive) ? directive.arguments?.[0]?.value : undefined;
      return given?.kind !== Kind.BOOLEAN && !(given?.kind === Kind.VARIABLE && outcome.has(given.name.value));
    });
    return directives.length === selection.directives?.length ? undefined : { ...selection, directives };
  };
  const emptyFragments = new Set<string>();
  let decided = visit(document, {
    Field: { enter: decide, leave: keepObject },
    InlineFragment: { enter: decide, leave: removeEmpty },
    FragmentSpread: { enter: decide },
  });
  for (let isChanging = true; isChanging;) {
    isChanging = false;
    decided = visit(decided, {
      FragmentDefinition(fragment) {
        if (fragment.selectionSet.selections.length > 0) return undefined;
        emptyFragments.add(fragment.name.value);
        isChanging = true;
        return null;
      },
    });
    decided = visit(decided, {
      FragmentSpread: ({ name }) => (emptyFragments.has(name.value) ? null : undefined),
      Field: { leave: keepObject },
      InlineFragment: { leave: removeEmpty },
    });
  }
  const operation = decided.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  return operation === undefined || operation.selectionSet.selections.length === 0
    ? undefined
    : keepUsedDefinitions(decided);
}

function removeEmpty({ selectionSet }: { readonly selectionSet: SelectionSetNode }): null | undefined {
  return selectionSet.selections.length === 0 ? null : undefined;
}

/** An object without fields still is one. */
function keepObject(field: FieldNode): FieldNode | undefined {
  if (field.selectionSet === undefined || field.selectionSet.selections.length > 0) return undefined;
  const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
  return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections: [typename] } };
}

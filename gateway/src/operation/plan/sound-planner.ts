// Asks a planner in such a way that its known mistakes do not come to bear.
import { type DocumentNode, Kind, type OperationDefinitionNode, OperationTypeNode, print } from 'graphql';
import { keepUsedDefinitions } from '../used-definitions.ts';
import { type Conditions, listMutationFields, type MutationField } from './mutation-fields.ts';
import { toPlannableDocument } from './plannable-document.ts';
import type { PlanNode } from './query-plan.ts';
import type { QueryPlanner } from './query-planner.ts';
import { hasCondition } from './selection-condition.ts';

/**
 * Planners let a mutation run twice that is asked for under a condition and again later, or out of order, or though it is
 * skipped. So where there is more than a list of fields, each is planned on its own and ordered here.
 */
export function createSoundPlanner(planner: QueryPlanner): QueryPlanner {
  const plan = async (given: DocumentNode): Promise<PlanNode | undefined> => {
    const document = toPlannableDocument(given);
    return (await planner.plan({ document, text: print(document) })).root;
  };

  const planMutation = async (document: DocumentNode, operation: OperationDefinitionNode): Promise<PlanNode> => {
    const nodes: PlanNode[] = [];
    for (const { fields, conditions, earlier } of groupFields(listMutationFields(document, operation))) {
      const node = await plan(withRootFields(document, operation, fields));
      const guarded = node && unlessAny(earlier, whenAll(conditions, node));
      if (guarded) nodes.push(guarded);
    }
    return { kind: 'sequence', nodes };
  };

  return {
    name: planner.name,
    async plan({ document }) {
      const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
      const isSplit = operation?.operation === OperationTypeNode.MUTATION && !isPlainList(operation);
      return { root: await (isSplit ? planMutation(document, operation) : plan(document)) };
    },
    close: () => planner.close(),
  };
}

/** Whether the fields run as they stand there. */
function isPlainList({ selectionSet: { selections } }: OperationDefinitionNode): boolean {
  const names = new Set<string>();
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD || hasCondition(selection)) return false;
    names.add((selection.alias ?? selection.name).value);
  }
  return names.size === selections.length;
}

interface FieldGroup extends Pick<MutationField, 'conditions' | 'earlier'> {
  readonly fields: MutationField['field'][];
}

/** Fields that run in any case are planned together, so that one request can have several of them. */
function groupFields(mutationFields: readonly MutationField[]): FieldGroup[] {
  const groups: FieldGroup[] = [];
  for (const { field, conditions, earlier } of mutationFields) {
    const last = groups.at(-1);
    const runsAlways = conditions.length === 0 && earlier.length === 0;
    if (runsAlways && last?.conditions.length === 0 && last.earlier.length === 0) last.fields.push(field);
    else groups.push({ fields: [field], conditions, earlier });
  }
  return groups;
}

function withRootFields(
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
  fields: readonly MutationField['field'][],
): DocumentNode {
  const part = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: fields } } as const;
  return keepUsedDefinitions({
    kind: Kind.DOCUMENT,
    definitions: definitions.map((each) => (each === operation ? part : each)),
  });
}

function whenAll(conditions: Conditions, node: PlanNode): PlanNode {
  return branch(conditions, node, undefined) ?? node;
}

/** Runs the node unless all conditions of one of the lists hold. */
function unlessAny(lists: readonly Conditions[], node: PlanNode): PlanNode {
  return lists.reduceRight((rest, conditions) => branch(conditions, undefined, rest) ?? rest, node);
}

/** Runs one node when all conditions hold, and otherwise the other. */
function branch(
  conditions: Conditions,
  whenHeld: PlanNode | undefined,
  otherwise: PlanNode | undefined,
): PlanNode | undefined {
  return conditions.reduceRight<PlanNode | undefined>(
    (held, { variable, value }) => ({
      kind: 'condition',
      variable,
      ifTrue: value ? held : otherwise,
      ifFalse: value ? otherwise : held,
    }),
    whenHeld,
  );
}

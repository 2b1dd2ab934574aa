// What a mutation makes wrong: what its result refers to, and what the events refresh that its fields declare.
import { Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import type { Principal } from '../../authentication/principal.ts';
import type { FetchNode } from '../../operation/plan/query-plan.ts';
import type { CachedGraph } from '../selection/cached-graph.ts';
import { createSelectionCompiler } from '../selection/compile-selection.ts';
import { readKey } from '../fetch/fill-cells.ts';
import { createFieldCounters } from '../field-counters.ts';
import type { EntityInvalidation, EventInvalidation, Invalidation } from './invalidation.ts';
import type { SelectedObject, SelectedValue } from '../selection/selected-object.ts';
import { writeOutSelections } from '../selection/write-out-document.ts';

export interface MutationEffects {
  /** The document with the keys of what it returns. */
  readonly document: string;
  /** `data` is the subgraph's answer; nothing of it is known when there is none. */
  list(data: Readonly<Record<string, unknown>> | undefined, principal: Principal): Invalidation[];
}

export function compileMutationEffects({ document: text, subgraph }: FetchNode, graph: CachedGraph): MutationEffects {
  const document = parse(text, { noLocation: true });
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const { mutationType } = graph;
  if (operation === undefined || mutationType === undefined) return { document: text, list: () => [] };
  const selectionSet = writeOutSelections(operation.selectionSet, mutationType, document, {
    graph,
    subgraph,
    readCondition: 'keep',
  });
  const compiler = createSelectionCompiler({ graph, subgraph, counters: createFieldCounters(), defaults: new Map() });
  const root = compiler.compileRoot(selectionSet, mutationType);
  const events = [...new Set(root.fields.flatMap(({ policy }) => policy.refreshedBy))];
  return {
    document: print({ kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }] }),
    list(data, { account, accounts }) {
      const own = account === undefined ? accounts : [account, ...accounts];
      const declared = events.map((type): EventInvalidation => ({
        kind: 'event',
        type,
        subject: undefined,
        ...(own.length > 0 && { accounts: own }),
      }));
      const returned = new Map<string, EntityInvalidation>();
      if (data !== undefined) collectEntities(root, data, returned);
      return [...declared, ...returned.values()];
    },
  };
}

function collectEntities(
  { fields }: SelectedObject,
  answer: Readonly<Record<string, unknown>>,
  found: Map<string, EntityInvalidation>,
): void {
  for (const { value, responseName } of fields) {
    if (value !== undefined) collectFrom(value, answer[responseName], found);
  }
}

function collectFrom(selected: SelectedValue, value: unknown, found: Map<string, EntityInvalidation>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectFrom(selected, item, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const answer = value as Readonly<Record<string, unknown>>;
  const object = selected.objectFor(answer['__typename']);
  if (object === undefined) return;
  const key = readKey(object, answer);
  const { typeName: type } = object;
  if (key !== undefined) found.set(`${type} ${key.text}`, { kind: 'entity', type, key: key.values });
  collectEntities(object, answer, found);
}

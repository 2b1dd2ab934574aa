// Plans with `@graphql-hive/router-query-planner`: native code, in a process of its own.
import type {
  BatchFetchNode as HiveBatchFetch,
  EntityBatchAlias,
  FetchNode as HiveFetch,
  FlattenNodePathSegment,
  InputRewrite,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';
import type { Logger } from 'pino';
import { createPlanningProcess } from './planning-process.ts';
import type {
  EntityLookup,
  FetchNode,
  OperationKind,
  PlanPath,
  PlanStep,
  RequiredSelection,
  Rewrite,
} from './query-plan.ts';
import type { QueryPlanner } from './query-planner.ts';
import { readPath, readPlanTree } from './read-plan-tree.ts';

/** `undefined` where the native code does not load: there is none for this platform. */
export async function createHivePlanner(supergraphSdl: string, log: Logger): Promise<QueryPlanner | undefined> {
  const process = createPlanningProcess(supergraphSdl, log);
  if (!(await process.isAble())) return undefined;
  return {
    name: 'hive',
    async plan({ text }) {
      const { node } = await process.plan(text);
      return { root: node && readPlanTree(node, { readFetch, readSegment }) };
    },
    close: () => process.close(),
  };
}

function readFetch(node: HiveFetch | HiveBatchFetch, path: PlanPath): FetchNode {
  return node.kind === 'BatchFetch' ? readBatchFetch(node, path) : readSingleFetch(node, path);
}

function readSingleFetch(node: HiveFetch, path: PlanPath): FetchNode {
  const rewrites = { outputRewrites: (node.outputRewrites ?? []).map(readRewrite) };
  if (node.requires === undefined) return { ...describeFetch(node), target: { kind: 'root', path, ...rewrites } };
  const lookup: EntityLookup = {
    responseName: '_entities',
    variableName: 'representations',
    paths: [path],
    requires: readRequires(node.requires),
    inputRewrites: (node.inputRewrites ?? []).map(readRewrite),
    ...rewrites,
  };
  return { ...describeFetch(node), target: { kind: 'entities', lookups: [lookup] } };
}

function readBatchFetch(node: HiveBatchFetch, path: PlanPath): FetchNode {
  const readLookup = (alias: EntityBatchAlias): EntityLookup => ({
    responseName: alias.alias,
    variableName: alias.representationsVariableName,
    paths: alias.paths.map((each) => readPath(path, each, readSegment)),
    requires: readRequires(alias.requires),
    inputRewrites: (alias.inputRewrites ?? []).map(readRewrite),
    outputRewrites: (alias.outputRewrites ?? []).map(readRewrite),
  });
  return { ...describeFetch(node), target: { kind: 'entities', lookups: node.entityBatch.aliases.map(readLookup) } };
}

function describeFetch(node: HiveFetch | HiveBatchFetch) {
  const operationKind: OperationKind = node.operationKind === 'mutation' ? 'mutation' : 'query';
  return {
    kind: 'fetch',
    subgraph: node.serviceName,
    operationKind,
    document: node.operation,
    operationName: node.operationName,
    variableNames: node.variableUsages ?? [],
  } as const;
}

function readSegment(segment: FlattenNodePathSegment): PlanStep {
  if (segment === '@') return { kind: 'items' };
  if ('Field' in segment) return { kind: 'field', responseName: segment.Field };
  return { kind: 'type', names: segment.TypeCondition };
}

function readRequires(selections: readonly RequiresSelection[]): RequiredSelection[] {
  return selections.map((selection) => {
    if (selection.kind === 'InlineFragment') {
      return { kind: 'fragment', typeName: selection.typeCondition, selections: readRequires(selection.selections) };
    }
    if (selection.kind === 'FragmentSpread') throw new Error('A requirement of the plan spreads a fragment.');
    const { name, alias, selections: inner = [] } = selection;
    return {
      kind: 'field',
      dataNames: alias === undefined ? [name] : [name, alias],
      name: alias ?? name,
      selections: readRequires(inner),
    };
  });
}

function readRewrite(rewrite: InputRewrite): Rewrite {
  const setter = 'ValueSetter' in rewrite ? rewrite.ValueSetter : 'kind' in rewrite ? rewrite : undefined;
  const path = setter?.path ?? ('KeyRenamer' in rewrite ? rewrite.KeyRenamer.path : []);
  const steps = path.map((segment) =>
    'Key' in segment
      ? ({ kind: 'field', name: segment.Key } as const)
      : ({ kind: 'type', names: segment.TypenameEquals } as const),
  );
  const last = steps.pop();
  if (last?.kind !== 'field') throw new Error('A rewrite of the plan does not end at a field.');
  if (setter !== undefined) return { kind: 'set', path: steps, field: last.name, value: setter.setValueTo };
  if ('KeyRenamer' in rewrite)
    return { kind: 'rename', path: steps, field: last.name, to: rewrite.KeyRenamer.renameKeyTo };
  throw new Error('A rewrite of the plan is of a kind that is not known here.');
}

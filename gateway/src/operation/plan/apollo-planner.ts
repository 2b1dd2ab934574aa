// Plans with `@apollo/query-planner`: on the event loop, and wherever Node.js runs.
import { operationFromDocument, type Supergraph } from '@apollo/federation-internals';
import {
  type FetchDataRewrite,
  type FetchNode as ApolloFetch,
  QueryPlanner as ApolloQueryPlanner,
  type QueryPlanSelectionNode,
  type ResponsePath,
} from '@apollo/query-planner';
import { OperationTypeNode } from 'graphql';
import { mergeEntityFetches } from './merge-entity-fetches.ts';
import type { FetchNode, PlanPath, PlanStep, RequiredSelection, Rewrite } from './query-plan.ts';
import type { QueryPlanner } from './query-planner.ts';
import { readPlanTree } from './read-plan-tree.ts';

export function createApolloPlanner(supergraph: Supergraph): QueryPlanner {
  const apiSchema = supergraph.apiSchema();
  const planner = new ApolloQueryPlanner(supergraph);
  return {
    name: 'apollo',
    async plan({ document }) {
      const operation = operationFromDocument(apiSchema, document);
      const { node } = planner.buildQueryPlan(operation);
      const root = node && readPlanTree(node, { readFetch, readSegment });
      return { root: root && mergeEntityFetches(root) };
    },
    close() {},
  };
}

function readFetch(node: ApolloFetch, path: PlanPath): FetchNode {
  const fetch = {
    kind: 'fetch',
    subgraph: node.serviceName,
    operationKind: node.operationKind === OperationTypeNode.MUTATION ? 'mutation' : 'query',
    document: node.operation,
    operationName: node.operationName,
    variableNames: node.variableUsages ?? [],
  } as const;
  const outputRewrites = (node.outputRewrites ?? []).map(readRewrite);
  if (node.requires === undefined) return { ...fetch, target: { kind: 'root', path, outputRewrites } };
  const lookup = {
    responseName: '_entities',
    variableName: 'representations',
    paths: [path],
    requires: readRequires(node.requires),
    inputRewrites: (node.inputRewrites ?? []).map(readRewrite),
    outputRewrites,
  };
  return { ...fetch, target: { kind: 'entities', lookups: [lookup] } };
}

function readSegment(segment: ResponsePath[number]): PlanStep {
  return segment === '@' ? { kind: 'items' } : { kind: 'field', responseName: String(segment) };
}

function readRequires(selections: readonly QueryPlanSelectionNode[]): RequiredSelection[] {
  return selections.flatMap((selection): RequiredSelection[] => {
    if (selection.kind === 'InlineFragment') {
      const inner = readRequires(selection.selections);
      const { typeCondition } = selection;
      return typeCondition === undefined ? inner : [{ kind: 'fragment', typeName: typeCondition, selections: inner }];
    }
    const name = selection.alias ?? selection.name;
    return [{ kind: 'field', dataNames: [name], name, selections: readRequires(selection.selections ?? []) }];
  });
}

const fragmentPrefix = '... on ';

function readRewrite(rewrite: FetchDataRewrite): Rewrite {
  const path = rewrite.path.map((step) =>
    step.startsWith(fragmentPrefix)
      ? ({ kind: 'type', names: [step.slice(fragmentPrefix.length)] } as const)
      : ({ kind: 'field', name: step } as const),
  );
  const last = path.pop();
  if (last?.kind !== 'field') throw new Error('A rewrite of the plan does not end at a field.');
  return rewrite.kind === 'ValueSetter'
    ? { kind: 'set', path, field: last.name, value: rewrite.setValueTo }
    : { kind: 'rename', path, field: last.name, to: rewrite.renameKeyTo };
}

// Makes of a query plan what runs it.
import type { GraphQLSchema } from 'graphql';
import type { CachedFetch } from '../../field-cache/fetch/cached-fetch.ts';
import { addAccountEchoes } from '../../operation/account-scope/add-account-echoes.ts';
import type { AccountScopes } from '../../operation/account-scope/account-scopes.ts';
import type { ConditionNode, FetchNode, PlanNode, PlanPath } from '../../operation/plan/query-plan.ts';
import { compileEntityFetch } from './entity-fetch.ts';
import type { Step } from './execution-run.ts';
import { compileRootFetch } from './root-fetch.ts';
import type { SubgraphConnection } from './subgraph-connection.ts';
import type { TypeMatcher } from './type-matcher.ts';
import { compileWithholding } from './withhold-foreign.ts';

export interface PlanParts {
  readonly matchType: TypeMatcher;
  readonly connect: (subgraph: string) => SubgraphConnection;
  /** Absent where nothing belongs to an account. */
  readonly accountScopes?: AccountScopes | undefined;
  /** The whole supergraph's. */
  readonly wholeSchema: GraphQLSchema;
}

export interface CompiledPlan {
  readonly step: Step;
  /** The identity claims that what its fetches bring depends on, sorted. Undefined when nothing says it of all of it. */
  findVaryBy(readCondition: (variable: string) => boolean): readonly string[] | undefined;
}

export function compilePlan(root: PlanNode, parts: PlanParts): CompiledPlan {
  const cachedFetches = new Map<FetchNode, CachedFetch | undefined>();
  const targets = listTargets(root);
  /** Whether later fetches add to objects below this place: then they must be objects of that place alone. */
  const isExtended = (path: PlanPath): boolean =>
    targets.some((target) => target.length > path.length && isPrefix(path, target));

  function compile(node: PlanNode): Step {
    switch (node.kind) {
      case 'sequence':
        return compileSequence(node.nodes.map(compile));
      case 'parallel':
        return compileParallel(node.nodes.map(compile));
      case 'condition':
        return compileCondition(node);
      case 'fetch':
        return compileFetch(node);
    }
  }

  function compileCondition({ variable, ifTrue, ifFalse }: ConditionNode): Step {
    const [whenTrue, whenFalse] = [ifTrue && compile(ifTrue), ifFalse && compile(ifFalse)];
    return async (run) => (run.readCondition(variable) ? whenTrue : whenFalse)?.(run);
  }

  function compileFetch(planned: FetchNode): Step {
    const { accountScopes, wholeSchema } = parts;
    const fetch = accountScopes ? addAccountEchoes(planned, accountScopes) : planned;
    const { target } = fetch;
    const connection = parts.connect(fetch.subgraph);
    const cached = fetch.operationKind === 'mutation' ? undefined : connection.compileCachedFetch?.(fetch);
    cachedFetches.set(planned, cached);
    const withhold = accountScopes && compileWithholding(fetch, wholeSchema, accountScopes);
    const fetchParts = { connection, cached, matchType: parts.matchType, isExtended, withhold };
    return target.kind === 'root'
      ? compileRootFetch(fetch, target, fetchParts)
      : compileEntityFetch(fetch, target, fetchParts);
  }

  return {
    step: compile(root),
    findVaryBy(readCondition) {
      const claims = new Set<string>();
      for (const fetch of listFetches(root, readCondition)) {
        const varyBy = cachedFetches.get(fetch)?.findVaryBy(readCondition);
        if (varyBy === undefined) return undefined;
        for (const claim of varyBy) claims.add(claim);
      }
      return [...claims].toSorted();
    },
  };
}

/** Those that the conditions let run. */
function listFetches(node: PlanNode | undefined, readCondition: (variable: string) => boolean): FetchNode[] {
  switch (node?.kind) {
    case undefined:
      return [];
    case 'sequence':
    case 'parallel':
      return node.nodes.flatMap((each) => listFetches(each, readCondition));
    case 'condition':
      return listFetches(readCondition(node.variable) ? node.ifTrue : node.ifFalse, readCondition);
    case 'fetch':
      return [node];
  }
}

function compileSequence(steps: readonly Step[]): Step {
  return async (run) => {
    for (const step of steps) await step(run);
  };
}

function compileParallel(steps: readonly Step[]): Step {
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}

function listTargets(node: PlanNode | undefined): PlanPath[] {
  switch (node?.kind) {
    case undefined:
      return [];
    case 'sequence':
    case 'parallel':
      return node.nodes.flatMap(listTargets);
    case 'condition':
      return [...listTargets(node.ifTrue), ...listTargets(node.ifFalse)];
    case 'fetch':
      return node.target.kind === 'root' ? [node.target.path] : node.target.lookups.flatMap(({ paths }) => paths);
  }
}

/** Types and lists on the way do not tell places apart: what counts are the fields. */
function isPrefix(path: PlanPath, longer: PlanPath): boolean {
  const [names, longerNames] = [listFieldNames(path), listFieldNames(longer)];
  return longerNames.length > names.length && names.every((name, index) => name === longerNames[index]);
}

function listFieldNames(path: PlanPath): string[] {
  return path.flatMap((step) => (step.kind === 'field' ? [step.responseName] : []));
}

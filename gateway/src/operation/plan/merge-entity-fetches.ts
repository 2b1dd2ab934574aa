// Makes one fetch of those that ask one subgraph the same about entities at different places of the response.
import type { EntityLookup, FetchNode, PlanNode } from './query-plan.ts';

export function mergeEntityFetches(node: PlanNode): PlanNode {
  switch (node.kind) {
    case 'sequence':
      return { ...node, nodes: node.nodes.map(mergeEntityFetches) };
    case 'parallel':
      return mergeParallel(node.nodes.map(mergeEntityFetches));
    case 'condition':
      return {
        ...node,
        ifTrue: node.ifTrue && mergeEntityFetches(node.ifTrue),
        ifFalse: node.ifFalse && mergeEntityFetches(node.ifFalse),
      };
    case 'fetch':
      return node;
  }
}

function mergeParallel(nodes: readonly PlanNode[]): PlanNode {
  const merged: PlanNode[] = [];
  const indexByQuestion = new Map<string, number>();
  for (const node of nodes) {
    const question = describeQuestion(node);
    const index = question === undefined ? undefined : indexByQuestion.get(question);
    const same = index === undefined ? undefined : merged[index];
    if (index !== undefined && same?.kind === 'fetch' && node.kind === 'fetch') {
      merged[index] = withPathsOf(same, node);
    } else {
      if (question !== undefined) indexByQuestion.set(question, merged.length);
      merged.push(node);
    }
  }
  const [only] = merged;
  return merged.length === 1 && only !== undefined ? only : { kind: 'parallel', nodes: merged };
}

/** Equal for fetches that differ in nothing but where their entities stand. */
function describeQuestion(node: PlanNode): string | undefined {
  if (node.kind !== 'fetch' || node.target.kind !== 'entities') return undefined;
  const lookups = node.target.lookups.map((lookup) => ({ ...lookup, paths: [] }));
  return JSON.stringify({ ...node, target: { kind: 'entities', lookups } });
}

function withPathsOf(fetch: FetchNode, other: FetchNode): FetchNode {
  if (fetch.target.kind !== 'entities' || other.target.kind !== 'entities') return fetch;
  const others = other.target.lookups;
  const lookups = fetch.target.lookups.map((lookup, index): EntityLookup => ({
    ...lookup,
    paths: [...lookup.paths, ...(others[index]?.paths ?? [])],
  }));
  return { ...fetch, target: { kind: 'entities', lookups } };
}

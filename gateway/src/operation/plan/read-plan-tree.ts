// Brings the tree of a planner's plan into ours. The planners have the same tree, with fetches and paths of their own.
import type { FetchNode, PlanNode, PlanPath, PlanStep } from './query-plan.ts';

/** A node of a planner's plan: one of those that put others in order, or a fetch. */
export type TreeNode<Fetch, Segment> =
  | { readonly kind: 'Sequence' | 'Parallel'; readonly nodes: readonly TreeNode<Fetch, Segment>[] }
  | { readonly kind: 'Flatten'; readonly path: readonly Segment[]; readonly node: TreeNode<Fetch, Segment> }
  | {
      readonly kind: 'Condition';
      readonly condition: string;
      /** Absent or null where there is nothing to do. */
      readonly ifClause?: TreeNode<Fetch, Segment> | null;
      readonly elseClause?: TreeNode<Fetch, Segment> | null;
    }
  | { readonly kind: 'Defer' | 'Subscription' }
  | Fetch;

export interface TreeReader<Fetch, Segment> {
  /** `path` leads to where the fetched fields belong. */
  readonly readFetch: (fetch: Fetch, path: PlanPath) => FetchNode;
  readonly readSegment: (segment: Segment) => PlanStep;
}

export function readPlanTree<Fetch extends { readonly kind: 'Fetch' | 'BatchFetch' }, Segment>(
  root: TreeNode<Fetch, Segment>,
  { readFetch, readSegment }: TreeReader<Fetch, Segment>,
): PlanNode {
  const read = (node: TreeNode<Fetch, Segment>, path: PlanPath): PlanNode => {
    switch (node.kind) {
      case 'Sequence':
        return { kind: 'sequence', nodes: node.nodes.map((each) => read(each, path)) };
      case 'Parallel':
        return { kind: 'parallel', nodes: node.nodes.map((each) => read(each, path)) };
      case 'Flatten':
        return read(node.node, readPath(path, node.path, readSegment));
      case 'Condition':
        return {
          kind: 'condition',
          variable: node.condition,
          ifTrue: node.ifClause ? read(node.ifClause, path) : undefined,
          ifFalse: node.elseClause ? read(node.elseClause, path) : undefined,
        };
      case 'Fetch':
      case 'BatchFetch':
        return readFetch(node, path);
      case 'Defer':
      case 'Subscription':
        throw new Error(`The plan has a node of kind ${node.kind}, which is not executed here.`);
    }
  };
  return read(root, []);
}

/**
 * `from` and the segments after it. One planner has a step for each list of a list of lists, the other one has one for
 * them all; here it is the latter.
 */
export function readPath<Segment>(
  from: PlanPath,
  segments: readonly Segment[],
  readSegment: (segment: Segment) => PlanStep,
): PlanPath {
  const steps = [...from, ...segments.map(readSegment)];
  return steps.filter(({ kind }, index) => kind !== 'items' || steps[index - 1]?.kind !== 'items');
}

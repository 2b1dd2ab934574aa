// How an operation is answered from subgraphs: the one form that the executor runs, whichever planner made it.

export interface QueryPlan {
  /** Absent when no subgraph has to be asked. */
  readonly root: PlanNode | undefined;
}

export type PlanNode = FetchNode | SequenceNode | ParallelNode | ConditionNode;

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly nodes: readonly PlanNode[];
}

export interface ParallelNode {
  readonly kind: 'parallel';
  readonly nodes: readonly PlanNode[];
}

export interface ConditionNode {
  readonly kind: 'condition';
  /** The name of a Boolean variable. */
  readonly variable: string;
  readonly ifTrue: PlanNode | undefined;
  readonly ifFalse: PlanNode | undefined;
}

/** One request to one subgraph. */
export interface FetchNode {
  readonly kind: 'fetch';
  readonly subgraph: string;
  readonly operationKind: OperationKind;
  /** The GraphQL document that is sent. */
  readonly document: string;
  readonly operationName: string | undefined;
  /** The variables of the client's operation that the document uses. */
  readonly variableNames: readonly string[];
  readonly target: RootTarget | EntityTarget;
}

export type OperationKind = 'query' | 'mutation';

/** The fetched fields belong to a root type, wherever in the response an object of it stands. */
export interface RootTarget {
  readonly kind: 'root';
  readonly path: PlanPath;
  readonly outputRewrites: readonly Rewrite[];
}

/** The fetched fields belong to entities. */
export interface EntityTarget {
  readonly kind: 'entities';
  readonly lookups: readonly EntityLookup[];
}

/** One `_entities` field of a document, and the entities that it is asked for. */
export interface EntityLookup {
  /** `_entities`, or its alias. */
  readonly responseName: string;
  /** The name of the variable that takes the representations. */
  readonly variableName: string;
  /** Where the entities stand. More than one path where several places need the same of them. */
  readonly paths: readonly PlanPath[];
  readonly requires: readonly RequiredSelection[];
  readonly inputRewrites: readonly Rewrite[];
  readonly outputRewrites: readonly Rewrite[];
}

/** From the root of the response data to the objects that a fetch adds to. */
export type PlanPath = readonly PlanStep[];

export type PlanStep =
  | { readonly kind: 'field'; readonly responseName: string }
  /** Each item of the list; in a list of lists, those of the innermost lists. */
  | { readonly kind: 'items' }
  /** Objects of one of these types only. */
  | { readonly kind: 'type'; readonly names: readonly string[] };

/** What a representation consists of. */
export type RequiredSelection = RequiredField | RequiredFragment;

export interface RequiredField {
  readonly kind: 'field';
  /** The names under which the value may stand in the data, the first that is there counts. */
  readonly dataNames: readonly string[];
  /** Its name in the representation. */
  readonly name: string;
  /** Empty for a leaf. */
  readonly selections: readonly RequiredSelection[];
}

export interface RequiredFragment {
  readonly kind: 'fragment';
  readonly typeName: string;
  readonly selections: readonly RequiredSelection[];
}

/** A change of what is sent or of what was received, so that names and types fit on the other side. */
export type Rewrite =
  | { readonly kind: 'set'; readonly path: readonly RewriteStep[]; readonly field: string; readonly value: unknown }
  | { readonly kind: 'rename'; readonly path: readonly RewriteStep[]; readonly field: string; readonly to: string };

/** Lists on the way are walked through. */
export type RewriteStep =
  { readonly kind: 'field'; readonly name: string } | { readonly kind: 'type'; readonly names: readonly string[] };

// What makes kept values wrong: the one form in which events, operators and mutations say it, on one replica or on all.

export type Invalidation =
  SubgraphInvalidation | TypeInvalidation | CacheTagInvalidation | EntityInvalidation | EventInvalidation;

/** Everything that a subgraph gave. */
export interface SubgraphInvalidation {
  readonly kind: 'subgraph';
  readonly subgraph: string;
}

/** Every entity of a type, as far as the subgraph gave it; of a root type, its fields. */
export interface TypeInvalidation {
  readonly kind: 'type';
  readonly subgraph: string;
  readonly type: string;
}

/** Whatever carries the tag. */
export interface CacheTagInvalidation {
  readonly kind: 'cache_tag';
  readonly subgraphs: readonly string[];
  readonly cacheTag: string;
}

/** One entity, from every subgraph, or from those named. */
export interface EntityInvalidation {
  readonly kind: 'entity';
  readonly type: string;
  /** A key of the entity: the names of its fields and their values. */
  readonly key: Readonly<Record<string, unknown>>;
  readonly subgraphs?: readonly string[];
}

/** The fields that name a change event in `@refreshedBy`, of the entities that its subject names. */
export interface EventInvalidation {
  readonly kind: 'event';
  /** The CloudEvents type. */
  readonly type: string;
  /** The CloudEvents subject. Without one, the event concerns every entity. */
  readonly subject: string | undefined;
  /** Only what is kept for these accounts, or for everybody. Default: the accounts that the subject names, or else all. */
  readonly accounts?: readonly string[];
}

export interface Invalidator {
  /**
   * Resolves when nothing that was kept before is served any more by this replica and the others have been told, with
   * how many values this replica has dropped. Rejects when the others could not be told: this replica has dropped
   * everything nevertheless, and to say it again does no harm.
   */
  invalidate(invalidations: readonly Invalidation[]): Promise<number>;
}

// The tags that a subgraph gives its own answer, in the extensions that Apollo Router reads.

export interface ResponseTags {
  readonly root: readonly string[];
  /** `index` is that of the entity in the list that was asked for. */
  ofEntity(index: number): readonly string[];
}

/**
 * `extensions` are those of the answer. Tags of entities are given for one list of them; where the request asked for
 * several, nobody knows which is meant, and every entity gets them all: rather too much is dropped than too little.
 */
export function readResponseTags(extensions: unknown, entityListCount: number): ResponseTags {
  const { apolloCacheTags, apolloEntityCacheTags } = (extensions ?? {}) as Readonly<Record<string, unknown>>;
  const entities = Array.isArray(apolloEntityCacheTags) ? apolloEntityCacheTags.map(readTags) : [];
  const all = entities.flat();
  return {
    root: readTags(apolloCacheTags),
    ofEntity: (index) => (entityListCount > 1 ? all : (entities[index] ?? [])),
  };
}

function readTags(tags: unknown): string[] {
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [];
}

// The tags that a schema gives to what is kept, as Apollo's `@cacheTag(format:)` writes them: `product-{$key.sku}`.
import { readDirectives } from '../../supergraph/governance/supergraph-types.ts';
import type { ConstDirectiveNode } from 'graphql';

/** Writes the tag. Undefined when something that it names is not there, or is no single value. */
export type CacheTag = (values: TagValues) => string | undefined;

export interface TagValues {
  /** The key of an entity. */
  readonly key?: Readonly<Record<string, unknown>>;
  /** The arguments of a root field. */
  readonly args?: Readonly<Record<string, unknown>>;
}

/** Composition writes the directive so, for whatever subgraph it stands in. */
const composedName = 'federation__cacheTag';

export function readCacheTags(
  directives: readonly ConstDirectiveNode[],
  subgraphOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly CacheTag[]> {
  const tags = new Map<string, CacheTag[]>();
  for (const join of readDirectives(directives, 'join__directive')) {
    const { format } = (join['args'] ?? {}) as { readonly format?: unknown };
    if (join['name'] !== composedName || typeof format !== 'string') continue;
    for (const graph of Array.isArray(join['graphs']) ? (join['graphs'] as readonly unknown[]) : []) {
      const subgraph = subgraphOf.get(String(graph));
      if (subgraph !== undefined) tags.set(subgraph, [...(tags.get(subgraph) ?? []), compileCacheTag(format)]);
    }
  }
  return tags;
}

/** Those that can be written. */
export function writeTags(tags: readonly CacheTag[], values: TagValues): string[] {
  return tags.flatMap((tag) => tag(values) ?? []);
}

function compileCacheTag(format: string): CacheTag {
  // Every second part is what stands in braces.
  const parts = format.split(/\{\$((?:key|args)(?:\.\w+)+)\}/);
  return (values) => {
    let tag = '';
    for (const [index, part] of parts.entries()) {
      const text = index % 2 === 0 ? part : readPath(values, part.split('.'));
      if (text === undefined) return undefined;
      tag += text;
    }
    return tag;
  };
}

function readPath(values: TagValues, [root, ...names]: readonly string[]): string | undefined {
  let value: unknown = root === 'key' ? values.key : values.args;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

// Tells the client where the fields of its response came from.
import { toResponseName } from '../../operation/internal-name.ts';
import type { ValueOrigin, ValueOrigins } from './value-origins.ts';

/** One field that was kept or fetched on its own. What stands inside it came with it. */
export interface FieldProvenance {
  readonly path: readonly (string | number)[];
  /** The coordinate in the schema. */
  readonly field: string;
  /** The system of record. Absent for a field that declares none. */
  readonly owner?: string;
  /** `stale`: it was kept, and is older than its maxAge. */
  readonly source: ValueOrigin['source'];
  /** Since its subgraph was asked. */
  readonly ageSeconds: number;
  /** For so long it will be kept. 0: it is not kept. */
  readonly ttlSeconds: number;
  /** The identity claims that the value depends on, by name. */
  readonly varyBy: readonly string[];
}

/** `data` is what the subgraphs gave; `response` is what the client gets of it. */
export function describeProvenance(
  data: object,
  response: unknown,
  { origins, now }: { readonly origins: ValueOrigins; readonly now: number },
): FieldProvenance[] {
  const found: FieldProvenance[] = [];
  const walk = (value: unknown, shown: unknown, path: readonly (string | number)[]): void => {
    if (Array.isArray(value) && Array.isArray(shown)) {
      for (const [index, item] of value.entries()) walk(item, shown[index], [...path, index]);
      return;
    }
    if (typeof value !== 'object' || value === null || typeof shown !== 'object' || shown === null) return;
    const ofObject = origins.find(value);
    for (const [internalName, member] of Object.entries(value)) {
      const name = toResponseName(internalName);
      if (!Object.hasOwn(shown, name)) continue;
      const origin = ofObject?.get(internalName);
      if (origin !== undefined) found.push(describe(origin, [...path, name], now));
      walk(member, (shown as Record<string, unknown>)[name], [...path, name]);
    }
  };
  walk(data, response, []);
  return found;
}

function describe(origin: ValueOrigin, path: FieldProvenance['path'], now: number): FieldProvenance {
  const { field, owner, source, fetchedAt, freshUntil, varyBy } = origin;
  return {
    path,
    field,
    ...(owner !== undefined && { owner }),
    source,
    ageSeconds: Math.max(0, Math.floor((now - fetchedAt) / 1000)),
    ttlSeconds: freshUntil === undefined ? 0 : Math.max(0, Math.floor((freshUntil - now) / 1000)),
    varyBy,
  };
}

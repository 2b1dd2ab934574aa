// Tells the client where the fields of its response came from.
import type { ShownValue, ValueOrigin } from './value-origins.ts';

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

export function describeProvenance(values: readonly ShownValue[], now: number): FieldProvenance[] {
  return values.map(({ path, origin: { field, source, cell, fetchedAt } }) => ({
    path,
    field: field.coordinate,
    ...(field.owner !== undefined && { owner: field.owner }),
    source,
    ageSeconds: Math.max(0, Math.floor((now - fetchedAt) / 1000)),
    ttlSeconds: cell === undefined ? 0 : Math.max(0, Math.floor((cell.freshUntil - now) / 1000)),
    varyBy: field.policy.varyBy,
  }));
}

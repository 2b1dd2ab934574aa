// How one value may be kept: what the policies of all fields that are part of it say together.
import type { FieldPolicy } from '../../supergraph/governance/field-policy.ts';

export interface CellPolicy {
  /** 0: it is not kept. */
  readonly maxAgeMs: number;
  readonly staleWhileRevalidateMs: number;
  readonly staleIfErrorMs: number;
  /** Identity claims that the value depends on, sorted. */
  readonly varyBy: readonly string[];
  /** Whether no shared cache outside may keep it. */
  readonly isPrivate: boolean;
  /** CloudEvents types that make it wrong, sorted. */
  readonly refreshedBy: readonly string[];
  /** The types of entities of which the value holds parts, because its subgraph does not give them on their own. */
  readonly holds: readonly string[];
}

export function toCellPolicy(policy: FieldPolicy): CellPolicy {
  return {
    maxAgeMs: policy.maxAgeSeconds * 1000,
    staleWhileRevalidateMs: policy.staleWhileRevalidateSeconds * 1000,
    staleIfErrorMs: policy.staleIfErrorSeconds * 1000,
    varyBy: policy.varyBy.toSorted(),
    isPrivate: policy.scope === 'PRIVATE' || policy.varyBy.length > 0,
    refreshedBy: policy.refreshedBy.toSorted(),
    holds: [],
  };
}

/** The strictest of them all: a value is kept as the most delicate of its parts may be. */
export function combinePolicies(policies: readonly [CellPolicy, ...CellPolicy[]]): CellPolicy {
  const shortest = (read: (policy: CellPolicy) => number): number => Math.min(...policies.map(read));
  const all = (read: (policy: CellPolicy) => readonly string[]): string[] =>
    [...new Set(policies.flatMap(read))].toSorted();
  return {
    maxAgeMs: shortest((policy) => policy.maxAgeMs),
    staleWhileRevalidateMs: shortest((policy) => policy.staleWhileRevalidateMs),
    staleIfErrorMs: shortest((policy) => policy.staleIfErrorMs),
    varyBy: all((policy) => policy.varyBy),
    isPrivate: policies.some(({ isPrivate }) => isPrivate),
    refreshedBy: all((policy) => policy.refreshedBy),
    holds: all((policy) => policy.holds),
  };
}

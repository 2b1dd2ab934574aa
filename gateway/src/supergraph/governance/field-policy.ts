// The policy of one field as the rest of the gateway uses it: every default filled in.
import type { AppliedPolicy } from './applied-policy.ts';

export type CacheScope = 'PUBLIC' | 'PRIVATE';

export interface FieldPolicy {
  /** The system of record; undefined for a field of a value type, which belongs to the field that returns the value. */
  readonly owner: string | undefined;
  /** Seconds that a value may be kept. 0: it is not kept. */
  readonly maxAgeSeconds: number;
  readonly scope: CacheScope;
  /** Identity claims that the value depends on. PRIVATE without `@varyBy` means USER. */
  readonly varyBy: readonly string[];
  /** Seconds past maxAge that a value may be served while it is refreshed. */
  readonly staleWhileRevalidateSeconds: number;
  /** Seconds past maxAge that a value may be served while its system fails. */
  readonly staleIfErrorSeconds: number;
  /** CloudEvents types that make the value wrong. */
  readonly refreshedBy: readonly string[];
  readonly accountScope: AccountScope;
}

export interface AccountScope {
  /** Path to the id of the account that the object belongs to, from the type that the field is part of. */
  readonly field: string | undefined;
  /** Arguments whose value names an account. */
  readonly arguments: readonly string[];
}

export function createFieldPolicy(applied: AppliedPolicy, accountScope: AccountScope): FieldPolicy {
  const scope = applied.cacheControl?.scope === 'PRIVATE' ? 'PRIVATE' : 'PUBLIC';
  return {
    owner: applied.owners.length === 1 ? applied.owners[0] : undefined,
    maxAgeSeconds: applied.cacheControl?.maxAge ?? 0,
    scope,
    varyBy: applied.varyBy ?? (scope === 'PRIVATE' ? ['USER'] : []),
    staleWhileRevalidateSeconds: applied.stale?.whileRevalidate ?? 0,
    staleIfErrorSeconds: applied.stale?.ifError ?? 0,
    refreshedBy: applied.refreshedBy ?? [],
    accountScope,
  };
}

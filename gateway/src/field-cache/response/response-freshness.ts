// For how long a whole response may be kept by whoever gets it: as long as its most delicate part.
import type { AssembledResponse } from './assembled-responses.ts';
import type { CacheOutcome } from './cache-outcome.ts';

export interface ResponseFreshness {
  /** From the moment at which its oldest value was fetched; 0: it may not be kept. */
  readonly maxAgeSeconds: number;
  readonly ageSeconds: number;
  /** Whether it is for one caller alone. */
  readonly isPrivate: boolean;
  /** `hit`: all of it was kept. `partial`: some of it. `stale`: something was older than its maxAge. */
  readonly status: 'hit' | 'partial' | 'stale' | 'miss';
}

export interface ResponseRestrictions {
  /** It lacks something, because of an error or because its caller may not have it: it is nobody's to keep. */
  readonly isIncomplete: boolean;
  /** Not everybody may have it. */
  readonly isProtected: boolean;
}

export function describeOutcome(
  outcome: CacheOutcome,
  { now, isIncomplete, isProtected }: { readonly now: number } & ResponseRestrictions,
): ResponseFreshness {
  const { counts, freshUntil, fetchedAt } = outcome;
  const isFetched = counts.miss + counts.bypass > 0;
  const isKept = counts.hit > 0;
  const status = counts.stale > 0 ? 'stale' : isKept ? (isFetched ? 'partial' : 'hit') : 'miss';
  const mayBeKept = !isIncomplete && freshUntil !== Infinity;
  const seconds = toSeconds(mayBeKept ? freshUntil - now : 0, now - fetchedAt);
  return { ...seconds, isPrivate: outcome.isPrivate || isProtected, status };
}

export function describeAssembled(
  { freshUntil, fetchedAt, isPrivate }: AssembledResponse<unknown>,
  { now, isProtected }: { readonly now: number } & Pick<ResponseRestrictions, 'isProtected'>,
): ResponseFreshness {
  const seconds = toSeconds(freshUntil - now, now - fetchedAt);
  return { ...seconds, isPrivate: isPrivate || isProtected, status: 'hit' };
}

function toSeconds(freshForMs: number, ageMs: number): Pick<ResponseFreshness, 'maxAgeSeconds' | 'ageSeconds'> {
  // What another replica has fetched just now can seem to be of a moment to come: it is dated by the clock of Redis.
  const oldestMs = Math.max(0, ageMs);
  const ageSeconds = Math.floor(oldestMs / 1000);
  return { ageSeconds, maxAgeSeconds: freshForMs > 0 ? Math.floor((freshForMs + oldestMs) / 1000) : 0 };
}

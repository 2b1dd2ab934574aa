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

/** `hasErrors`: a response with errors is nobody's to keep. */
export function describeOutcome(outcome: CacheOutcome, hasErrors: boolean): ResponseFreshness {
  const { counts, freshForMs, oldestMs, isPrivate } = outcome;
  const isFetched = counts.miss + counts.bypass > 0;
  const isKept = counts.hit > 0;
  const status = counts.stale > 0 ? 'stale' : isKept ? (isFetched ? 'partial' : 'hit') : 'miss';
  const mayBeKept = !hasErrors && freshForMs > 0 && freshForMs !== Infinity;
  return { ...toSeconds(mayBeKept ? freshForMs : 0, oldestMs), isPrivate, status };
}

export function describeAssembled(
  { freshUntil, fetchedAt, isPrivate }: AssembledResponse<unknown>,
  now: number,
): ResponseFreshness {
  return { ...toSeconds(freshUntil - now, now - fetchedAt), isPrivate, status: 'hit' };
}

function toSeconds(freshForMs: number, oldestMs: number): Pick<ResponseFreshness, 'maxAgeSeconds' | 'ageSeconds'> {
  const ageSeconds = Math.floor(oldestMs / 1000);
  return { ageSeconds, maxAgeSeconds: freshForMs > 0 ? Math.floor((freshForMs + oldestMs) / 1000) : 0 };
}

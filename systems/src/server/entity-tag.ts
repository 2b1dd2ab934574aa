// Conditional reads: a strong entity tag from the bytes of an answer, and whether the caller still has that answer.
import { createHash } from 'node:crypto';

/** A strong `ETag` of a JSON body. */
export function computeEntityTag(body: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}"`;
}

/** Whether an `If-None-Match` header names the tag. Compares weakly, as RFC 9110 section 13.1.2 says. */
export function isMatchingEntityTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag);
}

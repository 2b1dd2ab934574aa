// Tells caches outside, and whoever looks, how fresh a response is (RFC 9111 and RFC 9211).
import type { ResponseFreshness } from '../field-cache/response/response-freshness.ts';

const cacheName = 'commerce-graph';

export function describeFreshness(freshness: ResponseFreshness): Record<string, string> {
  const { maxAgeSeconds, ageSeconds, isPrivate } = freshness;
  const status = { 'cache-status': describeStatus(freshness) };
  if (maxAgeSeconds <= 0) return status;
  return {
    ...status,
    age: String(ageSeconds),
    'cache-control': `${isPrivate ? 'private' : 'public'}, max-age=${maxAgeSeconds}`,
  };
}

function describeStatus({ status, maxAgeSeconds, ageSeconds }: ResponseFreshness): string {
  switch (status) {
    case 'hit':
      return `${cacheName}; hit; ttl=${maxAgeSeconds - ageSeconds}`;
    case 'stale':
      return `${cacheName}; hit; ttl=0; detail=stale`;
    case 'partial':
      return `${cacheName}; fwd=partial`;
    case 'miss':
      return `${cacheName}; fwd=miss`;
  }
}

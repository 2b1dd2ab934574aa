// Only what was kept can be served stale.
import type { GovernanceRule } from '../governance-rule.ts';
import { listFields } from '../governed-graph.ts';

export const staleWithoutMaxAge: GovernanceRule = function* (graph) {
  const { nameOf } = graph.link;
  for (const field of listFields(graph)) {
    const { maxAgeSeconds, staleWhileRevalidateSeconds, staleIfErrorSeconds } = field.policy;
    if (field.role === 'inherited' || maxAgeSeconds !== 0) continue;
    if (staleWhileRevalidateSeconds <= 0 && staleIfErrorSeconds <= 0) continue;
    yield {
      code: 'STALE_WITHOUT_MAX_AGE',
      coordinate: field.coordinate,
      message: `${field.coordinate} may be served stale but is never kept: give it @${nameOf('cacheControl')}(maxAge: …) above 0, or remove @${nameOf('stale')}.`,
    };
  }
};

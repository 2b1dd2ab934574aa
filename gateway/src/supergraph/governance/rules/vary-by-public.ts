// A value that depends on the token must not be offered to shared caches in front of the gateway.
import type { GovernanceRule } from '../governance-rule.ts';
import { listFields } from '../governed-graph.ts';

export const varyByPublic: GovernanceRule = function* (graph) {
  const { nameOf } = graph.link;
  for (const field of listFields(graph)) {
    const { maxAgeSeconds, scope, varyBy } = field.policy;
    if (field.role === 'inherited' || maxAgeSeconds <= 0 || scope === 'PRIVATE' || varyBy.length === 0) continue;
    yield {
      code: 'VARY_BY_PUBLIC',
      coordinate: field.coordinate,
      message: `${field.coordinate} depends on ${varyBy.join(' and ')}, yet its scope is PUBLIC: give it @${nameOf('cacheControl')}(maxAge: ${maxAgeSeconds}, scope: PRIVATE).`,
    };
  }
};

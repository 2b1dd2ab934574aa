// Whoever forgets the directives of a value that differs by caller would have it kept for everybody, and nothing in the
// SDL would look wrong. The matrix remembers, so both must agree.
import { type FieldAudience, isKeptAlone, listAudiences } from '../field-audience.ts';
import type { GovernanceRule } from '../governance-rule.ts';
import { type GovernedField, listFields } from '../governed-graph.ts';

export const audienceCachedWider: GovernanceRule = function* (graph, { ownership }) {
  if (!ownership) return;
  const { nameOf } = graph.link;
  for (const field of listFields(graph).filter(isKeptAlone)) {
    const { maxAgeSeconds, scope, varyBy } = field.policy;
    for (const audience of listAudiences(graph, ownership, field)) {
      const { claim, domain } = audience;
      // No claim stands for another: each is read from the token by itself, and one user may act for two accounts.
      if (scope === 'PRIVATE' && varyBy.includes(claim)) continue;
      const claims = [...new Set([...(field.applied.varyBy ?? []), claim])];
      const keptFor = scope === 'PRIVATE' ? `per ${varyBy.join(' and ')}` : 'for everybody';
      yield {
        code: 'AUDIENCE_CACHED_WIDER',
        coordinate: field.coordinate,
        message: `${describePlace(field, audience)} domain "${domain}", whose values are for one ${claim} alone, yet it is kept ${maxAgeSeconds} s ${keptFor} (scope ${scope}): give it @${nameOf('cacheControl')}(maxAge: ${maxAgeSeconds}, scope: PRIVATE) and @${nameOf('varyBy')}(claims: [${claims.join(', ')}]).`,
      };
    }
  }
};

function describePlace(field: GovernedField, { coordinate }: FieldAudience): string {
  return coordinate === field.coordinate
    ? `${coordinate} is in`
    : `${field.coordinate} gives ${coordinate}, which is in`;
}

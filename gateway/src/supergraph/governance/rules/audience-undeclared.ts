// A value that differs by caller is in a domain that says so: otherwise its directives could be lost without a word.
import { isKeptAlone, listAudiences } from '../field-audience.ts';
import type { GovernanceRule } from '../governance-rule.ts';
import { listFields } from '../governed-graph.ts';
import { listDomains } from '../ownership-matrix.ts';

export const audienceUndeclared: GovernanceRule = function* (graph, { ownership }) {
  if (!ownership) return;
  for (const field of listFields(graph).filter(isKeptAlone)) {
    const { varyBy } = field.policy;
    const [domain] = listDomains(ownership, field.coordinate);
    // A field in no domain is refused on its own account.
    if (!domain || varyBy.length === 0 || listAudiences(graph, ownership, field).length > 0) continue;
    yield {
      code: 'AUDIENCE_UNDECLARED',
      coordinate: field.coordinate,
      message: `${field.coordinate} is kept per ${varyBy.join(' and ')}, but domain "${domain.domain}" names no audience, which says that its values are the same for everybody: move it to a domain of ${domain.owner} with audience ${varyBy.join(' or ')}.`,
    };
  }
};

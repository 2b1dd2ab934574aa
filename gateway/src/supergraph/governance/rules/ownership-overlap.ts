// A coordinate is in one domain.
import type { GovernanceRule } from '../governance-rule.ts';

export const ownershipOverlap: GovernanceRule = function* (_graph, { ownership }) {
  if (!ownership) return;
  const domainsByCoordinate = new Map<string, string[]>();
  for (const { domain, coordinates } of ownership.domains) {
    for (const coordinate of coordinates) {
      domainsByCoordinate.set(coordinate, [...(domainsByCoordinate.get(coordinate) ?? []), domain]);
    }
  }
  for (const [coordinate, domains] of domainsByCoordinate) {
    if (domains.length < 2) continue;
    yield {
      code: 'OWNERSHIP_OVERLAP',
      coordinate,
      message: `${coordinate} is listed ${domains.length} times in the ownership matrix, under ${[...new Set(domains)].map((domain) => `"${domain}"`).join(' and ')}: keep it once.`,
    };
  }
};

// A matrix that speaks of fields that are not there is not the matrix of this graph.
import type { GovernanceRule } from '../governance-rule.ts';

export const ownershipUnknownCoordinate: GovernanceRule = function* (graph, { ownership }) {
  if (!ownership) return;
  const listed = ownership.domains.flatMap(({ domain, coordinates }) =>
    coordinates.map((coordinate) => ({ domain, coordinate })),
  );
  for (const { domain, coordinate } of listed) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const fields = graph.types.get(typeName)?.fields;
    if (fields?.size && (fieldName === '*' || fields.has(fieldName))) continue;
    yield {
      code: 'OWNERSHIP_UNKNOWN_COORDINATE',
      coordinate,
      message: `${coordinate} of domain "${domain}" is not in the graph, which has no ${fields?.size ? 'such field' : `type ${typeName} with fields`}: correct it, or remove it from the ownership matrix.`,
    };
  }
};

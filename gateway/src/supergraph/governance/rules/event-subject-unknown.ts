// An event whose subject names no entity of the graph evicts nothing, whatever its key says.
import type { GovernanceRule } from '../governance-rule.ts';
import type { GovernedGraph } from '../governed-graph.ts';

export const eventSubjectUnknown: GovernanceRule = function* (graph, { events }) {
  if (!events) return;
  const eventsByCoordinate = new Map<string, { type: string; field: string; names: string[] }>();
  for (const { name, subject } of events.values()) {
    for (const segment of subject.segments) {
      if (segment.kind !== 'entity') continue;
      const { type, field } = segment;
      const known = eventsByCoordinate.get(`${type}.${field}`);
      if (known === undefined) eventsByCoordinate.set(`${type}.${field}`, { type, field, names: [name] });
      else known.names.push(name);
    }
  }
  for (const [coordinate, { type, field, names }] of eventsByCoordinate) {
    const fault = findFault(graph, type, field);
    if (fault === undefined) continue;
    yield {
      code: 'EVENT_SUBJECT_UNKNOWN',
      coordinate,
      message: `${coordinate} is in the subject of ${names.map((name) => `"${name}"`).join(' and ')}, but ${fault}: correct the event catalogue, or write {} for what no entity stands for.`,
    };
  }
};

function findFault({ types }: GovernedGraph, typeName: string, fieldName: string): string | undefined {
  const type = types.get(typeName);
  if (type === undefined) return `the graph has no type ${typeName}`;
  const field = type.fields.get(fieldName);
  if (field === undefined) return `${typeName} has no such field`;
  return type.keys.has(fieldName) ? undefined : `no key of ${typeName} consists of that field alone`;
}

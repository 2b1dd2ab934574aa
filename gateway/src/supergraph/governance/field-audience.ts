// For whom a field's values are, as the ownership matrix says.
import type { GovernedField, GovernedGraph } from './governed-graph.ts';
import { type IdentityClaim, listDomains, type OwnershipMatrix } from './ownership-matrix.ts';
import { listReachedTypes } from './reached-types.ts';

export interface FieldAudience {
  /** The claim by which the values differ. */
  readonly claim: IdentityClaim;
  readonly domain: string;
  /** The coordinate that the domain covers: the field itself, or what it returns or stands for. */
  readonly coordinate: string;
}

/** True for the fields that are kept on their own. Values are kept with the field that returns them. */
export function isKeptAlone({ role, policy }: GovernedField): boolean {
  return (role === 'root' || role === 'entity' || role === 'key') && policy.maxAgeSeconds > 0;
}

/** Every audience of a field, each claim once. Empty where its values are the same for everybody. */
export function listAudiences(graph: GovernedGraph, ownership: OwnershipMatrix, field: GovernedField): FieldAudience[] {
  const values = listReachedTypes(graph, field).values.flatMap((type) => [...type.fields.values()]);
  const audiences = new Map<IdentityClaim, FieldAudience>();
  for (const { coordinate } of [field, ...values].flatMap((each) => [each, ...listCounterparts(graph, each)])) {
    for (const { domain, audience: claim } of listDomains(ownership, coordinate)) {
      if (claim !== undefined && !audiences.has(claim)) audiences.set(claim, { claim, domain, coordinate });
    }
  }
  return [...audiences.values()];
}

/** The same field as interfaces declare it, and as objects have it from an interface: the matrix may list any of them. */
function listCounterparts(graph: GovernedGraph, field: GovernedField): GovernedField[] {
  const [typeName = '', fieldName = ''] = field.coordinate.split('.');
  return [...(graph.types.get(typeName)?.interfaces ?? []), ...(graph.possibleTypes.get(typeName) ?? [])]
    .filter((name) => name !== typeName)
    .flatMap((name) => graph.types.get(name)?.fields.get(fieldName) ?? []);
}

// What the answer of a subgraph has cost: the same weights as in an estimate, for as many values as there really are.
import type { ReadVariable } from './argument-values.ts';
import type { CostField } from './cost-fields.ts';

type Answer = Readonly<Record<string, unknown>>;

export function weighAnswer(fields: readonly CostField[], data: Answer, read: ReadVariable): number {
  const ofArguments = new Map<CostField, number>();

  const weighFields = (selected: readonly CostField[], object: Answer): number => {
    let sum = 0;
    for (const field of selected) {
      const value = object[field.responseName];
      if (value === undefined) continue;
      const own = field.size === undefined || value !== null ? weighValue(field, value) : 0;
      sum += Math.max(0, own + (field.weighArguments === undefined ? 0 : weighArguments(field)));
    }
    return sum;
  };
  const weighValue = (field: CostField, value: unknown): number => {
    if (value === null) return field.nullWeight;
    if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + weighValue(field, item), 0);
    if (typeof value !== 'object' || field.fields.length === 0) return field.weight;
    return field.weight + weighFields(field.fields, value as Answer);
  };
  const weighArguments = (field: CostField): number => {
    let cost = ofArguments.get(field);
    if (cost === undefined) ofArguments.set(field, (cost = field.weighArguments?.(read) ?? 0));
    return cost;
  };
  return weighFields(fields, data);
}

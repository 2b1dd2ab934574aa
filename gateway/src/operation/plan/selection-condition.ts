// @skip and @include.
import { type DirectiveNode, Kind, type SelectionNode } from 'graphql';

/** What has to hold for a selection to count. */
export interface SelectionCondition {
  /** The name of a Boolean variable. */
  readonly variable: string;
  /** The value that it must have. */
  readonly value: boolean;
}

export function hasCondition({ directives = [] }: SelectionNode): boolean {
  return directives.some(isCondition);
}

/** `undefined` when the selection never counts. Literals that let it count are left out. */
export function readConditions({ directives = [] }: SelectionNode): readonly SelectionCondition[] | undefined {
  const conditions: SelectionCondition[] = [];
  for (const directive of directives.filter(isCondition)) {
    const value = directive.name.value === 'include';
    const given = directive.arguments?.[0]?.value;
    if (given?.kind === Kind.VARIABLE) conditions.push({ variable: given.name.value, value });
    else if (given?.kind !== Kind.BOOLEAN || given.value !== value) return undefined;
  }
  return conditions;
}

export function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

// Where an answer has remained empty: for errors that do not say where they belong, or not all that they left empty.
import type { Place } from './placed-errors.ts';

/** Members of one object of the answer that were wanted. */
export interface WantedMembers {
  readonly target: object;
  readonly names: readonly string[];
}

export function listEmptyPlaces(data: unknown, wanted: readonly WantedMembers[]): Place[] {
  if (wanted.length === 0) return [];
  const placeOf = new Map<unknown, Place>();
  const walk = (value: unknown, place: Place): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) placeOf.set(value, place);
    const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
    for (const [step, inner] of entries) walk(inner, [...place, step]);
  };
  walk(data, []);
  // Who waited in vain has wanted the same twice.
  const namesOf = new Map<object, Set<string>>();
  for (const { target, names } of wanted) {
    const known = namesOf.get(target);
    if (known === undefined) namesOf.set(target, new Set(names));
    else for (const name of names) known.add(name);
  }
  return [...namesOf].flatMap(([target, names]) => {
    const place = placeOf.get(target);
    return place === undefined ? [] : [...names].flatMap((name) => (isEmpty(target, name) ? [[...place, name]] : []));
  });
}

function isEmpty(target: object, name: string): boolean {
  const value: unknown = Object.getOwnPropertyDescriptor(target, name)?.value;
  return value === undefined || value === null;
}

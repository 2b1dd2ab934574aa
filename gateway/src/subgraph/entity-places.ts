// Finds where in the response an entity stands that was asked for, so that an error can name the place.

/** A path in the client's response: response names and list indices. */
export type ResponsePlace = readonly (string | number)[];

/** A path in a query plan: response names, and `@` for "each item of the list". */
export type PlanPath = readonly (string | number)[];

interface PlacedValue {
  readonly place: ResponsePlace;
  readonly value: unknown;
}

/**
 * For each representation, the place of the object it was made from. The executor makes representations from the
 * objects at `path` in their order, but leaves out those that are null, of another type or without a required field.
 * So the objects are walked in the same order, and one that does not contain the next representation was left out.
 */
export function placeRepresentations(
  fetched: Readonly<Record<string, unknown>>,
  path: PlanPath,
  representations: readonly unknown[],
): (ResponsePlace | undefined)[] {
  const candidates = listPlaces(fetched, path);
  let next = 0;
  return representations.map((representation) => {
    const start = next;
    while (next < candidates.length) {
      const candidate = candidates[next];
      next += 1;
      if (candidate !== undefined && contains(candidate.value, representation)) return candidate.place;
    }
    next = start;
    return undefined;
  });
}

/** All objects at a plan path, with their places. */
export function listPlaces(fetched: unknown, path: PlanPath): PlacedValue[] {
  let values: PlacedValue[] = [{ place: [], value: fetched }];
  for (const step of path) {
    values = values.flatMap(({ place, value }): PlacedValue[] => {
      if (step === '@') return expandList(place, value);
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return [];
      return [{ place: [...place, step], value: (value as Record<string | number, unknown>)[step] }];
    });
  }
  return values.filter(({ value }) => typeof value === 'object' && value !== null);
}

function expandList(place: ResponsePlace, value: unknown): PlacedValue[] {
  if (!Array.isArray(value)) return [];
  return value.map((item: unknown, index) => ({ place: [...place, index], value: item }));
}

function contains(value: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return Object.is(value, part);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(part).every(([key, partValue]) => contains((value as Record<string, unknown>)[key], partValue));
}

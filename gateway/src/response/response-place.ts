/** A path in the client's response: response names and list indices. */
export type ResponsePlace = readonly (string | number)[];

/** What is known of places, found by others on the same branch of the response. */
export interface PlaceMap<Value> {
  add(place: ResponsePlace, value: Value): void;
  /** What was added first at the place or inside it, or else at one that leads to it. */
  find(place: ResponsePlace): Value | undefined;
}

export function createPlaceMap<Value>(): PlaceMap<Value> {
  const at = new Map<string, Value>();
  const inside = new Map<string, Value>();
  return {
    add(place, value) {
      for (const key of listKeys(place)) if (!inside.has(key)) inside.set(key, value);
      const key = JSON.stringify(place);
      if (!at.has(key)) at.set(key, value);
    },
    find(place) {
      const key = JSON.stringify(place);
      if (inside.has(key)) return inside.get(key);
      const above = listKeys(place).find((each) => at.has(each));
      return above === undefined ? undefined : at.get(above);
    },
  };
}

/** Of the place and of all that lead to it. */
function listKeys(place: ResponsePlace): string[] {
  return Array.from({ length: place.length + 1 }, (_, length) => JSON.stringify(place.slice(0, length)));
}

/** The value at a place: `null` when it or something above it is null, `undefined` when there is no such field. */
export function readPlace(place: ResponsePlace, data: unknown): unknown {
  let value = data;
  for (const step of place) {
    if (value === null) return null;
    if (typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

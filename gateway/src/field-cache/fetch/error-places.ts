// Where in an answer something went wrong, as a tree of response names and indexes.

export interface ErrorPlaces {
  /** Whether an error names this very place. */
  isHere: boolean;
  readonly inside: Map<string | number, ErrorPlaces>;
}

/** Undefined for an answer without errors; `nowhere` when an error does not say where it belongs. */
export function locateErrors(errors: readonly unknown[] | undefined): ErrorPlaces | 'nowhere' | undefined {
  if (errors === undefined || errors.length === 0) return undefined;
  const root: ErrorPlaces = { isHere: false, inside: new Map() };
  for (const error of errors) {
    const path: unknown = typeof error === 'object' && error !== null && 'path' in error ? error.path : undefined;
    if (!Array.isArray(path) || path.length === 0) return 'nowhere';
    let place = root;
    for (const step of path as readonly unknown[]) {
      if (typeof step !== 'string' && typeof step !== 'number') return 'nowhere';
      let next = place.inside.get(step);
      if (next === undefined) place.inside.set(step, (next = { isHere: false, inside: new Map() }));
      place = next;
    }
    place.isHere = true;
  }
  return root;
}

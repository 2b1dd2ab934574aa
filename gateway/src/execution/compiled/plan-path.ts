// Leads along a path of a plan to the objects that stand there.
import type { PlanPath } from '../../operation/plan/query-plan.ts';
import type { ResponsePlace } from '../../response/response-place.ts';
import type { TypeMatcher } from './type-matcher.ts';
import { type DataObject, isDataObject } from './data-object.ts';

/** Appends the objects at the path to `found`, in the order of the response. */
export type ObjectCollector = (data: unknown, found: DataObject[]) => void;

export function compileCollector(path: PlanPath, matchType: TypeMatcher): ObjectCollector {
  let collect: ObjectCollector = collectObjects;
  for (const step of path.toReversed()) {
    const next = collect;
    if (step.kind === 'items') {
      const collectItems: ObjectCollector = (value, found) => {
        if (!Array.isArray(value)) return;
        for (const item of value) (Array.isArray(item) ? collectItems : next)(item, found);
      };
      collect = collectItems;
    } else if (step.kind === 'field') {
      const { responseName } = step;
      collect = (value, found) => {
        if (!isDataObject(value)) return;
        const inner = value[responseName];
        if (inner !== undefined && inner !== null) next(inner, found);
      };
    } else {
      const { names } = step;
      collect = (value, found) => {
        if (isDataObject(value) && matchesAny(value, names, matchType)) next(value, found);
      };
    }
  }
  return collect;
}

function collectObjects(value: unknown, found: DataObject[]): void {
  if (Array.isArray(value)) for (const item of value) collectObjects(item, found);
  else if (isDataObject(value)) found.push(value);
}

/** The places of the objects at a path. Needed only when something went wrong. */
export function locateObjects(
  data: unknown,
  path: PlanPath,
  matchType: TypeMatcher,
): { readonly place: ResponsePlace; readonly object: DataObject }[] {
  const found: { place: ResponsePlace; object: DataObject }[] = [];
  const walk = (value: unknown, depth: number, place: ResponsePlace): void => {
    const step = path[depth];
    if (Array.isArray(value) && (step === undefined || step.kind === 'items')) {
      for (const [index, item] of value.entries()) {
        walk(item, step && !Array.isArray(item) ? depth + 1 : depth, [...place, index]);
      }
    } else if (isDataObject(value)) {
      if (step === undefined) found.push({ place, object: value });
      else if (step.kind === 'field') walk(value[step.responseName], depth + 1, [...place, step.responseName]);
      else if (step.kind === 'type' && matchesAny(value, step.names, matchType)) walk(value, depth + 1, place);
    }
  };
  walk(data, 0, []);
  return found;
}

/** An object that does not say its type is taken to be of the one that the plan expects there. */
function matchesAny(object: DataObject, names: readonly string[], matchType: TypeMatcher): boolean {
  const typename = object['__typename'];
  return typeof typename !== 'string' || names.some((name) => matchType(typename, name));
}

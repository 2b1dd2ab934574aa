// Applies the rewrites of a plan to a representation or to a received entity, in place.
import type { Rewrite } from '../../operation/plan/query-plan.ts';
import { type DataObject, isDataObject } from './data-object.ts';
import type { TypeMatcher } from './type-matcher.ts';

export function applyRewrites(value: unknown, rewrites: readonly Rewrite[], matchType: TypeMatcher): void {
  for (const rewrite of rewrites) applyAt(value, rewrite, 0, matchType);
}

function applyAt(value: unknown, rewrite: Rewrite, depth: number, matchType: TypeMatcher): void {
  if (Array.isArray(value)) {
    for (const item of value) applyAt(item, rewrite, depth, matchType);
    return;
  }
  if (!isDataObject(value)) return;
  const step = rewrite.path[depth];
  if (step === undefined) applyTo(value, rewrite);
  else if (step.kind === 'field') {
    if (Object.hasOwn(value, step.name)) applyAt(value[step.name], rewrite, depth + 1, matchType);
  } else {
    const typename = value['__typename'];
    const isMeant = typeof typename !== 'string' || step.names.some((name) => matchType(typename, name));
    if (isMeant) applyAt(value, rewrite, depth + 1, matchType);
  }
}

function applyTo(object: DataObject, rewrite: Rewrite): void {
  if (rewrite.kind === 'set') {
    object[rewrite.field] = rewrite.value;
  } else if (Object.hasOwn(object, rewrite.field) && rewrite.to !== rewrite.field) {
    object[rewrite.to] = object[rewrite.field];
    delete object[rewrite.field];
  }
}

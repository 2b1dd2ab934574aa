// Adds what a subgraph answered to what is known already.
import { foreignAccount } from '../../operation/account-scope/account-reader.ts';
import { type DataObject, isDataObject } from './data-object.ts';
import type { TypeMatcher } from './type-matcher.ts';

/**
 * Adds the fields of `source` to `target`, and takes its objects over. A value that is known stays when the other is
 * null: two subgraphs can each contribute fields to one object, and one of them may have failed. So
 * does the name of a type of which the other is an interface: a subgraph that has the interface as an object knows no more.
 */
export function mergeData(target: DataObject, source: DataObject, matchType: TypeMatcher): void {
  for (const name of Object.keys(source)) {
    // No name of ours; to set it would change the object itself.
    if (name === '__proto__') continue;
    const value = source[name];
    const known = Object.hasOwn(target, name) ? target[name] : undefined;
    if (known === undefined || known === null) target[name] = value;
    else if (value !== null && !(name === '__typename' && isMoreSpecific(known, value, matchType))) {
      target[name] = mergeValues(known, value, matchType);
    }
  }
}

function isMoreSpecific(known: unknown, value: unknown, matchType: TypeMatcher): boolean {
  return typeof known === 'string' && typeof value === 'string' && matchType(known, value);
}

function mergeValues(known: unknown, value: unknown, matchType: TypeMatcher): unknown {
  if (isDataObject(known) && isDataObject(value)) {
    mergeData(known, value, matchType);
    return known;
  }
  if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) {
    for (const [index, item] of value.entries()) {
      const present: unknown = known[index];
      if (present === undefined || present === null) known[index] = item;
      else if (item !== null) known[index] = mergeValues(present, item, matchType);
    }
    return known;
  }
  // Another subgraph may name the right account, but not take the word back that the object is another's.
  return known === foreignAccount ? known : value;
}

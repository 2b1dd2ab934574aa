// Holds the values of a request's variables to the limits, before anything else looks into them.
import type { CodedError } from '../../error-codes/coded-error.ts';
import type { LimitGuard } from './limit-guard.ts';

export type VariablesCheck = (variables: Readonly<Record<string, unknown>>) => CodedError | undefined;

export function createVariablesCheck(guard: LimitGuard): VariablesCheck {
  return (variables) => {
    const { bytes, depth, listItems } = measureValues(variables);
    return (
      guard.check('max_variables_depth', 'has variables with a nesting', depth) ??
      guard.check('max_variables_bytes', 'has variables with a number of bytes', bytes) ??
      guard.check('max_list_argument_items', 'has a list with a number of items', listItems)
    );
  };
}

interface ValuesSize {
  /** About as many as their JSON text has, where its characters are of one byte each. */
  readonly bytes: number;
  readonly depth: number;
  readonly listItems: number;
}

/** Without recursion: JSON can be nested as deeply as a request body is long. */
function measureValues(variables: Readonly<Record<string, unknown>>): ValuesSize {
  let [bytes, depth, listItems] = [0, 0, 0];
  let level: unknown[] = [variables];
  while (level.length > 0) {
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') bytes += value.length + 3;
      else if (typeof value !== 'object' || value === null) bytes += 5;
      else if (Array.isArray(value)) {
        bytes += 3;
        listItems = Math.max(listItems, value.length);
        for (const item of value) next.push(item);
      } else {
        bytes += 3;
        for (const key in value) {
          bytes += key.length + 3;
          next.push((value as Record<string, unknown>)[key]);
        }
      }
    }
    if (next.length > 0) depth += 1;
    level = next;
  }
  // The object that holds the variables is no value of theirs.
  return { bytes, depth: Math.max(0, depth - 1), listItems };
}

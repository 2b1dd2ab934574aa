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
  let level: readonly object[] | undefined = [variables];
  while (level !== undefined) {
    /** Only what has members itself: most variables have none. */
    let next: object[] | undefined;
    let hasMembers = false;
    for (const value of level) {
      bytes += 3;
      if (Array.isArray(value)) {
        listItems = Math.max(listItems, value.length);
        for (const item of value as readonly unknown[]) {
          hasMembers = true;
          if (isNested(item)) (next ??= []).push(item);
          else bytes += measureSingle(item);
        }
      } else {
        for (const key in value) {
          const member = (value as Record<string, unknown>)[key];
          hasMembers = true;
          bytes += key.length + 3;
          if (isNested(member)) (next ??= []).push(member);
          else bytes += measureSingle(member);
        }
      }
    }
    if (hasMembers) depth += 1;
    level = next;
  }
  // The object that holds the variables is no value of theirs.
  return { bytes, depth: Math.max(0, depth - 1), listItems };
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function measureSingle(value: unknown): number {
  return typeof value === 'string' ? value.length + 3 : 5;
}

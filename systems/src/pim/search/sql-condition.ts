// Pieces of SQL with their parameters, put together without a value ever entering the text.
import type { SqlParameters } from '../../server/database.ts';

/** Names the parameters of one statement. */
export interface ParameterBinder {
  /** Answers the placeholder of a value. Lists are bound as JSON, for `json_each`. */
  bind: (value: string | number | readonly (string | number)[]) => string;
  parameters: () => SqlParameters;
}

export function createParameterBinder(): ParameterBinder {
  const bound: Record<string, string | number> = {};
  let count = 0;
  return {
    bind(value) {
      count += 1;
      bound[`p${count}`] = typeof value === 'object' ? JSON.stringify(value) : value;
      return `@p${count}`;
    },
    parameters: () => bound,
  };
}

/** `column IN (...)` for a list of any length. */
export function isAmong(column: string, values: readonly string[], binder: ParameterBinder): string {
  const [only] = values;
  // An equality leaves an index in the order of its next column, by which lists are sorted; a list does not.
  if (only !== undefined && values.length === 1) return `${column} = ${binder.bind(only)}`;
  return `${column} IN (SELECT value FROM json_each(${binder.bind(values)}))`;
}

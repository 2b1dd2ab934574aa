// Writes the bodies of the requests that a fetch of a plan makes. All that is the same each time is written once.
import { toClientVariable } from '../../operation/internal-name.ts';
import type { FetchNode } from '../../operation/plan/query-plan.ts';
import type { ExecutionRun } from './execution-run.ts';

/** `lists` are further variables: names, and JSON texts of values. */
export type BodyWriter = (run: ExecutionRun, lists?: readonly (readonly [name: string, json: string])[]) => string;

export function compileBody({ document, operationName, variableNames }: FetchNode): BodyWriter {
  const operation = operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`;
  const head = `{"query":${JSON.stringify(document)}${operation}`;
  const variables = variableNames.map((name) => ({
    name,
    clientName: toClientVariable(name),
    key: `${JSON.stringify(name)}:`,
  }));
  return ({ literals, variables: given }, lists = []) => {
    const members = lists.map(([name, json]) => `${JSON.stringify(name)}:${json}`);
    for (const { name, clientName, key } of variables) {
      const literal = literals.get(name);
      if (literal !== undefined) members.push(key + literal);
      // One that was not given stays away, so that its default counts.
      else if (Object.hasOwn(given, clientName) && given[clientName] !== undefined) {
        members.push(key + JSON.stringify(given[clientName]));
      }
    }
    return members.length === 0 ? `${head}}` : `${head},"variables":{${members.join()}}}`;
  };
}

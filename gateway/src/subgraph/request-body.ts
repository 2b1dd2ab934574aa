// Writes the bodies of the requests that a fetch of a plan makes. All that is the same each time is written once.
import { toClientVariable } from '../operation/internal-name.ts';
import type { FetchNode } from '../operation/plan/query-plan.ts';
import type { VariableSource } from '../operation/variable-source.ts';

/** `lists` are further variables: names, and JSON texts of values. */
export type BodyWriter = (run: VariableSource, lists?: readonly (readonly [name: string, json: string])[]) => string;

export function compileBody({ document, operationName, variableNames }: FetchNode): BodyWriter {
  const head = writeBodyHead(document, operationName);
  const writers = variableNames.map(compileVariable);
  return (source, lists = []) => {
    const members = lists.map(([name, json]) => `${JSON.stringify(name)}:${json}`);
    for (const write of writers) {
      const member = write(source);
      if (member !== undefined) members.push(member);
    }
    return writeBody(head, members);
  };
}

export function writeBodyHead(document: string, operationName: string | undefined): string {
  const operation = operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`;
  return `{"query":${JSON.stringify(document)}${operation}`;
}

export function writeBody(head: string, variables: readonly string[]): string {
  return variables.length === 0 ? `${head}}` : `${head},"variables":{${variables.join()}}}`;
}

/** Writes a variable as a member of a JSON object. One that was not given stays away, so that its default counts. */
export function compileVariable(name: string): (source: VariableSource) => string | undefined {
  const clientName = toClientVariable(name);
  const key = `${JSON.stringify(name)}:`;
  return ({ literals, variables }) => {
    const literal = literals.get(name);
    if (literal !== undefined) return key + literal;
    const given = Object.hasOwn(variables, clientName) ? variables[clientName] : undefined;
    return given === undefined ? undefined : key + JSON.stringify(given);
  };
}

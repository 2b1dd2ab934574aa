// Which fields of input types name an account.
import type { GovernedGraph } from './governed-graph.ts';
import { type InputField, readDirectives } from './supergraph-types.ts';

export function listAccountInputs({ inputFields, link }: Pick<GovernedGraph, 'inputFields' | 'link'>): InputField[] {
  const directive = link.nameOf('accountScope');
  return inputFields.filter(({ directives }) => readDirectives(directives, directive).length > 0);
}

/** The first of them in an input type, at any depth. Undefined where there is none. */
export function findAccountInput(graph: GovernedGraph, typeName: string): InputField | undefined {
  const accountInputs = new Set(listAccountInputs(graph));
  const seen = new Set<string>();
  const pending = [typeName];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const field of graph.inputFields.filter(({ parentName }) => parentName === name)) {
      if (accountInputs.has(field)) return field;
      pending.push(field.typeName);
    }
  }
  return undefined;
}

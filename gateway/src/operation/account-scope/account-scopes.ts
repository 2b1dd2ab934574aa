// What a supergraph says of accounts: which types belong to one, where such an object names it, and which arguments and
// input fields name one.
import { Kind, parse, type SelectionNode } from 'graphql';
import { listAccountInputs } from '../../supergraph/governance/account-inputs.ts';
import { readGovernanceLink } from '../../supergraph/governance/governance-link.ts';
import { type GovernedGraph, listFields, readGovernedGraph } from '../../supergraph/governance/governed-graph.ts';
import { parseFieldSet } from '../../supergraph/governance/supergraph-types.ts';
import { toInternalName, toScopeAlias } from '../internal-name.ts';
import type { PlannerNames } from '../plan/planner-names.ts';

/** A type whose objects belong to an account each. */
export interface ScopedType {
  readonly name: string;
  /** The name under which an object has its account while a plan runs; that of the first field on the path. */
  readonly alias: string;
  /** The fields that lead from the object to the id of its account. At least one. */
  readonly path: readonly string[];
  /** The names under which they stand in the data: the alias, and the internal names of the others. */
  readonly dataPath: readonly string[];
  /** Whether a subgraph resolves the whole path by itself. */
  isNamedBy(subgraph: string): boolean;
}

export interface AccountScopes {
  findType(typeName: string): ScopedType | undefined;
  findAlias(alias: string): ScopedType | undefined;
  /** Whether the value of an argument names an account; `coordinate` is that of the field. */
  isAccountArgument(coordinate: string, argument: string): boolean;
  isAccountInput(inputType: string, field: string): boolean;
  /** Who answers for what a field gives: the subgraphs that resolve it, and the system that owns it. */
  findSource(coordinate: string): FieldSource;
}

export interface FieldSource {
  readonly subgraphs: readonly string[];
  /** Absent where the field declares none. */
  readonly owner?: string;
}

/** Undefined where no type, argument or input field is scoped: then nothing is checked, and nothing costs anything. */
export function readAccountScopes(supergraphSdl: string, plannerNames: PlannerNames): AccountScopes | undefined {
  const document = parse(supergraphSdl, { noLocation: true });
  const link = readGovernanceLink(document);
  if (!link) return undefined;
  const graph = readGovernedGraph(document, link);
  const fields = new Map(listFields(graph).map((field) => [field.coordinate, field]));
  const types = readTypes(graph, plannerNames);
  const inputs = new Set(listAccountInputs(graph).map(({ coordinate }) => coordinate));
  const isAnyArgument = [...fields.values()].some(({ policy }) => policy.accountScope.arguments.length > 0);
  if (types.size === 0 && inputs.size === 0 && !isAnyArgument) return undefined;
  const byAlias = new Map([...types.values()].map((type) => [type.alias, type]));
  return {
    findType: (typeName) => types.get(typeName),
    findAlias: (alias) => byAlias.get(alias),
    isAccountArgument: (coordinate, argument) =>
      fields.get(coordinate)?.policy.accountScope.arguments.includes(argument) === true,
    isAccountInput: (inputType, field) => inputs.has(`${inputType}.${field}`),
    findSource(coordinate) {
      const field = fields.get(coordinate);
      const owner = field?.policy.owner;
      return { subgraphs: [...(field?.resolvers ?? [])], ...(owner !== undefined && { owner }) };
    },
  };
}

function readTypes(graph: GovernedGraph, plannerNames: PlannerNames): ReadonlyMap<string, ScopedType> {
  const types = new Map<string, ScopedType>();
  for (const { name, applied } of graph.types.values()) {
    if (applied.accountScope?.field === undefined) continue;
    const path = readPath(applied.accountScope.field);
    const alias = toScopeAlias(name);
    const inner = path.slice(1).map((field) => toInternalName(field, plannerNames.isAmbiguous(field, field)));
    types.set(name, {
      name,
      alias,
      path,
      dataPath: [alias, ...inner],
      isNamedBy: (subgraph) => isPathResolved(graph, name, path, subgraph),
    });
  }
  return types;
}

/** A path has one field at each step: composition refuses every other, and so does the gateway. */
function readPath(fieldSet: string): string[] {
  const path: string[] = [];
  let next: readonly SelectionNode[] | undefined = parseFieldSet(fieldSet).selections;
  while (next !== undefined) {
    const selection: SelectionNode | undefined = next[0];
    if (selection?.kind !== Kind.FIELD) throw new Error(`"${fieldSet}" is no path of fields.`);
    path.push(selection.name.value);
    next = selection.selectionSet?.selections;
  }
  return path;
}

function isPathResolved(graph: GovernedGraph, typeName: string, path: readonly string[], subgraph: string): boolean {
  let parent = typeName;
  return path.every((name) => {
    const field = graph.types.get(parent)?.fields.get(name);
    parent = field?.typeName ?? '';
    return field?.resolvers.has(subgraph) === true;
  });
}

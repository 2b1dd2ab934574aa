// What the cache has to know of a supergraph: which subgraph identifies an entity by what, and how each field is kept.
import { createHash } from 'node:crypto';
import { type DocumentNode, type InputValueDefinitionNode, parse, print, type SelectionSetNode } from 'graphql';
import { readGovernanceLink } from '../../supergraph/governance/governance-link.ts';
import {
  type FieldRole,
  type GovernedField,
  type GovernedGraph,
  type GovernedType,
  readGovernedGraph,
} from '../../supergraph/governance/governed-graph.ts';
import { parseFieldSet, readDirectives, readSubgraphNames } from '../../supergraph/governance/supergraph-types.ts';
import { type CacheTag, readCacheTags } from './cache-tag.ts';
import { type CellPolicy, toCellPolicy } from './cell-policy.ts';

export interface CachedGraph {
  readonly queryType: string;
  /** Undefined where there are no mutations. */
  readonly mutationType: string | undefined;
  /** The types of entities that are accounts. */
  readonly accountTypes: readonly string[];
  /** By type, the fields that are a key of it by themselves. */
  readonly keyNames: ReadonlyMap<string, readonly string[]>;
  /** Undefined for leaves, which are kept as they are. */
  findType(name: string): CachedType | undefined;
  /** Whether an object of the type can stand where the condition is asked for. */
  isSubtype(typeName: string, condition: string): boolean;
}

export interface CachedType {
  readonly name: string;
  /** The names under which an entity of it may be meant: its own, its interfaces', and for an interface its types'. */
  readonly typeNames: readonly string[];
  /** The types that objects of it may have in the answers of a subgraph. */
  possibleTypesIn(subgraph: string): readonly string[];
  /** Whether objects of it may have several types there, and so must say which. */
  isAbstractIn(subgraph: string): boolean;
  readonly fields: ReadonlyMap<string, CachedField>;
  /** Changes when anything does that decides what a kept value of the type means. */
  readonly fingerprint: string;
  /** The tags that a subgraph gives its entities of the type. */
  cacheTagsIn(subgraph: string): readonly CacheTag[];
  /** The keys by which a subgraph gives the entity on its own. Empty where it does not. */
  keysIn(subgraph: string): readonly EntityKey[];
}

export interface EntityKey {
  /** Its fields at the top, in order. */
  readonly names: readonly string[];
  readonly selectionSet: SelectionSetNode;
}

export interface CachedField {
  readonly coordinate: string;
  readonly typeName: string;
  readonly arguments: readonly InputValueDefinitionNode[];
  readonly role: FieldRole;
  /** How it is kept where it is kept on its own. */
  readonly policy: CellPolicy;
  /** What it adds to the policy of a value that it is part of: what is not declared adds nothing. */
  readonly partPolicy: CellPolicy;
  readonly owner: string | undefined;
  /** The member of the object in which a value says until when it may be shown. */
  readonly isExpiry: boolean;
  /** The tags that a subgraph gives a root field. */
  cacheTagsIn(subgraph: string): readonly CacheTag[];
  /** Whether the subgraph resolves it by itself, wherever the object stands. */
  isResolvedBy(subgraph: string): boolean;
  /** Whether the value depends on what other subgraphs say of the entity. */
  hasRequirements(subgraph: string): boolean;
}

/** Undefined when the supergraph is not governed: then nothing says how its fields may be kept. */
export function readCachedGraph(supergraphSdl: string): CachedGraph | undefined {
  const document = parse(supergraphSdl, { noLocation: true });
  const link = readGovernanceLink(document);
  if (!link) return undefined;
  const graph = readGovernedGraph(document, link);
  const subgraphOf = readSubgraphNames(document);
  const printed = printTypes(document);
  const types = new Map<string, CachedType>();
  for (const name of graph.types.keys()) types.set(name, readType(name, { graph, subgraphOf, printed }));
  const findRoot = (operation: string) => [...graph.types.values()].find(({ root }) => root === operation)?.name;
  return {
    queryType: findRoot('query') ?? 'Query',
    mutationType: findRoot('mutation'),
    accountTypes: [...graph.types.values()]
      .filter(
        ({ applied: { accountScope }, keys }) => accountScope?.field !== undefined && keys.has(accountScope.field),
      )
      .map(({ name }) => name),
    keyNames: new Map(
      [...graph.types.values()].map(({ name, keys, fields }) => [name, [...keys].filter((key) => fields.has(key))]),
    ),
    findType: (name) => types.get(name),
    isSubtype(typeName, condition) {
      if (typeName === condition) return true;
      if (graph.possibleTypes.get(condition)?.includes(typeName) === true) return true;
      return graph.types.get(typeName)?.interfaces.includes(condition) === true;
    },
  };
}

interface GraphParts {
  readonly graph: GovernedGraph;
  readonly subgraphOf: ReadonlyMap<string, string>;
  readonly printed: ReadonlyMap<string, string>;
}

function readType(name: string, { graph, subgraphOf, printed }: GraphParts): CachedType {
  const type = graph.types.get(name);
  if (type === undefined) throw new Error(`The supergraph has no type ${name}.`);
  const keys = new Map<string, EntityKey[]>();
  for (const join of readDirectives(type.directives, 'join__type')) {
    const subgraph = subgraphOf.get(String(join['graph']));
    if (subgraph === undefined || typeof join['key'] !== 'string' || join['resolvable'] === false) continue;
    const selectionSet = parseFieldSet(join['key']);
    const names = selectionSet.selections.flatMap((each) => ('name' in each ? each.name.value : []));
    keys.set(subgraph, [...(keys.get(subgraph) ?? []), { names, selectionSet }]);
  }
  const typeNames = [...new Set([name, ...type.interfaces, ...(graph.possibleTypes.get(name) ?? [])])];
  const tags = readCacheTags(type.directives, subgraphOf);
  const fields = new Map<string, CachedField>();
  for (const field of type.fields.values()) {
    const requiring = new Set<string>();
    const fieldTags = readCacheTags(field.directives, subgraphOf);
    for (const join of readDirectives(field.directives, 'join__field')) {
      const subgraph = subgraphOf.get(String(join['graph']));
      if (subgraph !== undefined && typeof join['requires'] === 'string') requiring.add(subgraph);
    }
    fields.set(field.name, {
      coordinate: field.coordinate,
      typeName: field.typeName,
      arguments: field.arguments,
      role: field.role,
      policy: toCellPolicy(field.policy),
      partPolicy: toPartPolicy(field, typeNames),
      owner: field.policy.owner,
      isExpiry: readDirectives(field.directives, graph.link.nameOf('expiresAt')).length > 0,
      cacheTagsIn: (subgraph) => fieldTags.get(subgraph) ?? [],
      isResolvedBy: (subgraph) => field.resolvers.has(subgraph) || field.isInherited,
      hasRequirements: (subgraph) => requiring.has(subgraph),
    });
  }
  // A subgraph that stands in for an interface knows one object type of that name.
  const isObjectIn = (subgraph: string): boolean => type.kind === 'object' || type.interfaceObjectIn.has(subgraph);
  const possible = new Map(
    graph.subgraphs.map((subgraph) => [
      subgraph,
      isObjectIn(subgraph) ? [name] : listPossibleTypes(type, subgraph, { graph, subgraphOf }),
    ]),
  );
  return {
    name,
    typeNames,
    possibleTypesIn: (subgraph) => possible.get(subgraph) ?? [],
    isAbstractIn: (subgraph) => !isObjectIn(subgraph),
    fields,
    fingerprint: fingerprint(name, graph, printed),
    cacheTagsIn: (subgraph) => tags.get(subgraph) ?? [],
    keysIn: (subgraph) => keys.get(subgraph) ?? noKeys,
  };
}

/** A type may implement an interface, or belong to a union, in some subgraphs only. */
function listPossibleTypes(
  { name, directives }: GovernedType,
  subgraph: string,
  { graph, subgraphOf }: Pick<GraphParts, 'graph' | 'subgraphOf'>,
): string[] {
  const isThere = (join: Readonly<Record<string, unknown>>): boolean =>
    subgraphOf.get(String(join['graph'])) === subgraph;
  const members = readDirectives(directives, 'join__unionMember').flatMap((join) =>
    isThere(join) ? String(join['member']) : [],
  );
  const implementing = [...graph.types.values()].filter(
    (type) =>
      type.kind === 'object' &&
      readDirectives(type.directives, 'join__implements').some((join) => isThere(join) && join['interface'] === name),
  );
  return [...members, ...implementing.map((type) => type.name)];
}

const noKeys: readonly EntityKey[] = [];

function toPartPolicy({ role, applied, policy }: GovernedField, typeNames: readonly string[]): CellPolicy {
  const cell = toCellPolicy(policy);
  if (role === 'entity') return { ...cell, holds: typeNames };
  return {
    ...cell,
    maxAgeMs: applied.cacheControl?.maxAge === undefined ? Infinity : cell.maxAgeMs,
    staleWhileRevalidateMs: applied.stale === undefined ? Infinity : cell.staleWhileRevalidateMs,
    staleIfErrorMs: applied.stale === undefined ? Infinity : cell.staleIfErrorMs,
  };
}

function printTypes(document: DocumentNode): Map<string, string> {
  const printed = new Map<string, string>();
  for (const definition of document.definitions) {
    if (!('name' in definition) || definition.name === undefined) continue;
    const name = definition.name.value;
    printed.set(name, `${printed.get(name) ?? ''}${print(definition)}`);
  }
  return printed;
}

/** Of the type and of the values inside it, up to the next entities: those are kept on their own. */
function fingerprint(name: string, graph: GovernedGraph, printed: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  const seen = new Set<string>();
  const pending = [name];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    hash.update(printed.get(next) ?? next);
    const type = graph.types.get(next);
    if (type === undefined || (type.isEntity && next !== name)) continue;
    for (const field of type.fields.values()) pending.push(field.typeName);
    if (type.kind !== 'object') pending.push(...(graph.possibleTypes.get(next) ?? []));
  }
  return hash.digest('base64url').slice(0, 8);
}

// A supergraph under governance: who resolves what, joined with what the policy directives say about it.
import type { DocumentNode } from 'graphql';
import { type AppliedPolicy, readAppliedPolicy } from './applied-policy.ts';
import { createFieldPolicy, type FieldPolicy } from './field-policy.ts';
import type { LinkedSpec } from './linked-spec.ts';
import {
  readDirectives,
  readSupergraphTypes,
  type SupergraphField,
  type SupergraphType,
  type SupergraphTypes,
} from './supergraph-types.ts';

/**
 * `root` and `entity` fields name their owner and are kept on their own.
 * A `key` field identifies its entity in every subgraph that resolves it: one system owns it, and any may carry it.
 * A `value` field is part of the value that another field returns.
 * An `abstract` field is only declared by an interface; an `inherited` one is resolved for the interface instead.
 */
export type FieldRole = 'root' | 'entity' | 'key' | 'value' | 'abstract' | 'inherited';

export interface GovernedField extends SupergraphField {
  readonly role: FieldRole;
  /** The field's own directives, and the type's where they are its default. */
  readonly applied: AppliedPolicy;
  readonly policy: FieldPolicy;
}

export interface GovernedType extends Omit<SupergraphType, 'fields'> {
  readonly applied: AppliedPolicy;
  readonly fields: ReadonlyMap<string, GovernedField>;
  /** Subgraphs that resolve something of it besides keys. */
  readonly contributors: ReadonlySet<string>;
}

export interface GovernedGraph {
  readonly link: LinkedSpec;
  readonly subgraphs: readonly string[];
  /** The systems that each subgraph speaks for; empty where it declares none. */
  readonly systemsOf: ReadonlyMap<string, ReadonlySet<string>>;
  readonly systemDeclarations: readonly { readonly subgraph: string; readonly system: string }[];
  readonly types: ReadonlyMap<string, GovernedType>;
  readonly scalars: SupergraphTypes['scalars'];
  readonly possibleTypes: SupergraphTypes['possibleTypes'];
  readonly inputFields: SupergraphTypes['inputFields'];
}

export function readGovernedGraph(document: DocumentNode, link: LinkedSpec): GovernedGraph {
  const supergraph = readSupergraphTypes(document);
  const systemDeclarations = readDirectives(supergraph.schemaDirectives, link.nameOf('system')).map((declaration) => ({
    subgraph: String(declaration['subgraph']),
    system: String(declaration['name']),
  }));
  const systemsOf = new Map(
    supergraph.subgraphs.map((subgraph) => [
      subgraph,
      new Set(systemDeclarations.filter((each) => each.subgraph === subgraph).map((each) => each.system)),
    ]),
  );
  const types = new Map(
    [...supergraph.types.values()].map((type) => [type.name, readGovernedType(type, link, systemsOf)]),
  );
  return {
    link,
    subgraphs: supergraph.subgraphs,
    systemsOf,
    systemDeclarations,
    types,
    scalars: supergraph.scalars,
    possibleTypes: supergraph.possibleTypes,
    inputFields: supergraph.inputFields,
  };
}

/** Every field of the graph, in the order of the supergraph. */
export function listFields(graph: GovernedGraph): GovernedField[] {
  return [...graph.types.values()].flatMap((type) => [...type.fields.values()]);
}

function readGovernedType(
  type: SupergraphType,
  link: LinkedSpec,
  systemsOf: ReadonlyMap<string, ReadonlySet<string>>,
): GovernedType {
  const applied = readAppliedPolicy(type.directives, link);
  const roles = new Map([...type.fields.values()].map((field) => [field.name, findRole(type, field)]));
  const contributors = new Set(
    [...type.fields.values()]
      .filter((field) => roles.get(field.name) !== 'key')
      .flatMap((field) => [...field.resolvers]),
  );
  const fields = new Map<string, GovernedField>();
  for (const field of type.fields.values()) {
    const role = roles.get(field.name) ?? 'value';
    const own = readAppliedPolicy(field.directives, link);
    const effective = addDefaults(own, applied, role, contributors, listSystems(field.resolvers, systemsOf));
    const accountArguments = field.arguments
      .filter((argument) => readDirectives(argument.directives, link.nameOf('accountScope')).length > 0)
      .map((argument) => argument.name.value);
    fields.set(field.name, {
      ...field,
      role,
      applied: effective,
      policy: createFieldPolicy(effective, { field: applied.accountScope?.field, arguments: accountArguments }),
    });
  }
  return { ...type, applied, fields, contributors };
}

function findRole(type: SupergraphType, field: SupergraphField): FieldRole {
  if (field.isInherited) return 'inherited';
  const isKey = type.isEntity && [...field.resolvers].every((subgraph) => field.keyIn.has(subgraph));
  // Without an `@interfaceObject`, nobody resolves an interface's fields; with one, its keys still are the objects' own.
  if (type.kind === 'interface' && (field.resolvers.size === 0 || isKey)) return 'abstract';
  if (type.root !== undefined) return 'root';
  if (!type.isEntity) return 'value';
  return isKey ? 'key' : 'entity';
}

/**
 * Composition expands a type's policy onto the fields of the subgraph that wrote it. A supergraph composed elsewhere
 * still has it on the type, where the claims of several subgraphs lie merged: an owner is then taken only for the fields
 * that its own subgraphs resolve, and cache policy only where one subgraph alone contributes to the type. A key, which
 * several subgraphs carry, has the type's owner where all claims on the type agree.
 */
function addDefaults(
  own: AppliedPolicy,
  type: AppliedPolicy,
  role: FieldRole,
  contributors: ReadonlySet<string>,
  systems: ReadonlySet<string>,
): AppliedPolicy {
  if (role === 'abstract' || role === 'inherited') return own;
  if (role === 'key') {
    return own.owners.length === 0 && type.owners.length === 1 ? { ...own, owners: type.owners } : own;
  }
  const isSole = contributors.size <= 1;
  const owners = own.owners.length > 0 ? own.owners : type.owners.filter((owner) => isSole || systems.has(owner));
  if (role === 'value' || !isSole) return { ...own, owners };
  const { cacheControl, varyBy, stale, refreshedBy } = type;
  // A type's staleness says nothing about a field that is not kept at all.
  const isKept = own.cacheControl?.maxAge !== 0;
  return {
    ...(cacheControl && { cacheControl }),
    ...(varyBy && { varyBy }),
    ...(isKept && stale && { stale }),
    ...(refreshedBy && { refreshedBy }),
    ...own,
    owners,
  };
}

function listSystems(
  subgraphs: ReadonlySet<string>,
  systemsOf: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  return new Set([...subgraphs].flatMap((subgraph) => [...(systemsOf.get(subgraph) ?? [])]));
}

// Writes a type's policy out onto its fields, in each subgraph by itself. Composition merges what several subgraphs put
// on one type and keeps only one of them; on the fields, each subgraph's policy survives.
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { cachePolicyDirectives } from '../supergraph/governance/applied-policy.ts';
import type { LinkedSpec } from '../supergraph/governance/linked-spec.ts';
import { parseFieldSet, readDirectives, readNamedType } from '../supergraph/governance/supergraph-types.ts';
import { type GraphOutline, readGraphOutline } from './graph-outline.ts';
import {
  listObjectDefinitions,
  type ObjectDefinition,
  readSubgraphNames,
  type SubgraphDocument,
} from './subgraph-document.ts';

const expandedDirectives = ['owner', ...cachePolicyDirectives] as const;

/**
 * Expands the policy of entities and root types; that of value types stays, since their fields are nothing by
 * themselves. A field's own directive wins, directive by directive. Left out are fields that the subgraph does not
 * answer for: external ones, and those that another subgraph overrides. Keys, which every subgraph repeats, take
 * nothing but the owner, and that only where the claims of all subgraphs on the type agree.
 */
export function expandPolicies(subgraphs: readonly SubgraphDocument[]): SubgraphDocument[] {
  const outline = readGraphOutline(subgraphs);
  return subgraphs.map((subgraph) => {
    const { federation, governance } = readSubgraphNames(subgraph);
    return governance ? expandSubgraph(subgraph, { federation, governance, outline }) : subgraph;
  });
}

interface ExpansionContext {
  readonly federation: (directive: string) => string;
  readonly governance: LinkedSpec;
  readonly outline: GraphOutline;
}

function expandSubgraph(subgraph: SubgraphDocument, context: ExpansionContext): SubgraphDocument {
  const { federation, governance, outline } = context;
  const objects = listObjectDefinitions(subgraph.document);
  const roots = listRootNames(subgraph.document);
  const keys = listKeyFields(objects, federation('key'));
  const policyNames = new Set(expandedDirectives.map(governance.nameOf));
  const defaults = new Map<string, ConstDirectiveNode[]>();
  for (const { name, directives } of objects) {
    const policy = (directives ?? []).filter((directive) => policyNames.has(directive.name.value));
    defaults.set(name.value, [...(defaults.get(name.value) ?? []), ...policy]);
  }

  const listDefaults = (type: ObjectDefinition, field: FieldDefinitionNode): readonly ConstDirectiveNode[] => {
    const coordinate = `${type.name.value}.${field.name.value}`;
    const policy = defaults.get(type.name.value) ?? [];
    const has = (node: ObjectDefinition | FieldDefinitionNode, directive: string) =>
      readDirectives(node.directives, federation(directive)).length > 0;
    const isExternal = has(type, 'external') || has(field, 'external');
    if (isExternal || outline.overridden.has(`${subgraph.name}:${coordinate}`)) return [];
    if (!keys.has(coordinate)) return policy;
    const isUnclaimed = !outline.claimedFields.has(coordinate) && !has(type, 'interfaceObject');
    return isUnclaimed && outline.typeOwners.get(type.name.value)?.size === 1
      ? policy.filter((directive) => directive.name.value === governance.nameOf('owner'))
      : [];
  };
  const expand = (type: ObjectDefinition): ObjectDefinition => {
    if (!outline.entities.has(type.name.value) && !roots.has(type.name.value)) return type;
    return {
      ...type,
      directives: (type.directives ?? []).filter((directive) => !policyNames.has(directive.name.value)),
      fields: (type.fields ?? []).map((field) => addPolicy(field, listDefaults(type, field), governance)),
    };
  };
  const definitions = subgraph.document.definitions.map((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION
      ? expand(definition)
      : definition,
  );
  return { ...subgraph, document: { ...subgraph.document, definitions } };
}

function addPolicy(
  field: FieldDefinitionNode,
  policy: readonly ConstDirectiveNode[],
  governance: LinkedSpec,
): FieldDefinitionNode {
  const own = new Set((field.directives ?? []).map((directive) => directive.name.value));
  const [cacheControl] = readDirectives(field.directives, governance.nameOf('cacheControl'));
  // A type's staleness says nothing about a field that is not kept at all.
  if (cacheControl?.['maxAge'] === 0) own.add(governance.nameOf('stale'));
  const added = policy.filter((directive) => !own.has(directive.name.value));
  // Always in one order, so that the supergraph reads alike whether a directive came from the field or its type.
  const order = expandedDirectives.map(governance.nameOf);
  const directives = [...(field.directives ?? []), ...added].toSorted(
    (a, b) => order.indexOf(a.name.value) - order.indexOf(b.name.value),
  );
  return { ...field, directives };
}

function listRootNames(document: DocumentNode): Set<string> {
  const declared = document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.operationTypes ?? []).map(({ type }) => type.name.value)
      : [],
  );
  return new Set(declared.length > 0 ? declared : ['Query', 'Mutation', 'Subscription']);
}

function listKeyFields(objects: readonly ObjectDefinition[], key: string): Set<string> {
  const typeNames = new Map<string, string>();
  for (const type of objects) {
    for (const field of type.fields ?? []) {
      typeNames.set(`${type.name.value}.${field.name.value}`, readNamedType(field.type));
    }
  }
  const coordinates = new Set<string>();
  const visit = (typeName: string, selectionSet: SelectionSetNode): void => {
    for (const selection of selectionSet.selections) {
      if (selection.kind !== Kind.FIELD) continue;
      const coordinate = `${typeName}.${selection.name.value}`;
      coordinates.add(coordinate);
      const fieldType = typeNames.get(coordinate);
      if (selection.selectionSet && fieldType !== undefined) visit(fieldType, selection.selectionSet);
    }
  };
  for (const type of objects) {
    for (const { fields } of readDirectives(type.directives, key)) {
      if (typeof fields === 'string') visit(type.name.value, parseFieldSet(fields));
    }
  }
  return coordinates;
}

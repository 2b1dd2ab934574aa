// Finds what is wrong with a plan that looks right: what would make a subgraph answer wrongly, or one value stand in the
// place of another, without any error.
import {
  doTypesOverlap,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isCompositeType,
  Kind,
  type ObjectValueNode,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { EntityRules, SupergraphRules } from './entity-rules.ts';
import { type FetchedSelection, listFetchedSelections, nameResponse } from './fetched-selection.ts';
import type { EntityLookup, FetchNode, PlanNode, PlanPath, RequiredSelection, Rewrite } from './query-plan.ts';

/** `schema` is the whole supergraph's. Returns a sentence about the first fault, and nothing for a sound plan. */
export function findPlanFault(root: PlanNode, schema: GraphQLSchema, rules: SupergraphRules): string | undefined {
  const names = new Map<string, NamedValue[]>();
  for (const fetch of listFetches(root)) {
    const types = rules.get(fetch.subgraph) ?? new Map<string, EntityRules>();
    for (const part of listParts(fetch, schema)) {
      const fault =
        findMissingKey(fetch, part, types) ??
        findMissingRequirement(fetch, part, types) ??
        findNameTwice(part, types, names, schema);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function listFetches(node: PlanNode): FetchNode[] {
  switch (node.kind) {
    case 'sequence':
    case 'parallel':
      return node.nodes.flatMap(listFetches);
    case 'condition':
      return [node.ifTrue, node.ifFalse].flatMap((each) => (each === undefined ? [] : listFetches(each)));
    case 'fetch':
      return [node];
  }
}

/** What a fetch asks for at one kind of place. */
interface FetchPart {
  readonly selections: readonly FetchedSelection[];
  readonly paths: readonly PlanPath[];
  readonly outputRewrites: readonly Rewrite[];
  /** What is sent of the entities; empty for fields of a root type. */
  readonly sent: readonly SentEntity[];
}

interface SentEntity {
  /** The type that the object has, and the one that the subgraph is told. */
  readonly type: string;
  readonly sentType: string;
  readonly selections: readonly RequiredSelection[];
}

function listParts({ document, target }: FetchNode, schema: GraphQLSchema): FetchPart[] {
  const parsed = parse(document, { noLocation: true });
  if (target.kind === 'root') {
    const { path, outputRewrites } = target;
    return [{ selections: listFetchedSelections(schema, parsed), paths: [path], outputRewrites, sent: [] }];
  }
  return target.lookups.map((lookup) => ({
    selections: listFetchedSelections(schema, parsed, lookup.responseName),
    paths: lookup.paths,
    outputRewrites: lookup.outputRewrites,
    sent: listSent(lookup, schema),
  }));
}

function listSent({ requires, inputRewrites }: EntityLookup, schema: GraphQLSchema): SentEntity[] {
  const fragments = requires.filter((each) => each.kind === 'fragment');
  return [...new Set(fragments.map(({ typeName }) => typeName))].map((type) => {
    const setter = inputRewrites.find(
      (rewrite) =>
        rewrite.kind === 'set' &&
        rewrite.field === '__typename' &&
        rewrite.path.length === 1 &&
        rewrite.path.every((step) => step.kind === 'type' && step.names.includes(type)),
    );
    return {
      type,
      sentType: setter?.kind === 'set' && typeof setter.value === 'string' ? setter.value : type,
      // One object can be of several of the types, and then is sent with what they all say.
      selections: fragments.flatMap((each) => (canBeBoth(schema, each.typeName, type) ? each.selections : [])),
    };
  });
}

function canBeBoth(schema: GraphQLSchema, name: string, other: string): boolean {
  if (name === other) return true;
  const [type, otherType] = [schema.getType(name), schema.getType(other)];
  return isCompositeType(type) && isCompositeType(otherType) && doTypesOverlap(schema, type, otherType);
}

function findMissingKey(
  { subgraph }: FetchNode,
  { sent }: FetchPart,
  types: ReadonlyMap<string, EntityRules>,
): string | undefined {
  for (const { sentType, selections } of sent) {
    const keys = types.get(sentType)?.keys;
    if (keys === undefined || keys.some((key) => isContained(key, selections))) continue;
    return `subgraph "${subgraph}" would be sent no key by which it finds an entity of type ${sentType}`;
  }
  return undefined;
}

function findMissingRequirement(
  { subgraph }: FetchNode,
  { selections, sent }: FetchPart,
  types: ReadonlyMap<string, EntityRules>,
): string | undefined {
  for (const { parent, field, place } of selections) {
    const requires = types.get(parent.name)?.requires.get(field.name.value);
    if (requires === undefined) continue;
    const receivers =
      place.length > 0 ? [] : sent.filter(({ type, sentType }) => [type, sentType].includes(parent.name));
    const isSent = receivers.length > 0 && receivers.every((each) => isContained(requires, each.selections));
    if (isSent || (receivers.length === 0 && isProvided(requires, types))) continue;
    return `subgraph "${subgraph}" would not be sent what ${parent.name}.${field.name.value} requires: ${writeFields(requires)}`;
  }
  return undefined;
}

/** What a path provides need not be sent for a field on that path. */
function isProvided({ selections }: SelectionSetNode, types: ReadonlyMap<string, EntityRules>): boolean {
  const provided = new Set(
    [...types.values()].flatMap(({ provides }) =>
      [...provides.values()].flatMap((each) =>
        each.selections.map((selection) => (selection.kind === Kind.FIELD ? selection.name.value : '')),
      ),
    ),
  );
  return selections.every((selection) => selection.kind === Kind.FIELD && provided.has(selection.name.value));
}

function isContained(needed: SelectionSetNode, selections: readonly RequiredSelection[]): boolean {
  const fields = listFields(selections);
  return needed.selections.every((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return isContained(selection.selectionSet, fields);
    if (selection.kind !== Kind.FIELD) return false;
    const name = selection.name.value;
    const same = fields.filter((field) => field.name === name || field.dataNames.includes(name));
    if (same.length === 0) return false;
    const inner = same.flatMap((field) => field.selections);
    return selection.selectionSet === undefined || isContained(selection.selectionSet, inner);
  });
}

function listFields(selections: readonly RequiredSelection[]): Extract<RequiredSelection, { kind: 'field' }>[] {
  return selections.flatMap((each) => (each.kind === 'field' ? [each] : listFields(each.selections)));
}

/** What a response name stands for at a place. */
interface NamedValue {
  readonly parent: GraphQLCompositeType;
  readonly call: string;
}

function findNameTwice(
  { selections, paths, sent, outputRewrites }: FetchPart,
  types: ReadonlyMap<string, EntityRules>,
  names: Map<string, NamedValue[]>,
  schema: GraphQLSchema,
): string | undefined {
  // Those get their own names only where they can be told apart.
  const renamed = new Set(outputRewrites.flatMap((rewrite) => (rewrite.kind === 'rename' ? [rewrite.field] : [])));
  const values = selections.flatMap(({ parent, field, place }) => {
    const responseName = nameResponse(field);
    const asked = { place: [...place, responseName], value: { parent, call: writeCall(field) } };
    const requires = place.length > 0 ? undefined : types.get(parent.name)?.requires.get(field.name.value);
    const read = requires === undefined ? [] : listRequired(requires, parent, sent);
    return renamed.has(responseName) ? read : [asked, ...read];
  });
  for (const { place, value } of values) {
    for (const path of paths) {
      const start = path.flatMap((step) => (step.kind === 'field' ? [step.responseName] : []));
      const key = [...start, ...place].join('.');
      const known = names.get(key) ?? [];
      const { parent, call } = value;
      const other = known.find((each) => each.call !== call && doTypesOverlap(schema, each.parent, parent));
      if (other !== undefined) {
        return `"${key}" would be both ${other.parent.name}.${other.call} and ${parent.name}.${call}`;
      }
      if (!known.some((each) => each.parent === parent && each.call === call)) known.push(value);
      names.set(key, known);
    }
  }
  return undefined;
}

/** The fields that a field requires, under the names under which they are read from the data. */
function listRequired(
  { selections }: SelectionSetNode,
  parent: GraphQLCompositeType,
  sent: readonly SentEntity[],
): { readonly place: readonly string[]; readonly value: NamedValue }[] {
  const sentFields = listFields(sent.flatMap((each) => each.selections));
  return selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) return [];
    const place = sentFields.find(({ name }) => name === selection.name.value)?.dataNames.slice(0, 1);
    return place === undefined ? [] : [{ place, value: { parent, call: writeCall(selection) } }];
  });
}

/** The same text for the same arguments, in whatever order. */
function writeCall({ name, arguments: given = [] }: FetchedSelection['field']): string {
  const values = given
    .map((argument) => print(visit(argument, { ObjectValue: { leave: withSortedFields } })))
    .toSorted();
  return values.length === 0 ? name.value : `${name.value}(${values.join(', ')})`;
}

function withSortedFields(value: ObjectValueNode): ObjectValueNode {
  const fields = value.fields.toSorted((one, other) => one.name.value.localeCompare(other.name.value));
  return { ...value, fields };
}

function writeFields(selectionSet: SelectionSetNode): string {
  return print(selectionSet).replaceAll(/\s+/g, ' ').slice(2, -2);
}

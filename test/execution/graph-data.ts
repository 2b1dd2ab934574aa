// The truth that all subgraphs of a graph tell: a pure function of a seed, of whose field it is, and of the arguments.
import { Kind, type SelectionSetNode, type TypeNode } from 'graphql';
import type { SubgraphOutline, TypeOutline } from './graph-outline.ts';
import { hash, pick } from './hash.ts';

/** An object of the graph. Its fields are computed when they are asked for. */
export interface DataNode {
  /** The type that it is of, wherever it is seen. */
  readonly type: string;
  /** What makes it that object; fields are derived from it. */
  readonly identity: string;
  /** For an entity, and for objects inside its keys: the number that its key fields spell. */
  readonly number?: number;
  readonly keyFields?: KeyFields;
}

interface KeyFields extends ReadonlyMap<string, KeyFields> {}
interface MutableKeyFields extends Map<string, MutableKeyFields> {}

export interface DataChoice {
  readonly seed: number;
  /** One nullable place in so many is null; 0 for none. */
  readonly nullRate: number;
  /** What else the value of a field depends on, such as who asks and what has changed. Default: nothing. */
  readonly variant?: (node: DataNode, field: string) => string;
}

export type Arguments = Readonly<Record<string, unknown>>;
/** The arguments that a field of a requirement has in the subgraph that resolves it. */
export type RequiredArguments = (
  type: string,
  field: string,
  literal: SelectionSetNode['selections'][number],
) => Arguments;

export interface GraphData {
  resolve(node: DataNode, field: string, args: Arguments, choice: DataChoice): unknown;
  /** What identifies the value of a field, for decisions about it. */
  identify(node: DataNode, field: string, args: Arguments): string;
  /** What a requirement is expected to bring. */
  select(node: DataNode, selection: SelectionSetNode, args: RequiredArguments, choice: DataChoice): unknown;
  /** The entity that a representation names by a key; `undefined` when the key is not in it or nothing has it. */
  find(type: string, key: SelectionSetNode, representation: Arguments): DataNode | undefined;
  isKeyField(node: DataNode, field: string): boolean;
  /** Whether the field may be null for clients but not where it comes from, or is needed for other fields. */
  isDelicate(node: DataNode, field: string): boolean;
  /** The interfaces with keys that a type is of. A subgraph may know the type only as one of them. */
  interfacesOf(type: string): readonly string[];
}

/** How many entities there are of each kind: few, so that the same ones are met again. */
const entityCount = 6;

interface Shape {
  readonly isNonNull: boolean;
  readonly item?: Shape;
}

interface FieldData {
  readonly shape: Shape;
  readonly named: string;
  /** For composite types, those it can be of wherever the field is defined. */
  readonly possibleTypes: readonly string[] | undefined;
  readonly enumValues: readonly string[] | undefined;
  readonly hiddenArguments: ReadonlySet<string>;
  readonly isStricterSomewhere: boolean;
}

export function createGraphData(subgraphs: readonly SubgraphOutline[]): GraphData {
  const kinds = findKinds(subgraphs);
  const fields = new Map<string, FieldData>();
  const requiredNames = new Set(subgraphs.flatMap(listRequiredNames));

  const typesOf = (type: string): readonly string[] => kinds.get(type)?.types ?? [];
  const readField = (type: string, field: string): FieldData => {
    const coordinate = `${type}.${field}`;
    let known = fields.get(coordinate);
    if (known === undefined) {
      known = mergeField(subgraphs, [type, ...(kinds.get(type)?.interfaces ?? [])], field);
      fields.set(coordinate, known);
    }
    return known;
  };
  const createEntity = (type: string, number: number): DataNode => {
    const kind = kinds.get(type);
    if (kind === undefined) throw new Error(`${type} is no entity.`);
    return { type, identity: `${kind.name}#${number}`, number, keyFields: kind.keyFields };
  };
  const numbersOf = (type: string): number[] => {
    const types = typesOf(type);
    return Array.from({ length: entityCount }, (_, number) => number).filter(
      (number) => types[number % types.length] === type,
    );
  };

  const createObject = ({ possibleTypes = [] }: FieldData, identity: string, seed: number): DataNode => {
    const type = pick(possibleTypes, hash(seed, identity, 'type'));
    if (!kinds.has(type)) return { type, identity };
    return createEntity(type, pick(numbersOf(type), hash(seed, identity, 'entity')));
  };
  const complete = (field: FieldData, shape: Shape, identity: string, choice: DataChoice): unknown => {
    const { seed, nullRate } = choice;
    if (!shape.isNonNull && nullRate > 0 && hash(seed, identity, 'null') % nullRate === 0) return null;
    const { item } = shape;
    if (item !== undefined) {
      return Array.from({ length: hash(seed, identity, 'length') % 4 }, (_, index) =>
        complete(field, item, `${identity}[${index}]`, choice),
      );
    }
    if (field.possibleTypes !== undefined) return createObject(field, identity, seed);
    if (field.enumValues !== undefined) return pick(field.enumValues, hash(seed, identity));
    return createLeaf(field.named, hash(seed, identity));
  };
  /** Key fields spell the entity's number, whatever the seed. */
  const resolveKey = (node: DataNode, number: number, name: string, inner: KeyFields): unknown => {
    const { named, possibleTypes } = readField(node.type, name);
    if (inner.size === 0) return named === 'Int' ? number : `${name}-${number}`;
    const type = pick(possibleTypes ?? [], 0);
    if (kinds.has(type)) return createEntity(type, number);
    return { type, identity: `${node.identity}.${name}`, number, keyFields: inner };
  };
  const identify = (node: DataNode, name: string, args: Arguments): string => {
    const { hiddenArguments } = readField(node.type, name);
    const shown = Object.fromEntries(Object.entries(args).filter(([key]) => !hiddenArguments.has(key)));
    return `${node.identity}.${name}${Object.keys(shown).length === 0 ? '' : `(${spell(shown)})`}`;
  };
  const resolve: GraphData['resolve'] = (node, name, args, choice) => {
    const inner = node.keyFields?.get(name);
    if (inner !== undefined && node.number !== undefined) return resolveKey(node, node.number, name, inner);
    const field = readField(node.type, name);
    return complete(field, field.shape, identify(node, name, args) + (choice.variant?.(node, name) ?? ''), choice);
  };
  const isOfType = (node: DataNode, condition: string): boolean =>
    node.type === condition || subgraphs.some(({ types }) => types.get(node.type)?.interfaces.includes(condition));

  const select: GraphData['select'] = (node, selection, args, choice) => {
    const selected: Record<string, unknown> = {};
    const selectValue = (value: unknown, inner: SelectionSetNode): unknown => {
      if (value === null) return null;
      if (Array.isArray(value)) return value.map((item) => selectValue(item, inner));
      return select(value as DataNode, inner, args, choice);
    };
    for (const each of selection.selections) {
      if (each.kind === Kind.INLINE_FRAGMENT) {
        const condition = each.typeCondition?.name.value;
        if (condition === undefined || isOfType(node, condition)) {
          Object.assign(selected, select(node, each.selectionSet, args, choice));
        }
      } else if (each.kind === Kind.FIELD) {
        const name = each.name.value;
        if (name === '__typename') continue;
        const value = resolve(node, name, args(node.type, name, each), choice);
        selected[name] = each.selectionSet === undefined ? value : selectValue(value, each.selectionSet);
      }
    }
    return selected;
  };

  for (const { types } of subgraphs) {
    for (const [type, { kind, fields: own }] of types) {
      if (kind === 'object') for (const field of own.keys()) readField(type, field);
    }
  }
  return {
    resolve,
    identify,
    select,
    find(type, key, representation) {
      for (const each of typesOf(type)) {
        for (const number of numbersOf(each)) {
          const node = createEntity(each, number);
          const expected = select(node, key, () => ({}), { seed: 0, nullRate: 0 });
          if (contains(representation, expected)) return node;
        }
      }
      return undefined;
    },
    isKeyField: (node, name) => node.keyFields?.has(name) === true,
    isDelicate: (node, name) => requiredNames.has(name) || readField(node.type, name).isStricterSomewhere,
    interfacesOf: (type) => kinds.get(type)?.interfaces ?? [],
  };
}

/** Whether a value from outside has everything that is expected of it. It may have more members. */
export function contains(value: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(value) &&
      value.length === expected.length &&
      expected.every((item, index) => contains(value[index], item))
    );
  }
  if (typeof expected !== 'object' || expected === null) return Object.is(value, expected);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(expected).every(([key, member]) => contains((value as Arguments)[key], member));
}

/** Entities that share their keys: a type, or all types of an interface with a key. */
interface EntityKind {
  readonly name: string;
  readonly types: readonly string[];
  readonly interfaces: readonly string[];
  readonly keyFields: KeyFields;
}

function findKinds(subgraphs: readonly SubgraphOutline[]): Map<string, EntityKind> {
  const keyed = subgraphs.flatMap(({ types }) => [...types].filter(([, { keys }]) => keys.length > 0));
  const interfaces = new Map<string, Set<string>>();
  for (const { types } of subgraphs) {
    for (const [name, type] of types) {
      if (type.kind !== 'interface' || type.keys.length === 0) continue;
      interfaces.set(name, new Set(listImplementations(types, name)));
    }
  }
  const kinds = new Map<string, EntityKind>();
  const add = (name: string, types: readonly string[], of: readonly string[]): void => {
    const keyFields: MutableKeyFields = new Map();
    for (const [typeName, { keys }] of keyed) {
      if (!types.includes(typeName) && !of.includes(typeName)) continue;
      for (const { selection } of keys) addKeyFields(keyFields, selection);
    }
    const kind = { name, types, interfaces: of, keyFields };
    for (const each of [...types, ...of]) kinds.set(each, kind);
  };
  for (const [name, { kind }] of keyed) {
    if (kind === 'object' && !kinds.has(name)) add(name, [name], []);
  }
  for (const [name, types] of interfaces) add(name, [...types], [name]);
  return kinds;
}

function addKeyFields(keyFields: MutableKeyFields, selection: SelectionSetNode): void {
  for (const each of selection.selections) {
    if (each.kind !== Kind.FIELD) continue;
    const inner = keyFields.get(each.name.value) ?? (new Map() as MutableKeyFields);
    keyFields.set(each.name.value, inner);
    if (each.selectionSet !== undefined) addKeyFields(inner, each.selectionSet);
  }
}

function listImplementations(types: ReadonlyMap<string, TypeOutline>, name: string): string[] {
  return [...types].flatMap(([typeName, { kind, interfaces }]) =>
    kind === 'object' && interfaces.includes(name) ? [typeName] : [],
  );
}

/** A field as all subgraphs that resolve it can tell it. */
function mergeField(subgraphs: readonly SubgraphOutline[], types: readonly string[], field: string): FieldData {
  const all = subgraphs.flatMap((subgraph) =>
    types.flatMap((type) => {
      const outline = subgraph.types.get(type)?.fields.get(field);
      return outline === undefined ? [] : [{ subgraph, outline }];
    }),
  );
  const resolving = all.filter(({ outline }) => !outline.isExternal);
  const defined = resolving.length > 0 ? resolving : all;
  const [first] = defined;
  if (first === undefined) throw new Error(`There is no field ${types.join('|')}.${field}.`);
  const shapes = defined.map(({ outline }) => readShape(outline.type));
  const shape = shapes.reduce(mergeShapes);
  const named = readNamedType(first.outline.type);
  const hidden = new Set(subgraphs.flatMap(({ hiddenTypes }) => [...hiddenTypes]));
  const possible = defined.map(({ subgraph, outline }) =>
    listPossibleTypes(subgraphs, subgraph, readNamedType(outline.type)),
  );
  const enums = defined.map(({ subgraph }) => subgraph.enums.get(named));
  const possibleTypes = intersect(possible)?.filter((type) => !hidden.has(type));
  if (possibleTypes?.length === 0) throw new Error(`No type is possible for ${types.join('|')}.${field} everywhere.`);
  return {
    shape,
    named,
    possibleTypes,
    enumValues: intersect(enums),
    hiddenArguments: new Set(defined.flatMap(({ outline }) => outline.hiddenArguments)),
    isStricterSomewhere: new Set(shapes.map((each) => JSON.stringify(each))).size > 1,
  };
}

function readShape(type: TypeNode): Shape {
  if (type.kind === Kind.NON_NULL_TYPE) return { ...readShape(type.type), isNonNull: true };
  return type.kind === Kind.LIST_TYPE ? { isNonNull: false, item: readShape(type.type) } : { isNonNull: false };
}

function readNamedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : readNamedType(type.type);
}

function mergeShapes(left: Shape, right: Shape): Shape {
  const isNonNull = left.isNonNull || right.isNonNull;
  return left.item && right.item ? { isNonNull, item: mergeShapes(left.item, right.item) } : { isNonNull };
}

function listPossibleTypes(
  subgraphs: readonly SubgraphOutline[],
  { types, unions }: SubgraphOutline,
  named: string,
): readonly string[] | undefined {
  const type = types.get(named);
  if (type === undefined) return unions.get(named);
  switch (type.kind) {
    case 'object':
      return [named];
    case 'interface':
      return listImplementations(types, named);
    case 'interfaceObject':
      return [...new Set(subgraphs.flatMap((other) => listImplementations(other.types, named)))];
  }
}

function intersect(lists: readonly (readonly string[] | undefined)[]): string[] | undefined {
  const [first, ...others] = lists;
  return first?.filter((item) => others.every((other) => other?.includes(item)));
}

function listRequiredNames({ types }: SubgraphOutline): string[] {
  const listNames = (selection: SelectionSetNode): string[] =>
    selection.selections.flatMap((each) => {
      if (each.kind === Kind.FRAGMENT_SPREAD) return [];
      const inner = each.selectionSet === undefined ? [] : listNames(each.selectionSet);
      return each.kind === Kind.FIELD ? [each.name.value, ...inner] : inner;
    });
  return [...types.values()].flatMap(({ fields }) =>
    [...fields.values()].flatMap(({ requires }) => (requires === undefined ? [] : listNames(requires))),
  );
}

function createLeaf(named: string, value: number): unknown {
  switch (named) {
    case 'Int':
      return (value % 200) - 100;
    case 'Float':
      return (value % 1000) / 4;
    case 'Boolean':
      return value % 2 === 0;
    case 'String':
      return value % 50 === 0 ? '' : `string ${value % 997}`;
    case 'ID':
      return `id ${value % 997}`;
    case 'Json':
      return pick(
        [{ value: value % 7, items: [1, null, { deep: true }] }, [value % 5], value % 3, 'json', {}],
        value >>> 8,
      );
    default:
      return `${named} ${value % 997}`;
  }
}

/** JSON that is the same whatever the order of members. */
export function spell(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spell).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([key, member]) => `${key}:${spell(member)}`).join(',')}}`;
}

// The fields that a document selects, each with what it costs: what estimates and actual costs are both worked out from.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { isRemoved } from '../authorization/refusal-mark.ts';
import { isIncluded, type ReadCondition } from '../conditions.ts';
import { type ReadVariable, readSize, readValue } from './argument-values.ts';
import type { CostDirectives, ListSize, SizedFields } from './cost-directives.ts';
import type { InputWeights } from './input-weights.ts';

export interface CostField {
  readonly responseName: string;
  /** Of one value: an object, or a leaf. */
  readonly weight: number;
  /** Of a null in the place of one: what somebody said it costs to ask. */
  readonly nullWeight: number;
  /** How many values there are thought to be. Undefined: one. */
  readonly size: ((read: ReadVariable, onProblem: OnProblem) => number) | undefined;
  /** Of its arguments; undefined without any. */
  readonly weighArguments: ((read: ReadVariable) => number) | undefined;
  /** What is selected below it. */
  readonly fields: readonly CostField[];
  /** What has to be fetched besides, once for each object that the field is asked of. */
  readonly required: readonly CostField[];
}

/** Told of an argument that should have been given, or one that should not. */
export type OnProblem = (problem: string) => void;

export interface CostFieldsOptions {
  readonly schema: GraphQLSchema;
  readonly directives: CostDirectives;
  readonly inputWeights: InputWeights;
  /** The length of a list of which nothing else is known. */
  readonly listSize: number;
}

interface Selected {
  readonly node: FieldNode;
  readonly parent: GraphQLCompositeType | undefined;
}

interface Sized {
  readonly sizedFields: SizedFields;
  readonly size: Size;
}

type Size = (read: ReadVariable, onProblem: OnProblem) => number | undefined;

/**
 * Fields of one name are one: of what types make of it, the most expensive counts, and what is selected of all of them
 * together. Without `readCondition`, conditions let everything in.
 */
export function compileCostFields(
  document: DocumentNode,
  { schema, directives, inputWeights, listSize }: CostFieldsOptions,
  readCondition?: ReadCondition,
): readonly CostField[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return [];
  const rootType = schema.getRootType(operation.operation) ?? undefined;
  return compileSets([[operation.selectionSet, rootType]], []);

  function compileSets(
    sets: readonly (readonly [SelectionSetNode, GraphQLCompositeType | undefined])[],
    sized: readonly Sized[],
  ): CostField[] {
    const byName = new Map<string, Selected[]>();
    const spread = new Set<string>();
    const collect = ({ selections }: SelectionSetNode, parent: GraphQLCompositeType | undefined): void => {
      for (const selection of selections) {
        // What its caller may not have is not asked for.
        if (isRemoved(selection)) continue;
        if (readCondition !== undefined && !isIncluded(selection, readCondition)) continue;
        if (selection.kind === Kind.FIELD) {
          if (selection.name.value.startsWith('__')) continue;
          const responseName = (selection.alias ?? selection.name).value;
          const others = byName.get(responseName);
          if (others === undefined) byName.set(responseName, [{ node: selection, parent }]);
          else others.push({ node: selection, parent });
          continue;
        }
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          if (spread.has(selection.name.value)) continue;
          spread.add(selection.name.value);
        }
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        if (fragment === undefined) continue;
        const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
        collect(fragment.selectionSet, isCompositeType(condition) ? condition : parent);
      }
    };
    for (const [set, parent] of sets) collect(set, parent);
    return [...byName].map(([responseName, selected]) => compileField(responseName, selected, sized));
  }

  function compileField(responseName: string, selected: readonly Selected[], sized: readonly Sized[]): CostField {
    const known = selected.flatMap(({ node, parent }) => findField({ node, parent }));
    const ownSizes = known.flatMap(({ node, field, coordinates }) =>
      coordinates.flatMap((coordinate) =>
        directives.listSizes(coordinate).map((each) => ({ each, size: compileSize(each, node, field, coordinate) })),
      ),
    );
    const name = selected[0]?.node.name.value ?? '';
    const fromAbove = sized.filter(({ sizedFields }) => sizedFields.has(name) && !sizedFields.get(name));
    const below: Sized[] = [
      ...sized.flatMap(({ sizedFields, size }) => {
        const inner = sizedFields.get(name);
        return inner === undefined ? [] : [{ sizedFields: inner, size }];
      }),
      ...ownSizes.flatMap(({ each: { sizedFields }, size }) =>
        sizedFields === undefined ? [] : [{ sizedFields, size }],
      ),
    ];
    const depth = Math.max(0, ...known.map(({ field }) => countLists(field)));
    const said = (fromAbove.length > 0 ? fromAbove : ownSizes).map(({ size }) => size);
    const explicit = maximum(known.flatMap(({ field, coordinates }) => findWeights(field, coordinates)));
    const usual = known.some(({ field }) => isCompositeType(getNamedType(field.type))) ? 1 : 0;
    const isMixed = known.some(({ field, coordinates }) => findWeights(field, coordinates).length < coordinates.length);
    return {
      responseName,
      weight: explicit === undefined ? usual : isMixed ? Math.max(explicit, usual) : explicit,
      nullWeight: Math.max(0, explicit ?? 0),
      size: depth === 0 ? undefined : compileLength(said, depth),
      weighArguments: compileArguments(known),
      fields: compileSets(
        selected.flatMap(({ node, parent }) => {
          if (node.selectionSet === undefined) return [];
          const type = getNamedType(parent && findDefinition(parent, node.name.value)?.type);
          return [[node.selectionSet, isCompositeType(type) ? type : undefined] as const];
        }),
        below,
      ),
      required: known.flatMap(({ parent, coordinates }) =>
        coordinates.flatMap((coordinate) => {
          const requirement = directives.findRequirement(coordinate);
          return requirement === undefined ? [] : compileSets([[requirement, parent]], []);
        }),
      ),
    };
  }

  function findField({ node, parent }: Selected) {
    const field = parent && findDefinition(parent, node.name.value);
    if (parent === undefined || field === undefined) return [];
    const types = isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
    return [{ node, parent, field, coordinates: types.map((type) => `${type.name}.${field.name}`) }];
  }

  /** Of the field where it is said, else of the type of its values. */
  function findWeights({ type }: GraphQLField<unknown, unknown>, coordinates: readonly string[]): number[] {
    const named = getNamedType(type);
    const types = isAbstractType(named) ? [named, ...schema.getPossibleTypes(named)] : [named];
    const ofType = maximum(types.flatMap(({ name }) => directives.findWeight(name) ?? []));
    return coordinates.flatMap((coordinate) => directives.findWeight(coordinate) ?? ofType ?? []);
  }

  function compileLength(said: readonly Size[], depth: number): CostField['size'] {
    // Of a list of lists, only the outer one can be as long as arguments say.
    const inner = listSize ** (depth - 1);
    return (read, onProblem) => {
      let longest: number | undefined;
      for (const size of said) {
        const length = size(read, onProblem);
        if (length !== undefined && !(longest !== undefined && longest >= length)) longest = length;
      }
      return (longest ?? listSize) * inner;
    };
  }

  function compileArguments(known: readonly { node: FieldNode; field: Definition; coordinates: readonly string[] }[]) {
    const given = known.map(({ node: { arguments: nodes = [] }, field, coordinates: [coordinate] }) =>
      nodes.flatMap(({ name, value }) => {
        const definition = field.args.find((each) => each.name === name.value);
        const weigh = definition && inputWeights.compile(definition.type, `${coordinate}(${name.value}:)`);
        return weigh === undefined ? [] : [{ weigh, value }];
      }),
    );
    if (given.every((each) => each.length === 0)) return undefined;
    return (read: ReadVariable): number =>
      Math.max(...given.map((each) => each.reduce((sum, { weigh, value }) => sum + weigh(readValue(value, read)), 0)));
  }
}

type Definition = GraphQLField<unknown, unknown>;

function compileSize(
  { assumedSize, slicingArguments, requiresOneSlicingArgument }: ListSize,
  { arguments: given = [] }: FieldNode,
  field: Definition,
  coordinate: string,
): Size {
  if (slicingArguments.length === 0) return () => assumedSize;
  const slices = slicingArguments.map(([name = '', ...way]) => ({
    node: given.find((each) => each.name.value === name)?.value,
    usual: field.args.find((each) => each.name === name)?.defaultValue,
    way,
  }));
  const names = slicingArguments.map((each) => `"${each.join('.')}"`).join(', ');
  return (read, onProblem) => {
    const sizes = slices.flatMap(({ node, usual, way }) => {
      const value = node === undefined ? undefined : readValue(node, read);
      return readSize(value === undefined ? usual : value, way) ?? [];
    });
    if (requiresOneSlicingArgument && sizes.length !== 1) {
      onProblem(`Field "${coordinate}" needs exactly one of its arguments ${names}; ${sizes.length} are given.`);
    }
    return maximum(sizes) ?? assumedSize;
  };
}

function findDefinition(parent: GraphQLCompositeType, name: string): Definition | undefined {
  return isUnionType(parent) ? undefined : parent.getFields()[name];
}

function countLists({ type }: Definition): number {
  let count = 0;
  for (let inner = type; isListType(inner) || isNonNullType(inner); inner = inner.ofType) {
    if (isListType(inner)) count += 1;
  }
  return count;
}

function maximum(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

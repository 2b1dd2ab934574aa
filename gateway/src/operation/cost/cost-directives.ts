// What a supergraph says of costs: `@cost` and `@listSize`, and which fields cannot be had without others.
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { readLinkedSpecs } from '../../supergraph/governance/linked-spec.ts';

export interface CostDirectives {
  /** Of a type, `Type`; of a field or an input field, `Type.field`; of an argument, `Type.field(argument:)`. */
  findWeight(coordinate: string): number | undefined;
  /** Of a field. `@listSize` may be repeated: the longest counts. */
  listSizes(coordinate: string): readonly ListSize[];
  /** What `@requires` makes the gateway fetch besides the field. */
  findRequirement(coordinate: string): SelectionSetNode | undefined;
}

export interface ListSize {
  readonly assumedSize: number | undefined;
  /** Names of arguments; with dots, of what is in them. Empty: none say the size. */
  readonly slicingArguments: readonly (readonly string[])[];
  readonly requiresOneSlicingArgument: boolean;
  /** Which lists below the field have the size. Undefined: the field itself. */
  readonly sizedFields: SizedFields | undefined;
}

/** By name: what is below, or nothing where the field is the list itself. */
export type SizedFields = ReadonlyMap<string, SizedFields | undefined>;

const costSpec = 'https://specs.apollo.dev/cost';

export function readCostDirectives(supergraph: DocumentNode): CostDirectives {
  const specs = readLinkedSpecs(supergraph, costSpec);
  const costNames = new Set(specs.map(({ defaultName }) => defaultName));
  const listSizeNames = new Set(specs.map(({ nameOf }) => nameOf('listSize')));
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize[]>();
  const requirements = new Map<string, SelectionSetNode>();

  const noteWeight = (coordinate: string, directives: readonly ConstDirectiveNode[] = []): void => {
    for (const directive of directives) {
      if (!costNames.has(directive.name.value)) continue;
      // The specification of IBM has texts, that of Apollo numbers.
      const weight = Number(readArguments(directive)['weight']);
      if (Number.isFinite(weight)) weights.set(coordinate, weight);
    }
  };

  const noteField = (coordinate: string, { directives = [], arguments: given = [] }: FieldDefinitionNode): void => {
    noteWeight(coordinate, directives);
    for (const argument of given) noteWeight(`${coordinate}(${argument.name.value}:)`, argument.directives);
    const sizes = directives.filter(({ name }) => listSizeNames.has(name.value)).map(readListSize);
    if (sizes.length > 0) listSizes.set(coordinate, sizes);
    const required = directives.flatMap((directive) => readRequirement(directive) ?? []);
    if (required.length > 0) requirements.set(coordinate, readSelection(required.join(' ')));
  };

  for (const definition of supergraph.definitions) {
    if (!isTypeDefinitionNode(definition)) continue;
    const typeName = definition.name.value;
    noteWeight(typeName, definition.directives);
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      for (const field of definition.fields ?? []) noteWeight(`${typeName}.${field.name.value}`, field.directives);
    } else if ('fields' in definition) {
      for (const field of definition.fields ?? []) noteField(`${typeName}.${field.name.value}`, field);
    }
  }
  return {
    findWeight: (coordinate) => weights.get(coordinate),
    listSizes: (coordinate) => listSizes.get(coordinate) ?? [],
    findRequirement: (coordinate) => requirements.get(coordinate),
  };
}

function readListSize(directive: ConstDirectiveNode): ListSize {
  const { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument } = readArguments(directive);
  const sized = listTexts(sizedFields);
  return {
    assumedSize: typeof assumedSize === 'number' ? Math.max(0, assumedSize) : undefined,
    slicingArguments: listTexts(slicingArguments).map((each) => each.split('.')),
    requiresOneSlicingArgument: requireOneSlicingArgument !== false,
    sizedFields: sized.length === 0 ? undefined : readSizedFields(readSelection(sized.join(' '))),
  };
}

function readSizedFields({ selections }: SelectionSetNode): SizedFields {
  const fields = new Map<string, SizedFields | undefined>();
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue;
    fields.set(selection.name.value, selection.selectionSet && readSizedFields(selection.selectionSet));
  }
  return fields;
}

/** Composition writes `@requires` into the directive that says which subgraph resolves the field. */
function readRequirement(directive: ConstDirectiveNode): string | undefined {
  if (directive.name.value !== 'join__field') return undefined;
  const { requires } = readArguments(directive);
  return typeof requires === 'string' ? requires : undefined;
}

function readSelection(fields: string): SelectionSetNode {
  const [operation] = parse(`{${fields}}`, { noLocation: true }).definitions;
  return (operation as OperationDefinitionNode).selectionSet;
}

function readArguments(directive: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}

function listTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

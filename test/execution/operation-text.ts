// Writes the operation that a spec stands for, valid for the given schema: fields of one name are only put together
// where they may be.
import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  parse,
  validate,
} from 'graphql';
import type { Operation } from './answer.ts';
import { hash, pick } from './hash.ts';
import type { OperationSpec, SelectionSpec } from './operation-spec.ts';

/** Names that mean something in JavaScript, names of fields that planners ask for on their own, and plain ones. */
const aliases = [
  'x',
  'y',
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'length',
  'valueOf',
  'then',
  'toJSON',
  '__typename',
  'id',
  'sku',
  'site',
  'own',
  'f0',
  'f1',
  'q0',
];

/** `undefined` when the spec cannot be turned into a valid operation. */
export function writeOperation(schema: GraphQLSchema, spec: OperationSpec): Operation | undefined {
  // A fragment that is spread again may not fit its second place.
  return tryWrite(schema, spec, true) ?? tryWrite(schema, spec, false);
}

function tryWrite(schema: GraphQLSchema, spec: OperationSpec, isReusing: boolean): Operation | undefined {
  const operation = new OperationDraft(schema, spec, isReusing).write();
  return validate(schema, operation.document).length === 0 ? operation : undefined;
}

/** What is selected under one response name, in all fragments that end up in the same object. */
interface Selected {
  readonly parent: GraphQLCompositeType;
  readonly call: string;
  readonly type: string;
}

interface Scope extends Map<string, { readonly selected: Selected[]; readonly inner: Scope }> {}

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly fallback: string | undefined;
}

class OperationDraft {
  readonly #schema: GraphQLSchema;
  readonly #spec: OperationSpec;
  readonly #isReusing: boolean;
  readonly #fragments: { readonly name: string; readonly type: GraphQLCompositeType; readonly text: string }[] = [];
  readonly #variables: Variable[] = [];
  readonly #values: Record<string, unknown> = {};

  constructor(schema: GraphQLSchema, spec: OperationSpec, isReusing: boolean) {
    this.#schema = schema;
    this.#spec = spec;
    this.#isReusing = isReusing;
  }

  write(): Operation {
    const mutationType = this.#spec.isMutation ? this.#schema.getMutationType() : undefined;
    const rootType = mutationType ?? this.#schema.getQueryType();
    if (!rootType) throw new Error('The schema has no queries.');
    const selections = this.#writeSelections(this.#spec.selections, rootType, new Map());
    const variables = this.#variables.map(
      ({ name, type, fallback }) => `$${name}: ${type}${fallback === undefined ? '' : ` = ${fallback}`}`,
    );
    const head = `${mutationType ? 'mutation' : 'query'} Op${variables.length > 0 ? `(${variables.join(', ')})` : ''}`;
    const fragments = this.#fragments.map(({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`);
    const text = [`${head} ${selections}`, ...fragments].join('\n');
    return { text, document: parse(text), operationName: 'Op', variables: this.#values };
  }

  #writeSelections(specs: readonly SelectionSpec[], parent: GraphQLCompositeType, scope: Scope): string {
    const parts = specs.map((spec) => this.#writeSelection(spec, parent, scope));
    return `{ ${(parts.length > 0 ? parts : [this.#writePlainest(parent, scope)]).join(' ')} }`;
  }

  #writePlainest(parent: GraphQLCompositeType, scope: Scope): string {
    const id = isUnionType(parent) ? undefined : parent.getFields()['id'];
    if (id === undefined || !this.#enter(scope, 'id', { parent, call: 'id', type: String(id.type) }))
      return '__typename';
    return 'id';
  }

  #writeSelection(spec: SelectionSpec, parent: GraphQLCompositeType, scope: Scope): string {
    const kind = spec.what % 16;
    if (kind === 9) return this.#writeTypename(spec, parent, scope);
    if (kind === 10 || kind === 11) return this.#writeInlineFragment(spec, parent, scope);
    if (kind === 12) return `...${this.#writeConditions(spec)} ${this.#writeSelections(spec.children, parent, scope)}`;
    if (kind === 13 || kind === 14) return this.#writeNewSpread(spec, parent, scope);
    if (kind === 15) return this.#writeOldSpread(spec, parent) ?? this.#writeTypename(spec, parent, scope);
    if (isUnionType(parent)) return this.#writeInlineFragment(spec, parent, scope);
    return this.#writeField(spec, parent, scope);
  }

  #writeTypename(spec: SelectionSpec, parent: GraphQLCompositeType, scope: Scope): string {
    const alias = this.#chooseAlias(spec, scope, '__typename', { parent, call: '__typename', type: 'String!' });
    return `${alias}__typename${this.#writeConditions(spec)}`;
  }

  #writeField(spec: SelectionSpec, parent: Exclude<GraphQLCompositeType, { getTypes: unknown }>, scope: Scope): string {
    const field = chooseField(Object.values((parent as GraphQLObjectType).getFields()), spec);
    const parameters = this.#writeArguments(field.args, spec.argument);
    const call = `${field.name}${parameters}`;
    const type = String(field.type);
    const alias = this.#chooseAlias(spec, scope, field.name, { parent, call, type });
    const responseName = alias === '' ? field.name : alias.slice(0, -2);
    const named: GraphQLOutputType = getNamedType(field.type);
    const inner = scope.get(responseName)?.inner ?? new Map();
    const selections = isCompositeType(named) ? ` ${this.#writeSelections(spec.children, named, inner)}` : '';
    return `${alias}${call}${this.#writeConditions(spec)}${selections}`;
  }

  #writeInlineFragment(spec: SelectionSpec, parent: GraphQLCompositeType, scope: Scope): string {
    const type = this.#chooseOverlapping(parent, spec.field);
    return `... on ${type.name}${this.#writeConditions(spec)} ${this.#writeSelections(spec.children, type, scope)}`;
  }

  #writeNewSpread(spec: SelectionSpec, parent: GraphQLCompositeType, scope: Scope): string {
    const type = this.#chooseOverlapping(parent, spec.field);
    const text = this.#writeSelections(spec.children, type, scope);
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, type, text });
    return `...${name}${this.#writeConditions(spec)}`;
  }

  #writeOldSpread(spec: SelectionSpec, parent: GraphQLCompositeType): string | undefined {
    if (!this.#isReusing) return undefined;
    const possible = this.#listOverlapping(parent);
    const fitting = this.#fragments.filter(({ type }) => possible.includes(type));
    if (fitting.length === 0) return undefined;
    return `...${pick(fitting, spec.field).name}${this.#writeConditions(spec)}`;
  }

  #listOverlapping(parent: GraphQLCompositeType): GraphQLCompositeType[] {
    const isPossible = (type: GraphQLObjectType): boolean =>
      isObjectType(parent) ? type === parent : this.#schema.isSubType(parent, type);
    return Object.values(this.#schema.getTypeMap()).filter(
      (type): type is GraphQLCompositeType =>
        isCompositeType(type) &&
        !type.name.startsWith('__') &&
        (isObjectType(type) ? isPossible(type) : this.#schema.getPossibleTypes(type).some(isPossible)),
    );
  }

  #chooseOverlapping(parent: GraphQLCompositeType, choice: number): GraphQLCompositeType {
    return pick([parent, ...this.#listOverlapping(parent)], choice);
  }

  /** An alias with its colon, or nothing; one under which the field can be merged with what is there already. */
  #chooseAlias(spec: SelectionSpec, scope: Scope, name: string, selected: Selected): string {
    const wanted = spec.alias % 4 === 3 ? pick(aliases, spec.alias >> 2) : name;
    let responseName = wanted;
    for (let suffix = 2; !this.#enter(scope, responseName, selected); suffix += 1) responseName = `${wanted}_${suffix}`;
    return responseName === name ? '' : `${responseName}: `;
  }

  #enter(scope: Scope, responseName: string, selected: Selected): boolean {
    const known = scope.get(responseName);
    if (known === undefined) {
      scope.set(responseName, { selected: [selected], inner: new Map() });
      return true;
    }
    const fits = known.selected.every(
      (other) =>
        other.type === selected.type &&
        (other.call === selected.call ||
          (isObjectType(other.parent) && isObjectType(selected.parent) && other.parent !== selected.parent)),
    );
    if (fits) known.selected.push(selected);
    return fits;
  }

  #writeConditions({ condition }: SelectionSpec): string {
    const value = condition >> 4;
    const write = (seed: number): string =>
      seed % 3 === 0 ? String(seed % 2 === 0) : `$${this.#declareCondition(seed % 4)}`;
    switch (condition % 16) {
      case 12:
        return ` @skip(if: ${write(value)})`;
      case 13:
      case 14:
        return ` @include(if: ${write(value + 1)})`;
      case 15:
        return ` @skip(if: ${write(value)}) @include(if: ${write(value >> 2)})`;
      default:
        return '';
    }
  }

  #declareCondition(index: number): string {
    const name = `c${index}`;
    if (this.#variables.some((variable) => variable.name === name)) return name;
    const seed = hash(this.#spec.variables, name);
    const fallback = seed % 3 === 0 ? String(seed % 2 === 0) : undefined;
    this.#variables.push({ name, type: seed % 5 === 0 && fallback !== undefined ? 'Boolean' : 'Boolean!', fallback });
    if (fallback === undefined || seed % 7 < 3) this.#values[name] = (seed >> 3) % 2 === 0;
    return name;
  }

  #writeArguments(parameters: readonly GraphQLArgument[], choice: number): string {
    const given = parameters.flatMap((parameter) => {
      const value = choice === 0 ? 0 : hash(choice, parameter.name);
      if (!isRequiredArgument(parameter) && (choice === 0 || value % 4 === 0)) return [];
      const written = this.#writeValue(parameter.type, parameter.defaultValue !== undefined, value >>> 2);
      return [`${parameter.name}: ${written}`];
    });
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  /** A literal or a variable. */
  #writeValue(type: GraphQLInputType, hasDefault: boolean, choice: number): string {
    const value = hash(choice, 'value');
    if (choice % 2 === 1) return this.#declareVariable(type, hasDefault, value);
    if (!isNonNullType(type) && value % 5 === 0 && choice > 0) return 'null';
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const items = Array.from({ length: choice === 0 ? 0 : value % 3 }, (_, index) =>
        this.#writeValue(nullable.ofType, false, hash(value, index)),
      );
      return `[${items.join(', ')}]`;
    }
    if (!isInputObjectType(nullable)) return writeLiteral(nullable, createValue(nullable, value));
    const members = Object.values(nullable.getFields()).flatMap((field) => {
      const member = hash(value, field.name);
      const isNeeded = isNonNullType(field.type) && field.defaultValue === undefined;
      if (!isNeeded && (choice === 0 || member % 2 === 0)) return [];
      return [
        `${field.name}: ${this.#writeValue(field.type, field.defaultValue !== undefined, choice === 0 ? 0 : member >>> 1)}`,
      ];
    });
    return `{ ${members.join(', ')} }`;
  }

  #declareVariable(type: GraphQLInputType, hasDefault: boolean, choice: number): string {
    const isNeeded = isNonNullType(type);
    const plain = String(getNullableType(type));
    const seed = hash(choice, this.#spec.variables);
    const value = createValue(getNullableType(type), seed >>> 4);
    const fallback = writeLiteral(getNullableType(type), createValue(getNullableType(type), seed >>> 8));
    const name = `v${this.#variables.length}`;
    // Declared type, default, and what is given: a value, null or nothing.
    const anywhere = [
      [`${plain}!`, undefined, value],
      [`${plain}!`, fallback, undefined],
      [plain, fallback, value],
      [plain, fallback, undefined],
    ] as const;
    const whereOptional = [
      [plain, undefined, undefined],
      [plain, undefined, value],
    ] as const;
    const whereNullable = [
      [plain, undefined, null],
      [plain, fallback, null],
    ] as const;
    const options = [
      ...anywhere,
      ...(isNeeded && !hasDefault ? [] : whereOptional),
      ...(isNeeded ? [] : whereNullable),
    ];
    const [declared, declaredFallback, given] = pick(options, seed);
    this.#variables.push({ name, type: declared, fallback: declaredFallback });
    if (given !== undefined) this.#values[name] = given;
    return `$${name}`;
  }
}

/** Fields with fields of their own where the spec has children to put into them. */
function chooseField(fields: readonly GraphQLField<unknown, unknown>[], spec: SelectionSpec) {
  const isLeaf = (field: GraphQLField<unknown, unknown>): boolean => isLeafType(getNamedType(field.type));
  const composites = fields.filter((field) => !isLeaf(field));
  const leaves = fields.filter(isLeaf);
  if (spec.children.length === 0) return pick([...leaves, ...leaves, ...composites], spec.field);
  return pick([...composites, ...composites, ...composites, ...leaves], spec.field);
}

function createValue(type: GraphQLInputType, choice: number): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    return Array.from({ length: choice % 3 }, (_, index) => createValue(nullable.ofType, hash(choice, index)));
  }
  if (isInputObjectType(nullable)) {
    const members = Object.values(nullable.getFields()).flatMap((field) => {
      const member = hash(choice, field.name);
      const isNeeded = isNonNullType(field.type) && field.defaultValue === undefined;
      return isNeeded || member % 2 === 1 ? [[field.name, createValue(field.type, member >>> 1)] as const] : [];
    });
    return Object.fromEntries(members);
  }
  if (isEnumType(nullable)) return pick(nullable.getValues(), choice).name;
  switch (nullable.name) {
    case 'Int':
      return (choice % 50) - 10;
    case 'Float':
      return (choice % 100) / 8;
    case 'Boolean':
      return choice % 2 === 1;
    case 'ID':
      return choice % 3 === 2 ? String(choice % 90) : `id ${choice % 9}`;
    default:
      return pick(['plain', '', 'quote " and \\ backslash', 'line\nbreak', 'ünïcödé ✓', '$v0', '{ brace }'], choice);
  }
}

function writeLiteral(type: GraphQLInputType, value: unknown): string {
  const nullable = getNullableType(type);
  if (Array.isArray(value)) {
    const itemType = isListType(nullable) ? nullable.ofType : nullable;
    return `[${value.map((item) => writeLiteral(itemType, item)).join(', ')}]`;
  }
  if (isInputObjectType(nullable) && typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => {
      const field = nullable.getFields()[name];
      return `${name}: ${field === undefined ? 'null' : writeLiteral(field.type, member)}`;
    });
    return `{ ${members.join(', ')} }`;
  }
  return isEnumType(nullable) ? String(value) : JSON.stringify(value);
}

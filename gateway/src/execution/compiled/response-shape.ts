// Makes the client's response of the data that the subgraphs gave: only what was asked for, in the order in which it was
// asked for, with every value checked and nulls moved up to where the schema allows them. What its caller may not have is
// null, whatever the data has there.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { ErrorCode } from '../../error-codes/error-code-registry.ts';
import type { AccountScopes } from '../../operation/account-scope/account-scopes.ts';
import { hasMark, isRemoved } from '../../operation/authorization/refusal-mark.ts';
import { createRefusedPlaces, listItems } from '../../operation/authorization/refused-places.ts';
import { isIncluded } from '../../operation/conditions.ts';
import { toResponseName } from '../../operation/internal-name.ts';
import type { ResponsePlace } from '../../response/response-place.ts';
import { describeWithheld, refusedAccount } from '../../response/account-error.ts';
import { type AccountRun, compileObjectCheck, type ObjectCheck, type WithheldReason } from './account-check.ts';
import { type DataObject, isDataObject } from './data-object.ts';
import { compileLeafCheck } from './leaf-value.ts';

export interface ShapedResponse {
  readonly data: DataObject | null;
  /** What is wrong with the values themselves. */
  readonly errors: readonly ValueError[];
  /** Of what the caller may not have, each once. */
  readonly refused: readonly ResponsePlace[];
}

export interface ValueError {
  readonly message: string;
  readonly place: ResponsePlace;
  /** Default: DOWNSTREAM_SERVICE_ERROR. */
  readonly code?: ErrorCode;
  /** Present where an object was there that this caller is not shown. */
  readonly withheld?: WithheldReason;
}

export interface ResponseShape {
  /**
   * `introspection` holds the answers to `__schema` and `__type` by response name. Without `accounts`, no object is shown
   * that belongs to one.
   */
  shape(data: DataObject, introspection: DataObject | undefined, accounts?: AccountRun): ShapedResponse;
}

export interface ResponseShapeOptions {
  /** The client schema. */
  readonly schema: GraphQLSchema;
  readonly rootType: GraphQLCompositeType;
  readonly selectionSet: SelectionSetNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The value of a variable in @skip or @include. */
  readonly readCondition: (variable: string) => boolean;
  /** Whether there are marks of what the caller may not have. */
  readonly hasMarks: boolean;
  /** Absent where nothing belongs to an account. */
  readonly accountScopes?: AccountScopes | undefined;
  /** Fields that were not asked for, because they name an account that is not the caller's. */
  readonly foreignFields?: ReadonlySet<FieldNode> | undefined;
}

export function compileResponseShape(options: ResponseShapeOptions): ResponseShape {
  const compiler = createCompiler(options);
  const root = compiler.compileObject(options.rootType, [{ selectionSet: options.selectionSet, isRefused: false }]);
  return {
    shape(data, introspection, accounts = nobodysAccounts) {
      if (!options.hasMarks) {
        const run: Run = { introspection, permitted: accounts.permitted, isSound: true };
        const shaped = root.write(data, run);
        if (run.isSound) return { data: shaped, errors: [], refused: [] };
      }
      // Rare, so that all the others need not know where in the response they are.
      const errors: ValueError[] = [];
      const refused: ResponsePlace[] = [];
      const explained = root.explain(data, { introspection, accounts, errors, refused }, []);
      return { data: isDataObject(explained) ? explained : null, errors, refused };
    },
  };
}

const nobodysAccounts: AccountRun = { permitted: new Set(), report() {} };

interface Run {
  readonly introspection: DataObject | undefined;
  /** The accounts whose objects the caller may see. */
  readonly permitted: ReadonlySet<string>;
  /** Whether every value so far was right. If not, what has been written is thrown away. */
  isSound: boolean;
}

interface Explanation {
  readonly introspection: DataObject | undefined;
  readonly accounts: AccountRun;
  readonly errors: ValueError[];
  readonly refused: ResponsePlace[];
}

/** Null, and there is an error that says why. */
const failed = Symbol('failed');
/** Null where the schema allows none: what is above becomes null. An error says why. */
const bubbling = Symbol('bubbling');

/** Writes values of one type at one place of the response. */
interface Writer {
  write(value: unknown, run: Run): unknown;
  /** The same with an account of everything that is wrong: a value, `null`, `failed` or `bubbling`. */
  explain(value: unknown, explanation: Explanation, place: ResponsePlace): unknown;
}

interface ObjectWriter extends Writer {
  /** Null where the object is withheld. */
  write(value: DataObject, run: Run): DataObject | null;
  explain(value: DataObject, explanation: Explanation, place: ResponsePlace): unknown;
}

interface SelectedSet {
  readonly selectionSet: SelectionSetNode;
  /** Whether the caller may not have what it is selected of. Others may have been selected of the same. */
  readonly isRefused: boolean;
}

/** What is selected of a field's value. */
interface CompiledField {
  readonly coordinate: string;
  readonly sets: readonly SelectedSet[];
}

interface CollectedField {
  readonly node: FieldNode;
  readonly isRefused: boolean;
}

function createCompiler({ schema, fragments, readCondition, accountScopes, foreignFields }: ResponseShapeOptions) {
  const listRefusedPlaces = createRefusedPlaces({ schema, fragments, readCondition });

  function compileObject(type: GraphQLCompositeType, sets: readonly SelectedSet[]): ObjectWriter {
    const fields = new Map<string, CollectedField[]>();
    const visited = { refused: new Set<string>(), others: new Set<string>() };
    for (const set of sets) collectFields(type, set, fields, visited);
    return createObjectWriter(
      [...fields].map(([internalName, collected]) => ({
        internalName,
        responseName: toResponseName(internalName),
        ...compileField(type, collected),
      })),
    );
  }

  function collectFields(
    type: GraphQLCompositeType,
    { selectionSet, isRefused: isAllRefused }: SelectedSet,
    fields: Map<string, CollectedField[]>,
    visited: Readonly<Record<'refused' | 'others', Set<string>>>,
  ): void {
    for (const selection of selectionSet.selections) {
      if (!isIncluded(selection, readCondition)) continue;
      const isRefused = isAllRefused || hasMark(selection, 'refused');
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const collected = fields.get(name);
        if (collected === undefined) fields.set(name, [{ node: selection, isRefused }]);
        else collected.push({ node: selection, isRefused });
        continue;
      }
      let fragment: { typeCondition?: { name: { value: string } } | undefined; selectionSet: SelectionSetNode };
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const definition = fragments.get(selection.name.value);
        const visitedAlike = isRefused ? visited.refused : visited.others;
        if (definition === undefined || visitedAlike.has(selection.name.value)) continue;
        visitedAlike.add(selection.name.value);
        fragment = definition;
      } else fragment = selection;
      if (applies(fragment.typeCondition?.name.value, type))
        collectFields(type, { selectionSet: fragment.selectionSet, isRefused }, fields, visited);
    }
  }

  function applies(condition: string | undefined, type: GraphQLCompositeType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const abstract = schema.getType(condition);
    return isAbstractType(abstract) && !isUnionType(type) && schema.isSubType(abstract, type);
  }

  function compileField(
    parent: GraphQLCompositeType,
    collected: readonly CollectedField[],
  ): Pick<FieldWriter, 'source' | 'writer'> {
    const name = collected[0]?.node.name.value ?? '';
    if (name === '__typename') return { source: 'data', writer: createTypenameWriter(parent) };
    if (name === '__schema' || name === '__type') return { source: 'introspection', writer: asItIs };
    const definition = isUnionType(parent) ? undefined : parent.getFields()[name];
    if (definition === undefined) throw new Error(`The schema has no field ${parent.name}.${name}.`);
    const { type } = definition;
    const coordinate = `${parent.name}.${name}`;
    const what = `field ${coordinate}`;
    // What is refused in one place and not in another is the caller's all the same, with what the other selects of it.
    if (collected.every(({ node, isRefused }) => isRefused || isRemoved(node))) {
      const writer = createRefusedWriter(listPlacesInside(type, collected));
      return { source: 'data', writer: isNonNullType(type) ? createNonNullWriter(writer, '') : writer };
    }
    if (collected.some(({ node }) => foreignFields?.has(node) === true)) {
      return { source: 'data', writer: isNonNullType(type) ? createNonNullWriter(foreignWriter, what) : foreignWriter };
    }
    const sets = collected.flatMap(({ node: { selectionSet }, isRefused }) =>
      selectionSet === undefined ? [] : [{ selectionSet, isRefused }],
    );
    const writer = compileType(type, what, { coordinate, sets });
    const isReported = collected.every(({ node }) => hasMark(node, 'reported'));
    return { source: 'data', writer: isReported ? createReportedWriter(writer) : writer };
  }

  /** Of what is refused in a field that has nothing else, relative to it. Itself, where it is refused. */
  function listPlacesInside(type: GraphQLOutputType, collected: readonly CollectedField[]): readonly ResponsePlace[] {
    const inner = getNamedType(type);
    if (collected.some(({ isRefused }) => isRefused) || !isCompositeType(inner)) return [[]];
    const selectionSets = collected.flatMap(({ node: { selectionSet } }) => selectionSet ?? []);
    const places = listRefusedPlaces(inner, selectionSets).map((place) => [...listItems(type), ...place]);
    // Conditions can leave out all that is refused, so that the field is empty for no other reason.
    return places.length > 0 ? places : [[]];
  }

  /** `what` names the value in messages. */
  function compileType(type: GraphQLOutputType, what: string, field: CompiledField): Writer {
    if (isNonNullType(type)) return createNonNullWriter(compileType(type.ofType, what, field), what);
    if (isListType(type)) {
      return createListWriter(compileType(type.ofType, `array element of type ${String(type.ofType)}`, field), what);
    }
    if (isLeafType(type)) return createLeafWriter(compileLeafCheck(type), what);
    return createCompositeWriter(type, what, field);
  }

  /** An object that says it is of a type which has no place there would be checked as one of that type. */
  function isPossible(actual: GraphQLCompositeType, type: GraphQLCompositeType): boolean {
    return actual === type || (isAbstractType(type) && !isUnionType(actual) && schema.isSubType(type, actual));
  }

  function createCompositeWriter(
    type: GraphQLCompositeType,
    what: string,
    { coordinate, sets }: CompiledField,
  ): Writer {
    const writers = new Map<string, ObjectWriter>();
    /** The type that the object says it has, or else the type of the field. */
    const findWriter = (typename: unknown): ObjectWriter | undefined => {
      const name = typename === undefined ? type.name : typename;
      if (typeof name !== 'string') return undefined;
      const known = writers.get(name);
      if (known !== undefined) return known;
      const actual = schema.getType(name);
      if (!isCompositeType(actual) || !isPossible(actual, type)) return undefined;
      const object = compileObject(actual, sets);
      const check = compileObjectCheck(actual, coordinate, schema, accountScopes);
      const writer = check === undefined ? object : createCheckedWriter(object, check);
      writers.set(name, writer);
      return writer;
    };
    return {
      write(value, run) {
        if (value === null || value === undefined) return null;
        const writer = isDataObject(value) ? findWriter(value['__typename']) : undefined;
        if (writer !== undefined) return writer.write(value as DataObject, run);
        run.isSound = false;
        return null;
      },
      explain(value, explanation, place) {
        if (value === null || value === undefined) return null;
        if (!isDataObject(value)) return fail(explanation, place, `Invalid value found for ${what}.`);
        const writer = findWriter(value['__typename']);
        if (writer === undefined) return fail(explanation, place, `Invalid __typename found for object at ${what}.`);
        return writer.explain(value, explanation, place);
      },
    };
  }

  return { compileObject };
}

function fail({ errors }: Explanation, place: ResponsePlace, message: string): typeof failed {
  errors.push({ message, place });
  return failed;
}

interface FieldWriter {
  readonly internalName: string;
  readonly responseName: string;
  readonly source: 'data' | 'introspection';
  readonly writer: Writer;
}

function createObjectWriter(fields: readonly FieldWriter[]): ObjectWriter {
  const read = ({ internalName, source }: FieldWriter, data: DataObject, introspection: DataObject | undefined) =>
    source === 'data' ? data[internalName] : introspection?.[internalName];
  return {
    write(data, run) {
      const written: DataObject = {};
      for (const field of fields) {
        setField(written, field.responseName, field.writer.write(read(field, data, run.introspection), run));
      }
      return written;
    },
    explain(data, explanation, place) {
      const written: DataObject = {};
      let isBubbling = false;
      for (const field of fields) {
        const { responseName, writer } = field;
        const value = writer.explain(read(field, data, explanation.introspection), explanation, [
          ...place,
          responseName,
        ]);
        if (value === bubbling) isBubbling = true;
        setField(written, responseName, value === failed ? null : value);
      }
      return isBubbling ? failed : written;
    },
  };
}

/** For objects that belong to an account each. */
function createCheckedWriter(object: ObjectWriter, check: ObjectCheck): ObjectWriter {
  return {
    write(data, run) {
      if (check.isPermitted(data, run.permitted)) return object.write(data, run);
      run.isSound = false;
      return null;
    },
    explain(data, explanation, place) {
      const { accounts, errors } = explanation;
      if (check.isPermitted(data, accounts.permitted)) return object.explain(data, explanation, place);
      const withheld = check.explain(data, accounts);
      errors.push({ ...describeWithheld(withheld), place, withheld });
      return failed;
    },
  };
}

/** For a field that names an account which is not the caller's: no subgraph was asked for it. */
const foreignWriter: Writer = {
  write(_value, run) {
    run.isSound = false;
    return null;
  },
  explain(_value, { errors }, place) {
    errors.push({ ...refusedAccount, place });
    return failed;
  },
};

function setField(object: DataObject, name: string, value: unknown): void {
  // To set it would change what the object inherits from, in place of adding a field.
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  } else object[name] = value;
}

function createNonNullWriter(inner: Writer, what: string): Writer {
  return {
    write(value, run) {
      const written = inner.write(value, run);
      if (written === null) run.isSound = false;
      return written;
    },
    explain(value, explanation, place) {
      const explained = inner.explain(value, explanation, place);
      if (explained === failed) return bubbling;
      if (explained !== null) return explained;
      fail(explanation, place, `Cannot return null for non-nullable ${what}.`);
      return bubbling;
    },
  };
}

function createListWriter(item: Writer, what: string): Writer {
  return {
    write(value, run) {
      if (value === null || value === undefined) return null;
      if (Array.isArray(value)) {
        const written: unknown[] = [];
        for (let index = 0; index < value.length; index += 1) written.push(item.write(value[index], run));
        return written;
      }
      run.isSound = false;
      return null;
    },
    explain(value, explanation, place) {
      if (value === null || value === undefined) return null;
      if (!Array.isArray(value)) return fail(explanation, place, `Invalid value found for ${what}.`);
      const explained = value.map((each, index) => item.explain(each, explanation, [...place, index]));
      if (explained.includes(bubbling)) return failed;
      return explained.map((each) => (each === failed ? null : each));
    },
  };
}

function createLeafWriter(isValid: (value: unknown) => boolean, what: string): Writer {
  return {
    write(value, run) {
      if (value === null || value === undefined) return null;
      if (isValid(value)) return value;
      run.isSound = false;
      return null;
    },
    explain(value, explanation, place) {
      if (value === null || value === undefined) return null;
      return isValid(value) ? value : fail(explanation, place, `Invalid value found for ${what}.`);
    },
  };
}

/** `inside` are the places that the caller may not have, relative to the field. */
function createRefusedWriter(inside: readonly ResponsePlace[]): Writer {
  return {
    write: () => null,
    explain(_value, { refused }, place) {
      for (const each of inside) refused.push([...place, ...each]);
      return failed;
    },
  };
}

/** In a dry run. */
function createReportedWriter(inner: Writer): Writer {
  return {
    write: (value, run) => inner.write(value, run),
    explain(value, explanation, place) {
      explanation.refused.push(place);
      return inner.explain(value, explanation, place);
    },
  };
}

/** An object that did not say its type has the one of its field, which must be the type of objects then. */
function createTypenameWriter(type: GraphQLCompositeType): Writer {
  if (isObjectType(type)) return { write: () => type.name, explain: () => type.name };
  return {
    write(_value, run) {
      run.isSound = false;
      return null;
    },
    explain(_value, explanation, place) {
      fail(explanation, place, `Cannot tell the type of an object of ${type.name}.`);
      return bubbling;
    },
  };
}

const asItIs: Writer = { write: (value) => value ?? null, explain: (value) => value ?? null };

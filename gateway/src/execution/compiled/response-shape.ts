// Makes the client's response of the data that the subgraphs gave: only what was asked for, in the order in which it was
// asked for, with every value checked and nulls moved up to where the schema allows them.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
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
  /** Absent where nothing belongs to an account. */
  readonly accountScopes?: AccountScopes | undefined;
  /** Fields that were not asked for, because they name an account that is not the caller's. */
  readonly refused?: ReadonlySet<FieldNode> | undefined;
}

export function compileResponseShape(options: ResponseShapeOptions): ResponseShape {
  const compiler = createCompiler(options);
  const root = compiler.compileObject(options.rootType, [options.selectionSet]);
  return {
    shape(data, introspection, accounts = nobodysAccounts) {
      const run: Run = { introspection, permitted: accounts.permitted, isSound: true };
      const shaped = root.write(data, run);
      if (run.isSound) return { data: shaped, errors: [] };
      // Rare, so that all the others need not know where in the response they are.
      const errors: ValueError[] = [];
      const explained = root.explain(data, { introspection, accounts, errors }, []);
      return { data: isDataObject(explained) ? explained : null, errors };
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

/** What is selected of a field's value. */
interface CompiledField {
  readonly coordinate: string;
  readonly selectionSets: readonly SelectionSetNode[];
}

function createCompiler({ schema, fragments, readCondition, accountScopes, refused }: ResponseShapeOptions) {
  function compileObject(type: GraphQLCompositeType, selectionSets: readonly SelectionSetNode[]): ObjectWriter {
    const fields = new Map<string, FieldNode[]>();
    const visited = new Set<string>();
    for (const selectionSet of selectionSets) collectFields(type, selectionSet, fields, visited);
    return createObjectWriter(
      [...fields].map(([internalName, nodes]) => ({
        internalName,
        responseName: toResponseName(internalName),
        ...compileField(type, nodes),
      })),
    );
  }

  function collectFields(
    type: GraphQLCompositeType,
    selectionSet: SelectionSetNode,
    fields: Map<string, FieldNode[]>,
    visited: Set<string>,
  ): void {
    for (const selection of selectionSet.selections) {
      if (!isIncluded(selection, readCondition)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const nodes = fields.get(name);
        if (nodes === undefined) fields.set(name, [selection]);
        else nodes.push(selection);
        continue;
      }
      let fragment: { typeCondition?: { name: { value: string } } | undefined; selectionSet: SelectionSetNode };
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const definition = fragments.get(selection.name.value);
        if (definition === undefined || visited.has(selection.name.value)) continue;
        visited.add(selection.name.value);
        fragment = definition;
      } else fragment = selection;
      if (applies(fragment.typeCondition?.name.value, type))
        collectFields(type, fragment.selectionSet, fields, visited);
    }
  }

  function applies(condition: string | undefined, type: GraphQLCompositeType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const abstract = schema.getType(condition);
    return isAbstractType(abstract) && !isUnionType(type) && schema.isSubType(abstract, type);
  }

  function compileField(
    parent: GraphQLCompositeType,
    nodes: readonly FieldNode[],
  ): Pick<FieldWriter, 'source' | 'writer'> {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__typename') return { source: 'data', writer: createTypenameWriter(parent) };
    if (name === '__schema' || name === '__type') return { source: 'introspection', writer: asItIs };
    const definition = isUnionType(parent) ? undefined : parent.getFields()[name];
    if (definition === undefined) throw new Error(`The schema has no field ${parent.name}.${name}.`);
    const coordinate = `${parent.name}.${name}`;
    const what = `field ${coordinate}`;
    if (nodes.some((node) => refused?.has(node) === true)) {
      return {
        source: 'data',
        writer: isNonNullType(definition.type) ? createNonNullWriter(refusedWriter, what) : refusedWriter,
      };
    }
    const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return { source: 'data', writer: compileType(definition.type, what, { coordinate, selectionSets }) };
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
    { coordinate, selectionSets }: CompiledField,
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
      const object = compileObject(actual, selectionSets);
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
const refusedWriter: Writer = {
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

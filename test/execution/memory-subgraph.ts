// A subgraph in memory. As over HTTP, a request and its answer are texts, and answers come in an order of their own.
import { setImmediate } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getNamedType,
  getNullableType,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';
import {
  type Fault,
  findEntitiesFault,
  findFieldError,
  findRequestFailure,
  isEntityMissing,
  isTamperedWith,
} from './fault.ts';
import {
  contains,
  type Arguments,
  type DataChoice,
  type DataNode,
  type GraphData,
  type RequiredArguments,
  spell,
} from './graph-data.ts';
import type { SubgraphOutline } from './graph-outline.ts';
import type { SubgraphSource } from './graph-sdl.ts';
import { hash } from './hash.ts';

/** One execution of an operation by one engine. */
export interface Run {
  readonly choice: DataChoice;
  readonly fault: Fault;
  /** Mutation fields executed so far. Their results depend on it, so that their order matters. */
  mutations: number;
  /** What was asked of subgraphs, in the order it was answered. */
  readonly exchanges: Exchange[];
  /**
   * `checked`: a field that requires others is refused where they are not the true ones. `mixed`: its value depends on
   * what was sent of them. `ignored`: neither, for worlds in which a subgraph may be sent what was true before. Default:
   * `checked`.
   */
  readonly requirements?: 'checked' | 'mixed' | 'ignored';
}

export interface Exchange {
  readonly subgraph: string;
  readonly request: string;
  /** Absent when the connection failed. */
  readonly response?: string;
  /** Why no subgraph can answer the request: it breaks the schema, or lacks a key or a required field. */
  readonly refusal?: string;
}

export interface MemorySubgraph {
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** Rejects when the subgraph cannot be reached. */
  answer(request: string, run: Run): Promise<string>;
}

/** An object as this subgraph has it. */
interface SubgraphNode extends DataNode {
  readonly __typename: string;
  /** What the gateway sent of it. */
  readonly representation?: Arguments;
}

interface RunInSubgraph {
  readonly run: Run;
  /** Places in the response to change once it is complete. */
  readonly tampered: { readonly path: readonly (string | number)[]; readonly value: unknown }[];
  readonly refusals: string[];
}

type Resolver = GraphQLFieldResolver<SubgraphNode | undefined, RunInSubgraph, Arguments>;

export function createMemorySubgraph(
  { name, sdl }: SubgraphSource,
  outline: SubgraphOutline,
  data: GraphData,
  requiredArguments: RequiredArguments,
): MemorySubgraph {
  const typeDefs = parse(sdl);
  const resolvers = Object.fromEntries(
    [...outline.types].flatMap(([typeName, { keys }]) => {
      if (keys.length === 0) return [];
      const __resolveReference = (representation: Arguments, { run, refusals }: RunInSubgraph): SubgraphNode | null => {
        const resolvable = keys.filter(({ isResolvable }) => isResolvable);
        const found = resolvable.map(({ selection }) => data.find(typeName, selection, representation));
        const node = found.find((each) => each !== undefined);
        if (node === undefined) {
          const refusal = `${name} finds nothing by a key of ${JSON.stringify(representation)}`;
          refusals.push(refusal);
          throw new Error(refusal);
        }
        if (isEntityMissing(run.fault, name, node.identity)) return null;
        return { ...show(node), representation };
      };
      return [[typeName, { __resolveReference }]];
    }),
  );
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
  const provided = new Set(
    [...outline.types.values()].flatMap(({ fields }) =>
      [...fields.values()].flatMap(({ provides }) => (provides === undefined ? [] : listNames(provides))),
    ),
  );
  const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();

  const show = (node: DataNode): SubgraphNode => ({ ...node, __typename: showType(node.type) });
  /** A type that the subgraph knows only as the object that stands for its interface. */
  const showType = (type: string): string => {
    if (outline.types.has(type)) return type;
    return data.interfacesOf(type).find((each) => outline.types.get(each)?.kind === 'interfaceObject') ?? type;
  };
  const showValue = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(showValue);
    return value === null ? null : show(value as DataNode);
  };

  /** Gives what the field's value depends on besides. */
  const readRequirement = (node: SubgraphNode, info: GraphQLResolveInfo, { run, refusals }: RunInSubgraph): string => {
    const requires = outline.types.get(info.parentType.name)?.fields.get(info.fieldName)?.requires;
    if (requires === undefined || run.requirements === 'ignored') return '';
    const expected = data.select(node, requires, requiredArguments, run.choice);
    const { representation } = node;
    if (run.requirements === 'mixed') {
      const names = listNames(requires);
      const sent = representation && Object.fromEntries(names.map((each) => [each, representation[each]]));
      return ` given ${spell(sent ?? expected)}`;
    }
    // What a path provides need not be sent for a field on that path.
    if (representation === undefined && listNames(requires).every((each) => provided.has(each))) return '';
    if (contains(representation, expected)) return '';
    const field = `${info.parentType.name}.${info.fieldName}`;
    const refusal = `${field} requires ${JSON.stringify(expected)}; it was sent ${JSON.stringify(node.representation)}`;
    refusals.push(refusal);
    throw new Error(refusal);
  };
  const fieldResolver: Resolver = (source, args, context, info) => {
    const { run, tampered } = context;
    const node = source ?? createRoot(info.parentType.name, run);
    const requirement = source === undefined ? '' : readRequirement(source, info, context);
    const identity = data.identify(node, info.fieldName, args);
    const value = data.resolve(node, info.fieldName, args, addVariant(run.choice, requirement));
    const shown = isLeafType(getNamedType(info.returnType)) ? value : showValue(value);
    if (data.isKeyField(node, info.fieldName)) return shown;
    const isDelicate = data.isDelicate(node, info.fieldName);
    // A null that only this subgraph forbids is none to clients.
    if (isTamperedWith(run.fault, name, identity) && !(isDelicate && run.fault.faultClass === 'forbidden-nulls')) {
      noteTampering(run.fault, info, tampered);
    }
    return failField(run.fault, name, identity, isDelicate, { value: shown, type: info.returnType });
  };

  const read = (query: string): DocumentNode | readonly GraphQLError[] => {
    const known = documents.get(query);
    if (known !== undefined) return known;
    const document = parse(query);
    const errors = validate(schema, document);
    documents.set(query, errors.length > 0 ? errors : document);
    return errors.length > 0 ? errors : document;
  };
  const respond = async (request: string, run: Run, refusals: string[]): Promise<string> => {
    const { query, variables, operationName } = JSON.parse(request) as {
      query: string;
      variables?: Record<string, unknown>;
      operationName?: string;
    };
    const document = read(query);
    if (!('kind' in document))
      throw new Error(`${name} was asked what it cannot answer: ${String(document[0])}\n${query}`);
    const entityLists = listEntityFields(document);
    switch (findRequestFailure(run.fault, name, entityLists.length > 0)) {
      case 'connection':
        throw new Error(`${name} is down`);
      case 'text':
        return '<html>Bad gateway</html>';
      case 'refusal':
        return JSON.stringify({ errors: [{ message: `${name} refuses`, extensions: { code: 'REFUSED' } }] });
      case undefined:
    }
    const context: RunInSubgraph = { run, tampered: [], refusals };
    const result = await execute({
      schema,
      document,
      contextValue: context,
      variableValues: variables ?? {},
      operationName: operationName ?? null,
      fieldResolver: fieldResolver as GraphQLFieldResolver<unknown, unknown>,
      typeResolver: (value) => (value as SubgraphNode).__typename,
    });
    return JSON.stringify(tamper(result, context, run.fault, { name, entityLists }));
  };

  return {
    name,
    schema,
    async answer(request, run) {
      const hops = hash(run.choice.seed, name, request) % 4;
      for (let hop = 0; hop < hops; hop += 1) await setImmediate();
      const refusals: string[] = [];
      let response: string | undefined;
      try {
        response = await respond(request, run, refusals);
        return response;
      } finally {
        const [refusal] = refusals;
        run.exchanges.push({
          subgraph: name,
          request,
          ...(response !== undefined && { response }),
          ...(refusal !== undefined && { refusal }),
        });
      }
    },
  };
}

function addVariant(choice: DataChoice, text: string): DataChoice {
  if (text === '') return choice;
  return { ...choice, variant: (node, field) => (choice.variant?.(node, field) ?? '') + text };
}

function listNames({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
}

export function createRoot(type: string, run: Run): DataNode {
  if (type !== 'Mutation') return { type, identity: type };
  run.mutations += 1;
  return { type, identity: `Mutation ${run.mutations}` };
}

/** The value, or the error that is there instead. */
export function failField(
  fault: Fault,
  subgraph: string,
  identity: string,
  isDelicate: boolean,
  { value, type }: { readonly value: unknown; readonly type: GraphQLOutputType },
): unknown {
  const found = findFieldError(fault, subgraph, identity, isDelicate);
  if (found === undefined) return value;
  const error = new GraphQLError(found.message, { extensions: found.code === undefined ? {} : { code: found.code } });
  // A scalar's own list is one value.
  if (!found.isItem || !isListType(getNullableType(type)) || !Array.isArray(value) || value.length === 0) throw error;
  return value.map((item: unknown, index) => (index === value.length - 1 ? error : item));
}

function noteTampering(
  { faultClass }: Fault,
  { path, returnType }: GraphQLResolveInfo,
  tampered: RunInSubgraph['tampered'],
): void {
  const steps: (string | number)[] = [];
  for (let step: typeof path | undefined = path; step !== undefined; step = step.prev) steps.unshift(step.key);
  if (faultClass === 'forbidden-nulls') {
    if (isNonNullType(returnType)) tampered.push({ path: steps, value: null });
    return;
  }
  const type = isNonNullType(returnType) ? returnType.ofType : returnType;
  if (isEnumType(type)) tampered.push({ path: steps, value: 'PURPLE' });
  // There is no wrong value of a scalar that only subgraphs know.
  else if (isScalarType(type) && isSpecifiedScalarType(type))
    tampered.push({ path: steps, value: type.name === 'Boolean' ? 'yes' : { wrong: true } });
}

function tamper(
  result: ExecutionResult,
  { tampered }: RunInSubgraph,
  fault: Fault,
  { name, entityLists }: { readonly name: string; readonly entityLists: readonly string[] },
): unknown {
  const response = JSON.parse(JSON.stringify(result)) as { data?: Record<string, unknown> | null };
  for (const { path, value } of tampered) replace(response.data, path, value);
  for (const list of entityLists) damageEntities(response.data, list, findEntitiesFault(fault, name));
  return response;
}

function damageEntities(
  data: Record<string, unknown> | null | undefined,
  list: string,
  damage: ReturnType<typeof findEntitiesFault>,
): void {
  const entities = data?.[list];
  if (!Array.isArray(entities) || !data) return;
  if (damage === 'null') data[list] = null;
  if (damage === 'short') entities.pop();
  if (damage === 'absent') delete data[list];
}

/** The response names of the lists of entities that a request asks for. */
function listEntityFields({ definitions }: DocumentNode): string[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((each) =>
          each.kind === Kind.FIELD && each.name.value === '_entities' ? [each.alias?.value ?? each.name.value] : [],
        )
      : [],
  );
}

function replace(data: unknown, path: readonly (string | number)[], value: unknown): void {
  const last = path.at(-1);
  let target = data;
  for (const step of path.slice(0, -1)) {
    if (typeof target !== 'object' || target === null || !Object.hasOwn(target, step)) return;
    target = (target as Record<string | number, unknown>)[step];
  }
  if (last === undefined || typeof target !== 'object' || target === null || !Object.hasOwn(target, last)) return;
  Object.defineProperty(target, last, { value, writable: true, enumerable: true, configurable: true });
}

// One fetch of a plan, answered from cells as far as they go, and by its subgraph for the rest.
import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from 'graphql';
import type { FetchNode } from '../operation/plan/query-plan.ts';
import type { SubgraphClient } from '../subgraph/subgraph-client.ts';
import type { SubgraphRequestError } from '../subgraph/subgraph-request-error.ts';
import { writeCanonicalJson } from './argument-key.ts';
import type { CellLoads } from './cell-loads.ts';
import type { CachedGraph } from './cached-graph.ts';
import { type AnsweredWants, askSubgraph, type Place, standInForAll, toFailure } from './ask-subgraph.ts';
import { type CellRequestWriter, createCellRequestWriter } from './cell-request.ts';
import { createSelectionCompiler, type SelectionCompiler } from './compile-selection.ts';
import type { FieldCache } from './field-cache.ts';
import type { CachedFetchRun } from './cached-fetch-run.ts';
import { compareCells } from './compare-cells.ts';
import { listEmptyPlaces, type WantedMembers } from './empty-places.ts';
import { createEntityKey } from './fill-cells.ts';
import type { FinishedFetch } from './in-flight-fetches.ts';
import {
  type CellReader,
  createCellReader,
  type ObjectWant,
  type WantedEntity,
  type ServedCell,
} from './read-cells.ts';
import type { SelectedObject, SelectedValue } from './selected-object.ts';
import { takeErrors } from './take-errors.ts';
import { writeOutSelections } from './write-out-document.ts';

type Answer = Record<string, unknown>;

/** The entities that one `_entities` field of the document is asked for. */
export interface AskedEntities {
  readonly responseName: string;
  readonly representations: readonly { readonly text: string; readonly value: Readonly<Record<string, unknown>> }[];
}

export interface CachedAnswer {
  /** As the subgraph would have sent it for the document, with more besides. */
  readonly data: Answer;
  readonly errors: readonly unknown[];
  /** Why some of it is not there. */
  readonly failure: SubgraphRequestError | undefined;
  /** Paths in the data at which something is missing that was asked for, where not all errors say where they belong. */
  readonly emptyPlaces: readonly Place[];
}

export interface CachedFetch {
  /** Undefined when nothing of it may be kept: then it is asked as it stands. */
  fetchRoot(run: CachedFetchRun): Promise<CachedAnswer> | undefined;
  fetchEntities(run: CachedFetchRun, asked: readonly AskedEntities[]): Promise<CachedAnswer> | undefined;
}

export interface CachedFetchOptions {
  readonly cache: FieldCache;
  readonly graph: CachedGraph;
  readonly client: SubgraphClient;
}

/** What the document selects while its conditions have certain values. */
interface Selection {
  readonly root: SelectedObject | undefined;
  /** By type, of the `_entities` field with that response name; by the key that a representation has. */
  findEntity(responseName: string, representation: Readonly<Record<string, unknown>>): SelectedObject | undefined;
}

/** As many as there are combinations of conditions; with many, what is rare is worked out again. */
const maxSelections = 64;

export function compileCachedFetch(fetch: FetchNode, { cache, graph, client }: CachedFetchOptions): CachedFetch {
  const { subgraph } = fetch;
  const document = parse(fetch.document, { noLocation: true });
  const operation = readOperation(document);
  const conditions = listConditions(document);
  const variables = operation.variableDefinitions ?? [];
  const writer: CellRequestWriter = createCellRequestWriter({
    operationName: fetch.operationName,
    variableTypes: new Map(
      variables.map(({ variable, type, defaultValue }) => [
        variable.name.value,
        `${print(type)}${defaultValue ? `=${print(defaultValue)}` : ''}`,
      ]),
    ),
  });
  const defaults = new Map(
    variables.flatMap(({ variable, defaultValue }): [string, ValueNode][] =>
      defaultValue ? [[variable.name.value, defaultValue]] : [],
    ),
  );
  const selections = new Map<string, Selection | undefined>();

  function findSelection(readCondition: (variable: string) => boolean): Selection | undefined {
    const values = conditions.map(readCondition);
    const key = values.join();
    if (!selections.has(key)) {
      if (selections.size >= maxSelections) selections.clear();
      const valueOf = new Map(conditions.map((name, index) => [name, values[index] === true]));
      selections.set(
        key,
        compileSelection((name) => valueOf.get(name) === true),
      );
    }
    return selections.get(key);
  }

  function compileSelection(readCondition: (variable: string) => boolean): Selection | undefined {
    const compiler = createSelectionCompiler({ graph, subgraph, counters: cache.counters, defaults });
    const writeOut = (selectionSet: SelectionSetNode, parentType: string): SelectionSetNode =>
      writeOutSelections(selectionSet, parentType, document, { graph, subgraph, readCondition });
    if (fetch.target.kind === 'root') {
      const root = compiler.compileRoot(writeOut(operation.selectionSet, graph.queryType), graph.queryType);
      return hasCells(root) ? { root, findEntity: () => undefined } : undefined;
    }
    return compileEntitySelection(compiler, writeOut);
  }

  function compileEntitySelection(
    compiler: SelectionCompiler,
    writeOut: (selectionSet: SelectionSetNode, parentType: string) => SelectionSetNode,
  ): Selection {
    const written = new Map<string, SelectionSetNode>();
    for (const field of operation.selectionSet.selections) {
      if (field.kind !== Kind.FIELD || field.selectionSet === undefined) continue;
      written.set((field.alias ?? field.name).value, writeOut(field.selectionSet, '_Entity'));
    }
    const objects = new Map<string, SelectedObject>();
    return {
      root: undefined,
      findEntity(responseName, representation) {
        const typeName = representation['__typename'];
        const selectionSet = written.get(responseName);
        const type = typeof typeName === 'string' ? graph.findType(typeName) : undefined;
        if (type === undefined || selectionSet === undefined) return undefined;
        const keys = type.keysIn(subgraph);
        const index = keys.findIndex(({ names }) => names.every((name) => isGiven(representation[name])));
        const id = `${responseName} ${type.name} ${index}`;
        let object = objects.get(id);
        if (object === undefined)
          objects.set(id, (object = compiler.compileEntity(type.name, selectionSet, keys[index])));
        return object;
      },
    };
  }

  /** Reads, asks for what is missing, and waits for what others are asking for, until there is nothing left to want. */
  async function answer(run: CachedFetchRun, read: (reader: CellReader, data: Answer) => void): Promise<CachedAnswer> {
    const data: Answer = {};
    let reader = createReader(run, true);
    read(reader, data);
    const awaited = [...reader.awaited];
    for (let round = 0; round < maxLoadRounds && reader.wants.length > 0 && cache.loads; round += 1) {
      const isAnyLoaded = await loadCells(cache.loads, reader.wants);
      const wanted = reader.wants;
      if (reader.refreshes.length > 0) refresh(run, reader.refreshes);
      // Also when nothing was there: meanwhile somebody else may have begun to ask for the same.
      reader = createReader(run, true);
      for (const { object, entity, target, fields } of wanted) reader.readFields(object, entity, target, fields);
      awaited.push(...reader.awaited);
      if (!isAnyLoaded) break;
    }
    if (reader.refreshes.length > 0) refresh(run, reader.refreshes);
    if (reader.served.length > 0) compare(run, reader.served);
    if (reader.wants.length === 0 && awaited.length === 0)
      return { data, errors: [], failure: undefined, emptyPlaces: [] };

    const wanted = copyWants([...reader.wants, ...awaited.flatMap(([, joined]) => joined)]);
    const { errors, failure, isInconsistent } = await obtain(run, { reader, awaited, data, wanted, round: 1 });
    // What is kept and what the subgraph says now do not fit together: it is asked for everything.
    if (isInconsistent) return askForAll(run, read);
    return { data, errors, failure, emptyPlaces: listEmptyPlaces(data, wanted, { errors, failure }) };
  }

  interface Lack {
    readonly reader: CellReader;
    readonly awaited: readonly (readonly [fetchId: string, wants: readonly ObjectWant[]])[];
    readonly data: Answer;
    /** All that has been wanted so far. */
    readonly wanted: WantedMembers[];
    readonly round: number;
  }

  async function obtain(run: CachedFetchRun, lack: Lack): Promise<AnsweredWants> {
    const { reader, awaited, data } = lack;
    const wants = reader.wants.filter(({ fields }) => fields.size > 0);
    const answers = await Promise.all([
      ...(wants.length === 0 ? [] : [ask(run, wants, reader, data)]),
      ...awaited.map(([fetchId, joinedWants]) => join(run, fetchId, joinedWants, lack)),
    ]);
    return {
      errors: answers.flatMap(({ errors }) => errors),
      failure: answers.find(({ failure }) => failure !== undefined)?.failure,
      isInconsistent: answers.some(({ isInconsistent }) => isInconsistent),
    };
  }

  async function loadCells(loads: CellLoads, wants: readonly ObjectWant[]): Promise<boolean> {
    const addresses = wants.flatMap((want) => [...want.addresses.values()]);
    return addresses.length > 0 && cache.isTrusted && loads.load(addresses);
  }

  function createReader(run: CachedFetchRun, mayJoin: boolean): CellReader {
    return createCellReader({
      store: cache.store,
      run: run.cacheRun,
      subgraph,
      now: cache.now(),
      isTrusted: cache.isTrusted,
      findFetch: (name) => (mayJoin ? cache.fetches.find(name) : undefined),
    });
  }

  function ask(
    run: CachedFetchRun,
    wants: readonly ObjectWant[],
    reader: CellReader,
    data: Answer,
  ): Promise<AnsweredWants> {
    return askSubgraph({ cache, client, subgraph, writer, run, wants, reader, data });
  }

  /** Waits for a fetch of somebody else, then takes what it has brought, and asks for what it has not. */
  async function join(
    run: CachedFetchRun,
    fetchId: string,
    wants: readonly ObjectWant[],
    { data, wanted, round }: Pick<Lack, 'data' | 'wanted' | 'round'>,
  ): Promise<AnsweredWants> {
    let finished: FinishedFetch | undefined;
    let failure: SubgraphRequestError | undefined;
    try {
      finished = await cache.fetches.join(fetchId, run.signal);
    } catch (error) {
      failure = toFailure(error, { subgraph, run });
    }
    const reader = createReader(run, failure === undefined && round < maxJoinRounds);
    for (const { object, entity, target, fields } of wants) reader.readFields(object, entity, target, fields);
    const awaited = [...reader.awaited];
    if (reader.wants.length === 0 && awaited.length === 0) return nothingWrong;
    wanted.push(...copyWants([...reader.wants, ...awaited.flatMap(([, joined]) => joined)]));
    if (failure !== undefined) return standInForAll({ subgraph, run, wants: reader.wants, reader }, failure);
    const taken = finished === undefined ? [] : takeErrors(finished, reader.wants, { run, reader, data });
    const obtained = await obtain(run, { reader, awaited, data, wanted, round: round + 1 });
    return { ...obtained, errors: [...taken, ...obtained.errors] };
  }

  function refresh(run: CachedFetchRun, wants: readonly ObjectWant[]): void {
    const background = { ...run, signal: undefined, cacheRun: cache.createRun(run) };
    const reader = createReader(background, false);
    // What has been served stays as it is: the response may still be put together when the answer comes.
    const apart = wants.map((want): ObjectWant => ({ ...want, target: {} }));
    void askSubgraph({ cache, client, subgraph, writer, run: background, wants: apart, reader, data: {} }).then(
      ({ failure }) => failure && run.reportFailure(failure, subgraph),
    );
  }

  function compare(run: CachedFetchRun, served: readonly ServedCell[]): void {
    const background = { ...run, signal: undefined, cacheRun: cache.createRun(run) };
    compareCells(served, { cache, client, subgraph, writer, run: background }).catch((error: unknown) =>
      run.reportFailure(error, subgraph),
    );
  }

  async function askForAll(
    run: CachedFetchRun,
    read: (reader: CellReader, data: Answer) => void,
  ): Promise<CachedAnswer> {
    const data: Answer = {};
    const reader = createCellReader({
      store: nothingKept,
      run: run.cacheRun,
      subgraph,
      now: cache.now(),
      isTrusted: true,
      findFetch: () => undefined,
    });
    read(reader, data);
    const wants = [...reader.wants];
    const { errors, failure } = await ask(run, wants, reader, data);
    return { data, errors, failure, emptyPlaces: listEmptyPlaces(data, copyWants(wants), { errors, failure }) };
  }

  return {
    fetchRoot(run) {
      const root = findSelection(run.readCondition)?.root;
      return root && answer(run, (reader, data) => reader.readRoot(root, data));
    },

    fetchEntities(run, asked) {
      const selection = findSelection(run.readCondition);
      if (selection === undefined) return undefined;
      const objects = asked.map(({ responseName, representations }) =>
        representations.map(({ value }) => selection.findEntity(responseName, value)),
      );
      if (!objects.some((each) => each.some((object) => object !== undefined && hasCells(object)))) return undefined;
      if (objects.some((each) => each.includes(undefined))) return undefined;
      const entities = asked.map(({ representations }, batch) =>
        representations.map(({ text, value }, index) => createWantedEntity(objects[batch]?.[index], text, value)),
      );
      const answered = answer(run, (reader, data) => {
        for (const [batch, { responseName }] of asked.entries()) {
          const targets: Answer[] = [];
          data[responseName] = targets;
          for (const [index, entity] of (entities[batch] ?? []).entries()) {
            const target: Answer = {};
            targets.push(target);
            const object = objects[batch]?.[index];
            if (object !== undefined) reader.readEntity(object, entity, target);
          }
        }
      });
      return answered.then((result) => {
        for (const [batch, { responseName }] of asked.entries()) {
          const targets = result.data[responseName];
          if (Array.isArray(targets)) dropHollow(targets as unknown[], objects[batch] ?? []);
        }
        return result;
      });
    },
  };
}

/**
 * Of an entity that is not there, or could not be fetched, only the type and the key are known, which the executor knows
 * better: for a subgraph, an object can have the name of an interface as its type.
 */
function dropHollow(targets: unknown[], objects: readonly (SelectedObject | undefined)[]): void {
  for (const [index, target] of targets.entries()) {
    const told = objects[index]?.fields.filter(({ kind }) => kind === 'cell' || kind === 'passing') ?? [];
    if (told.length === 0 || !isObject(target)) continue;
    if (told.every(({ responseName }) => !Object.hasOwn(target, responseName))) targets[index] = null;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/**
 * Who has waited for a fetch may find that others have begun to ask for what it did not bring. With what may not be kept
 * that would go on for as long as there are others.
 */
const maxJoinRounds = 3;

/** What is loaded may refer to entities, which have to be loaded as well. */
const maxLoadRounds = 3;

/** Errors take from wants what they are the answer to. */
function copyWants(wants: readonly ObjectWant[]): WantedMembers[] {
  return wants.map(({ target, fields }) => ({ target, names: [...fields].map(({ responseName }) => responseName) }));
}

const nothingWrong: AnsweredWants = { errors: [], failure: undefined, isInconsistent: false };
const nothingKept = { find: () => undefined };

function createWantedEntity(
  object: SelectedObject | undefined,
  representation: string,
  value: Readonly<Record<string, unknown>>,
): WantedEntity {
  const names = object?.identity?.keyNames;
  if (names === undefined) return { key: undefined, representation, requirements: '', isAskedFor: true };
  const key = createEntityKey(Object.fromEntries(names.map((name) => [name, value[name]])));
  const others = Object.entries(value).filter(([name]) => name !== '__typename' && !names.includes(name));
  const requirements = others.length === 0 ? '' : writeCanonicalJson(Object.fromEntries(others));
  return { key, representation, requirements, isAskedFor: true };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function hasCells({ fields, cellGroups }: SelectedObject): boolean {
  return cellGroups.length > 0 || fields.some(({ value }) => value !== undefined && valueHasCells(value));
}

function valueHasCells({ objects }: SelectedValue): boolean {
  return objects.some(hasCells);
}

function readOperation(document: DocumentNode): OperationDefinitionNode {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) return definition;
  }
  throw new Error('A fetch of the plan has no operation.');
}

/** The variables in @skip and @include. */
function listConditions(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

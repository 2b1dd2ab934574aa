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
import { type AnsweredWants, askSubgraph, toFailure } from './ask-subgraph.ts';
import { type CellRequestWriter, createCellRequestWriter } from './cell-request.ts';
import { createSelectionCompiler, type SelectionCompiler } from './compile-selection.ts';
import type { FieldCache } from './field-cache.ts';
import type { CachedFetchRun } from './cached-fetch-run.ts';
import { createEntityKey } from './fill-cells.ts';
import { type CellReader, createCellReader, type ObjectWant, type WantedEntity } from './read-cells.ts';
import type { SelectedObject, SelectedValue } from './selected-object.ts';
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
    if (reader.wants.length === 0 && awaited.length === 0) return { data, errors: [], failure: undefined };

    const wants = [...reader.wants];
    const [asked, ...joined] = await Promise.all([
      wants.length === 0 ? undefined : ask(run, wants, reader, data),
      ...awaited.map(([fetchId, joinedWants]) => join(run, fetchId, joinedWants, data)),
    ]);
    const answers = [asked, ...joined].flatMap((each) => each ?? []);
    // What is kept and what the subgraph says now do not fit together: it is asked for everything.
    if (answers.some(({ isInconsistent }) => isInconsistent)) return askForAll(run, read);
    return {
      data,
      errors: answers.flatMap(({ errors }) => errors),
      failure: answers.find(({ failure }) => failure !== undefined)?.failure,
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
    data: Answer,
  ): Promise<AnsweredWants> {
    try {
      await cache.fetches.join(fetchId, run.signal);
    } catch (error) {
      return { errors: [], failure: toFailure(error, { subgraph, run }), isInconsistent: false };
    }
    const reader = createReader(run, false);
    for (const { object, entity, target, fields } of wants) reader.readFields(object, entity, target, fields);
    const rest = [...reader.wants];
    return rest.length === 0 ? nothingWrong : ask(run, rest, reader, data);
  }

  function refresh(run: CachedFetchRun, wants: readonly ObjectWant[]): void {
    const background = { ...run, signal: undefined, cacheRun: cache.createRun(run) };
    const reader = createReader(background, false);
    void askSubgraph({ cache, client, subgraph, writer, run: background, wants, reader, data: {} }).then(
      ({ failure }) => failure && run.reportFailure(failure, subgraph),
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
    const { errors, failure } = await ask(run, [...reader.wants], reader, data);
    return { data, errors, failure };
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
      return answer(run, (reader, data) => {
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
    },
  };
}

/** What is loaded may refer to entities, which have to be loaded as well. */
const maxLoadRounds = 3;

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

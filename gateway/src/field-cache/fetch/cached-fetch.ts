// One fetch of a plan, answered from cells as far as they go, and by its subgraph for the rest.
import type { FetchNode } from '../../operation/plan/query-plan.ts';
import type { SubgraphClient } from '../../subgraph/subgraph-client.ts';
import { SubgraphRequestError } from '../../subgraph/subgraph-request-error.ts';
import { writeCanonicalJson } from '../selection/argument-key.ts';
import type { CellLoads } from '../replicas/cell-loads.ts';
import type { CachedGraph } from '../selection/cached-graph.ts';
import {
  type AnsweredWants,
  askSubgraph,
  combineAnswers,
  nothingWrong,
  standInForAll,
  toFailure,
} from './ask-subgraph.ts';
import { createCellRequestWriter } from './cell-request.ts';
import type { FieldCache } from '../field-cache.ts';
import type { CachedFetchRun } from './cached-fetch-run.ts';
import { compareCells } from './compare-cells.ts';
import { listEmptyPlaces } from './empty-places.ts';
import { compileFetchSelections, isWorthReading } from '../selection/fetch-selection.ts';
import { createEntityKey } from './fill-cells.ts';
import type { FinishedFetch } from './in-flight-fetches.ts';
import {
  type CellReader,
  createCellReader,
  type ObjectWant,
  type WantedEntity,
  type ServedCell,
} from './read-cells.ts';
import type { SelectedObject } from '../selection/selected-object.ts';
import { isAlias } from '../selection/write-out-document.ts';
import { type Place, readPath } from './placed-errors.ts';
import { takeErrors, takeFailure } from './take-errors.ts';

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
  /** Paths in the data at which something is missing that was asked for, and no error says so. */
  readonly emptyPlaces: readonly Place[];
}

export interface CachedFetch {
  /** The identity claims that what it brings depends on. Undefined when nothing says it of all of it. */
  findVaryBy(readCondition: (variable: string) => boolean): readonly string[] | undefined;
  /**
   * Undefined when nothing of it may be kept and the client does not ask where it came from: it is asked as it stands. So it
   * is when it resolves with nothing: what only the cache asks for has failed, and may have taken more with it.
   */
  fetchRoot(run: CachedFetchRun): Promise<CachedAnswer | undefined> | undefined;
  fetchEntities(run: CachedFetchRun, asked: readonly AskedEntities[]): Promise<CachedAnswer | undefined> | undefined;
}

export interface CachedFetchOptions {
  readonly cache: FieldCache;
  readonly graph: CachedGraph;
  readonly client: SubgraphClient;
}

export function compileCachedFetch(fetch: FetchNode, { cache, graph, client }: CachedFetchOptions): CachedFetch {
  const { subgraph } = fetch;
  const selections = compileFetchSelections(fetch, { graph, counters: cache.counters });
  const writer = createCellRequestWriter(selections);

  /** Reads, asks for what is missing, and waits for what others are asking for, until there is nothing left to want. */
  async function answer(
    run: CachedFetchRun,
    read: (reader: CellReader, data: Answer) => void,
  ): Promise<CachedAnswer | undefined> {
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

    const { isInconsistent, ...answered } = await obtain(run, { reader, awaited, data, round: 1 });
    // What is kept and what the subgraph says now do not fit together: it is asked for everything.
    if (isInconsistent) return askForAll(run, read);
    return toAnswer(data, answered);
  }

  interface Lack {
    readonly reader: CellReader;
    readonly awaited: readonly (readonly [fetchId: string, wants: readonly ObjectWant[]])[];
    readonly data: Answer;
    readonly round: number;
  }

  async function obtain(run: CachedFetchRun, lack: Lack): Promise<AnsweredWants> {
    const { reader, awaited, data } = lack;
    const wants = reader.wants.filter(({ fields }) => fields.size > 0);
    return combineAnswers(
      await Promise.all([
        ...(wants.length === 0 ? [] : [ask(run, wants, reader, data)]),
        ...awaited.map(([fetchId, joined]) => join(run, fetchId, joined, lack)),
      ]),
    );
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
      document: fetch.document,
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
    joined: readonly ObjectWant[],
    { data, round }: Pick<Lack, 'data' | 'round'>,
  ): Promise<AnsweredWants> {
    let finished: FinishedFetch | undefined;
    let failure: SubgraphRequestError | undefined;
    try {
      finished = await cache.fetches.join(fetchId, run.signal);
      failure = finished && takeFailure(finished, { run, joined });
    } catch (error) {
      failure = toFailure(error, { subgraph, run });
    }
    let reader = createReader(run, false);
    for (const { object, entity, target, fields } of joined) reader.readFields(object, entity, target, fields);
    if (reader.wants.length === 0) return nothingWrong;
    if (failure !== undefined) return standInForAll({ subgraph, run, wants: reader.wants, reader }, failure);
    const taken = finished && takeErrors(finished, reader.wants, { run, reader, joined, data });
    const lacking = reader.wants;
    // Others who lack the same may have begun to ask for it.
    reader = createReader(run, round < maxJoinRounds);
    for (const { object, entity, target, fields } of lacking) reader.readFields(object, entity, target, fields);
    const obtained = await obtain(run, { reader, awaited: [...reader.awaited], data, round: round + 1 });
    return combineAnswers([obtained, { ...nothingWrong, ...taken }]);
  }

  function refresh(run: CachedFetchRun, wants: readonly ObjectWant[]): void {
    const background = { ...run, signal: undefined, costMeter: undefined, cacheRun: cache.createRun(run) };
    const reader = createReader(background, false);
    // What has been served stays as it is: the response may still be put together when the answer comes.
    const apart = wants.map((want): ObjectWant => ({ ...want, target: {} }));
    askSubgraph({ cache, client, subgraph, writer, run: background, wants: apart, reader, data: {} })
      .then(({ failure }) => failure && run.reportFailure(failure, subgraph))
      .catch((error: unknown) => cache.onFault(error));
  }

  function compare(run: CachedFetchRun, served: readonly ServedCell[]): void {
    const background = { ...run, signal: undefined, costMeter: undefined, cacheRun: cache.createRun(run) };
    compareCells(served, { cache, client, subgraph, writer, run: background }).catch((error: unknown) => {
      if (error instanceof SubgraphRequestError) run.reportFailure(error, subgraph);
      else cache.onFault(error);
    });
  }

  async function askForAll(
    run: CachedFetchRun,
    read: (reader: CellReader, data: Answer) => void,
  ): Promise<CachedAnswer | undefined> {
    const data: Answer = {};
    const reader = createCellReader({
      store: nothingKept,
      run: run.cacheRun,
      subgraph,
      document: fetch.document,
      now: cache.now(),
      isTrusted: true,
      findFetch: () => undefined,
    });
    read(reader, data);
    const wants = [...reader.wants];
    return toAnswer(data, await ask(run, wants, reader, data));
  }

  return {
    findVaryBy: (readCondition) => selections.findSelection(readCondition).varyBy,

    fetchRoot(run) {
      const { root, isRootWorthReading } = selections.findSelection(run.readCondition);
      if (root === undefined || !(isRootWorthReading || isExplained(run))) return undefined;
      return answer(run, (reader, data) => reader.readRoot(root, data));
    },

    fetchEntities(run, asked) {
      const selection = selections.findSelection(run.readCondition);
      const objects = asked.map(({ responseName, representations }) =>
        representations.map(({ value }) => selection.findEntity(responseName, value)),
      );
      const isAnyWorthReading = objects.some((each) =>
        each.some((object) => object !== undefined && isWorthReading(object)),
      );
      if (!(isAnyWorthReading || isExplained(run))) return undefined;
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
        if (result === undefined) return undefined;
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

function toAnswer(
  data: Answer,
  { errors, failure, emptied }: Omit<AnsweredWants, 'isInconsistent'>,
): CachedAnswer | undefined {
  if (errors.some((error) => readPath(error).some(isAlias))) return undefined;
  return { data, errors, failure, emptyPlaces: listEmptyPlaces(data, emptied) };
}

function isExplained({ cacheRun }: CachedFetchRun): boolean {
  return cacheRun.outcome.origins !== undefined;
}

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

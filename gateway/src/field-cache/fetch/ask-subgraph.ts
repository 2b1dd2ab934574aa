// Asks a subgraph for what is wanted, puts it where it is wanted, and keeps what may be kept.
import type { SubgraphClient, SubgraphResponse } from '../../subgraph/subgraph-client.ts';
import { SubgraphRequestError } from '../../subgraph/subgraph-request-error.ts';
import type { CachedFetchRun } from './cached-fetch-run.ts';
import type { CellRequest, CellRequestWriter } from './cell-request.ts';
import type { WantedMembers } from './empty-places.ts';
import { locateErrors } from './error-places.ts';
import type { FieldCache } from '../field-cache.ts';
import { createCellFiller } from './fill-cells.ts';
import type { FinishedFetch } from './in-flight-fetches.ts';
import { findObject, isAnswer, placeErrors, settleErrors, standIn } from './placed-errors.ts';
import type { CellReader, ObjectWant } from './read-cells.ts';
import { readResponseTags } from '../response/response-tags.ts';
import { readAllowance } from './response-allowance.ts';
import type { SelectedField } from '../selection/selected-object.ts';

type Answer = Record<string, unknown>;

export interface AnsweredWants {
  /** The subgraph's errors, with paths in the answer to the whole document. */
  readonly errors: readonly unknown[];
  /** Why some of it is not there. */
  readonly failure: SubgraphRequestError | undefined;
  /** What the failure left empty, what errors took with them, and what those may be about that do not say where they belong. */
  readonly emptied: readonly WantedMembers[];
  /** Whether something was not there that a kept value refers to. */
  readonly isInconsistent: boolean;
}

export const nothingWrong: AnsweredWants = { errors: [], failure: undefined, emptied: [], isInconsistent: false };

export function combineAnswers(answers: readonly AnsweredWants[]): AnsweredWants {
  return {
    errors: answers.flatMap(({ errors }) => errors),
    failure: answers.find(({ failure }) => failure !== undefined)?.failure,
    emptied: answers.flatMap(({ emptied }) => emptied),
    isInconsistent: answers.some(({ isInconsistent }) => isInconsistent),
  };
}

export interface AskOptions {
  readonly cache: FieldCache;
  readonly client: SubgraphClient;
  readonly subgraph: string;
  readonly writer: CellRequestWriter;
  readonly run: CachedFetchRun;
  readonly wants: readonly ObjectWant[];
  readonly reader: CellReader;
  /** The answer to the whole document, as far as it is known. */
  readonly data: Answer;
  /** Whether an error of something else had taken this away when it was asked for together with that. */
  readonly isAgain?: boolean;
}

export async function askSubgraph(options: AskOptions): Promise<AnsweredWants> {
  const { cache, writer, run, wants } = options;
  const request = writer.write(wants, run);
  let finished: FinishedFetch;
  try {
    const names = wants.flatMap(({ cellNames }) => [...cellNames.values()]);
    finished = await cache.fetches.run(names, run.signal, async (signal) => ({
      run,
      wants,
      request,
      result: await fetchAndKeep(options, request, signal).catch(returnFailure),
    }));
  } catch (error) {
    return standInForAll(options, toFailure(error, options));
  }
  const { result } = finished;
  if (result instanceof SubgraphRequestError) return standInForAll(options, result);
  const { lost, ...answered } = placeAnswer(options, request, result);
  if (lost.length === 0 || answered.isInconsistent) return answered;
  return combineAnswers([answered, await askSubgraph({ ...options, wants: lost, isAgain: true })]);
}

function returnFailure(error: unknown): SubgraphRequestError {
  if (error instanceof SubgraphRequestError) return error;
  throw error;
}

/** One whose time is over leaves a fetch to the others who wait for it. */
export function toFailure(
  error: unknown,
  { subgraph, run }: Pick<AskOptions, 'subgraph' | 'run'>,
): SubgraphRequestError {
  if (error instanceof SubgraphRequestError) return error;
  if (run.signal?.aborted !== true) throw error;
  const message = `Subgraph "${subgraph}" did not answer in time.`;
  return new SubgraphRequestError('GATEWAY_TIMEOUT', subgraph, message, { cause: error });
}

async function fetchAndKeep(
  { cache, client, subgraph, run, wants }: AskOptions,
  request: CellRequest,
  signal: AbortSignal,
): Promise<SubgraphResponse> {
  const { body, document, wantsAt } = request;
  const { store, now, random, secondTier } = cache;
  const fence = store.openFence();
  const position = secondTier?.position;
  try {
    const fetchedAt = now();
    // An exchange that others began may be older than the fence; those who miss the same cells already share this one.
    const { principal, correlation } = run;
    run.costMeter?.noteRequest();
    const response = await client.send({ body, principal, correlation, signal, isShareable: false });
    const { data, errors } = response;
    run.costMeter?.noteAnswer(document, data);
    checkShape(subgraph, response, wantsAt);
    const located = locateErrors(errors);
    const isClear = placeErrors(response, request, wants).unplaced.length === 0;
    if (data === undefined || data === null || located === 'nowhere' || !isClear) {
      run.cacheRun.outcome.noteUnknown();
      return response;
    }
    const tags = readResponseTags(response.extensions, wantsAt.size);
    const allowance = readAllowance(response.cacheControl);
    const filler = createCellFiller({
      store,
      run: run.cacheRun,
      subgraph,
      document,
      fence,
      fetchedAt,
      position,
      allowance,
      random,
      onWritten(target, cells) {
        cache.noteFetched(target);
        secondTier?.save(target, cells);
      },
    });
    for (const want of wants) {
      const { object, entity, fields } = want;
      const place = request.places.get(want);
      if (entity === undefined || place === undefined) {
        for (const field of fields) filler.fillRoot(object, field, data, { places: located, tags: tags.root });
        continue;
      }
      const found = findObject(want, request, response);
      const errorPlaces = located?.inside.get(place.responseName)?.inside.get(place.index);
      const { requirements } = entity;
      const key = entity.key ?? unknownKey;
      if (isAnswer(found) && isAnother(want, found)) run.cacheRun.outcome.noteUnknown();
      else if (isAnswer(found) && errorPlaces?.isHere !== true) {
        filler.fillEntity(object, key, fields, found, {
          requirements,
          places: errorPlaces,
          tags: tags.ofEntity(place.index),
        });
      } else if (found === null && located === undefined) filler.fillAbsent(object, key, fields, requirements);
      else run.cacheRun.outcome.noteUnknown();
    }
    return response;
  } finally {
    fence.close();
  }
}

/** Whether the answer says that it is about another entity than the one that was asked for. */
function isAnother({ object: { echo }, entity }: ObjectWant, found: Answer): boolean {
  const key = entity?.key;
  return (
    echo !== undefined && key !== undefined && String(found[echo.responseName]) !== String(key.values[echo.keyName])
  );
}

/** Of an entity that is not identified: its object has no identity either, so nothing is found by it. */
const unknownKey = { text: '', values: {} };

/** The received entities must be as many as were asked for, or none could be told apart. */
export function checkShape(
  subgraph: string,
  { data, errors }: SubgraphResponse,
  wantsAt: CellRequest['wantsAt'],
): void {
  if (data === undefined || data === null) return;
  for (const [responseName, lists] of wantsAt) {
    const entities = data[responseName];
    if (Array.isArray(entities) && entities.length === lists.length) continue;
    // A subgraph may null the whole list when one entity fails in a non-null place; its errors then say why.
    if ((entities === null || entities === undefined) && (errors?.length ?? 0) > 0) continue;
    const received = Array.isArray(entities) ? entities.length : 'no';
    throw new SubgraphRequestError(
      'SUBREQUEST_MALFORMED_RESPONSE',
      subgraph,
      `Subgraph "${subgraph}" sent ${received} entities; expected ${lists.length}.`,
    );
  }
}

/** Kept values stand in where they may; the failure is told of the rest. */
export function standInForAll(
  { subgraph, run, wants, reader }: Pick<AskOptions, 'subgraph' | 'run' | 'wants' | 'reader'>,
  failure: SubgraphRequestError,
): AnsweredWants {
  const emptied = wants.flatMap((want) => {
    const left = [...want.fields].filter((field) => !standIn(want, field, reader));
    return left.length === 0 ? [] : copyWant(want, left);
  });
  run.cacheRun.outcome.noteUnknown();
  if (emptied.length > 0) return { ...nothingWrong, failure, emptied };
  run.reportFailure(failure, subgraph);
  return nothingWrong;
}

function copyWant({ target, fields: all }: ObjectWant, fields: Iterable<SelectedField> = all): WantedMembers {
  return { target, names: [...fields].map(({ responseName }) => responseName) };
}

interface PlacedAnswer extends AnsweredWants {
  /** What errors of something else took away. */
  readonly lost: readonly ObjectWant[];
}

function placeAnswer(
  { wants, reader, data, run, isAgain = false }: AskOptions,
  request: CellRequest,
  response: SubgraphResponse,
): PlacedAnswer {
  const { errors = [] } = response;
  const { of: findOwn, unplaced } = placeErrors(response, request, wants);
  const told: unknown[] = [];
  const emptied: WantedMembers[] = [];
  const lost: ObjectWant[] = [];
  let isInconsistent = false;
  const used = new Set<unknown>();
  if (errors.length > 0) run.cacheRun.outcome.noteUnknown();
  for (const want of wants) {
    const found = findObject(want, request, response);
    let own = findOwn(want);
    if (isAnswer(found)) {
      const isFirst = !used.has(found);
      used.add(found);
      run.cacheRun.outcome.origins?.copy(found, want.target);
      for (const { responseName } of want.fields) {
        const value = found[responseName];
        // Each has objects of its own: the executor adds to them.
        if (value !== undefined) want.target[responseName] = isFirst ? value : structuredClone(value);
      }
      const { echo } = want.object;
      // It may be another entity's than the one that was asked for: then nobody must take it for that.
      if (echo !== undefined) want.target[echo.responseName] = found[echo.responseName] ?? null;
    } else if (own.length === 0 && unplaced.length === 0) {
      if (found === null || errors.length === 0) {
        if (want.entity?.isAskedFor === false) isInconsistent = true;
        continue;
      }
      if (!isAgain) {
        lost.push(want);
        continue;
      }
      own = errors.map((error) => ({ error, field: undefined, rest: [] }));
    }
    const isLost = !isAnswer(found);
    const settled = settleErrors({ want, fields: want.fields, isLost, errors: own, unplaced }, { reader, data });
    told.push(...settled.told);
    if (isLost ? !settled.isWhole : unplaced.length > 0) emptied.push(copyWant(want));
  }
  if (emptied.length > 0) told.push(...unplaced);
  return { errors: told, failure: undefined, emptied, isInconsistent, lost };
}

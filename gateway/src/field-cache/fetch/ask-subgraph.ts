// Asks a subgraph for what is wanted, puts it where it is wanted, and keeps what may be kept.
import type { SubgraphClient, SubgraphResponse } from '../../subgraph/subgraph-client.ts';
import { uninformativeCodes } from '../../subgraph/readable-error.ts';
import { SubgraphRequestError } from '../../subgraph/subgraph-request-error.ts';
import type { CachedFetchRun } from './cached-fetch-run.ts';
import type { CellRequest, CellRequestWriter } from './cell-request.ts';
import { locateErrors } from './error-places.ts';
import type { FieldCache } from '../field-cache.ts';
import { createCellFiller } from './fill-cells.ts';
import type { CellReader, ObjectWant } from './read-cells.ts';
import { readResponseTags } from '../response/response-tags.ts';
import { readAllowance } from './response-allowance.ts';
import type { SelectedField } from '../selection/selected-object.ts';

type Answer = Record<string, unknown>;
export type Place = readonly (string | number)[];

export interface AnsweredWants {
  /** The subgraph's errors, with paths in the answer to the whole document. */
  readonly errors: readonly unknown[];
  /** Why some of it is not there. */
  readonly failure: SubgraphRequestError | undefined;
  /** What errors inside it have taken with them. */
  readonly lost: readonly ObjectWant[];
  /** Whether something was not there that a kept value refers to. */
  readonly isInconsistent: boolean;
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
}

export async function askSubgraph(options: AskOptions): Promise<AnsweredWants> {
  const { cache, subgraph, writer, run, wants } = options;
  const request = writer.write(wants, run);
  let response: SubgraphResponse;
  try {
    const names = wants.flatMap(({ cellNames }) => [...cellNames.values()]);
    const finished = await cache.fetches.run(names, run.signal, async (signal) => {
      const answered = await fetchAndKeep(options, request, signal);
      checkShape(subgraph, answered, request);
      return { principal: run.principal, wants, request, response: answered };
    });
    response = finished.response;
  } catch (failure) {
    return standInForAll(options, toFailure(failure, options));
  }
  return placeAnswer(options, request, response);
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
  { body, document, places, wantsAt }: CellRequest,
  signal: AbortSignal,
): Promise<SubgraphResponse> {
  const { store, now, random, secondTier } = cache;
  const fence = store.openFence();
  const position = secondTier?.position;
  try {
    const fetchedAt = now();
    // An exchange that others began may be older than the fence; those who miss the same cells already share this one.
    const response = await client.send({ body, principal: run.principal, signal, isShareable: false });
    const { data, errors } = response;
    const located = locateErrors(errors);
    if (data === undefined || data === null || located === 'nowhere') {
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
      allowance,
      random,
      onWritten(target, cells) {
        if (position !== undefined) secondTier?.save(target, cells, position);
      },
    });
    for (const want of wants) {
      const { object, entity, fields } = want;
      const place = places.get(want);
      if (entity === undefined || place === undefined) {
        for (const field of fields) filler.fillRoot(object, field, data, { places: located, tags: tags.root });
        continue;
      }
      const list = data[place.responseName];
      const found: unknown = Array.isArray(list) ? list[place.index] : undefined;
      const errorPlaces = located?.inside.get(place.responseName)?.inside.get(place.index);
      const { requirements } = entity;
      const key = entity.key ?? unknownKey;
      if (isAnswer(found)) {
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

/** Of an entity that is not identified: its object has no identity either, so nothing is found by it. */
const unknownKey = { text: '', values: {} };

/** The received entities must be as many as were asked for, or none could be told apart. */
function checkShape(subgraph: string, { data, errors }: SubgraphResponse, { wantsAt }: CellRequest): void {
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
  const isWhole = standInForEach(wants, reader);
  run.cacheRun.outcome.noteUnknown();
  if (!isWhole) return { errors: [], failure, lost: [], isInconsistent: false };
  run.reportFailure(failure, subgraph);
  return { errors: [], failure: undefined, lost: [], isInconsistent: false };
}

function standInForEach(wants: readonly ObjectWant[], reader: CellReader): boolean {
  let isWhole = true;
  for (const want of wants) {
    for (const field of want.fields) if (!standIn(want, field, reader)) isWhole = false;
  }
  return isWhole;
}

export function standIn(want: ObjectWant, field: SelectedField, reader: CellReader): boolean {
  if (field.kind === 'typename') return true;
  const cell = want.fallbacks.get(field);
  return cell !== undefined && reader.standIn(want, field, cell);
}

function placeAnswer(
  { wants, reader, data: answer, run }: AskOptions,
  request: CellRequest,
  { data, errors = [] }: SubgraphResponse,
): AnsweredWants {
  let isInconsistent = false;
  const used = new Set<unknown>();
  const missing: ObjectWant[] = [];
  for (const want of wants) {
    const place = request.places.get(want);
    const list = place && data?.[place.responseName];
    const found: unknown = place === undefined ? data : Array.isArray(list) ? list[place.index] : undefined;
    if (isAnswer(found)) {
      const isFirst = !used.has(found);
      used.add(found);
      run.cacheRun.outcome.origins?.copy(found, want.target);
      for (const { responseName } of want.fields) {
        const value = found[responseName];
        // Each has objects of its own: the executor adds to them.
        if (value !== undefined) want.target[responseName] = isFirst ? value : structuredClone(value);
      }
    } else {
      missing.push(want);
      if (want.entity?.isAskedFor === false && errors.length === 0) isInconsistent = true;
    }
  }
  if (errors.length > 0) run.cacheRun.outcome.noteUnknown();
  if (!isAnswer(data) && errors.every(isSystemFailure) && standInForEach(wants, reader)) {
    return { errors: [], failure: undefined, lost: [], isInconsistent: false };
  }
  const hits = errors.map((error) => [error, locateError(error, request, wants)] as const);
  // One that is not there, and no error is in it, is not known to its subgraph.
  const lost = missing.filter((want) => {
    const place = request.places.get(want);
    const isListThere = isAnswer(data) && (place === undefined || Array.isArray(data[place.responseName]));
    return errors.length > 0 && (!isListThere || hits.some(([, hit]) => hit?.wants.includes(want)));
  });
  const remaining = hits.flatMap(([error, hit]) => {
    if (hit === undefined) return [error];
    if (isSystemFailure(error) && hit.wants.every((want) => standInAt(want, hit.field, reader))) return [];
    if (hit.wants.every(({ entity }) => entity === undefined)) return [error];
    return hit.wants.map((want) => ({ ...(error as object), path: [...findPlace(answer, want.target), ...hit.rest] }));
  });
  return { errors: remaining, failure: undefined, lost: remaining.length === 0 ? [] : lost, isInconsistent };
}

interface ErrorHit {
  readonly wants: readonly ObjectWant[];
  /** The response name of the wanted field that failed; undefined when the object as a whole did. */
  readonly field: string | undefined;
  /** The path inside the wanted object. */
  readonly rest: Place;
}

/** Undefined for an error that does not say where it belongs. */
export function locateError(
  error: unknown,
  { wantsAt }: CellRequest,
  wants: readonly ObjectWant[],
): ErrorHit | undefined {
  const path: unknown = typeof error === 'object' && error !== null && 'path' in error ? error.path : undefined;
  if (!Array.isArray(path) || path.length === 0) return undefined;
  const [first, index, ...rest] = path as (string | number)[];
  const lists = typeof first === 'string' ? wantsAt.get(first) : undefined;
  if (lists !== undefined) {
    if (typeof index !== 'number') return undefined;
    const [field] = rest;
    return { wants: lists[index] ?? [], field: typeof field === 'string' ? field : undefined, rest };
  }
  const roots = wants.filter(({ entity }) => entity === undefined);
  return { wants: roots, field: typeof first === 'string' ? first : undefined, rest: path as Place };
}

export function hasPath(error: unknown): boolean {
  const path: unknown = typeof error === 'object' && error !== null && 'path' in error ? error.path : undefined;
  return Array.isArray(path) && path.length > 0;
}

function standInAt(want: ObjectWant, responseName: string | undefined, reader: CellReader): boolean {
  const failed = [...want.fields].filter(
    (field) =>
      responseName === undefined || field.responseName === responseName || !(field.responseName in want.target),
  );
  let isWhole = failed.length > 0;
  for (const field of failed) if (!standIn(want, field, reader)) isWhole = false;
  return isWhole;
}

/** What a subgraph says when a system behind it fails; everything else is its answer, and no kept value replaces it. */
const systemFailures: ReadonlySet<unknown> = new Set([
  'SYSTEM_UNAVAILABLE',
  'CIRCUIT_BREAKER_OPEN',
  'GATEWAY_TIMEOUT',
  'DOWNSTREAM_SERVICE_ERROR',
  'INTERNAL_SERVER_ERROR',
]);

export function isSystemFailure(error: unknown): boolean {
  return systemFailures.has(readCode(error));
}

/** Whether it may be what this caller alone is told: what a system or a server fails with says nothing of anybody. */
export function isRefusal(error: unknown): boolean {
  return !isSystemFailure(error) && !uninformativeCodes.has(readCode(error));
}

function readCode(error: unknown): unknown {
  const { extensions } = (error ?? {}) as { readonly extensions?: { readonly code?: unknown } };
  return extensions?.code;
}

export function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where an object stands in an answer. Looked for only when something went wrong. */
export function findPlace(value: unknown, object: unknown): Place {
  return search(value, object, []) ?? [];
}

function search(value: unknown, object: unknown, place: Place): Place | undefined {
  if (value === object) return place;
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [step, inner] of entries) {
    const found = search(inner, object, [...place, step]);
    if (found !== undefined) return found;
  }
  return undefined;
}

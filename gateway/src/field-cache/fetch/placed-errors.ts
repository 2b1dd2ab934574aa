// Which of the wants the errors of an answer belong to, and what becomes of the fields that they concern.
import type { SubgraphResponse } from '../../subgraph/subgraph-client.ts';
import type { SelectedField } from '../selection/selected-object.ts';
import type { CellRequest } from './cell-request.ts';
import type { CellReader, ObjectWant } from './read-cells.ts';

export type Place = readonly (string | number)[];

export interface PlacedError {
  readonly error: unknown;
  /** The response name of the wanted field that failed; undefined when the object as a whole did. */
  readonly field: string | undefined;
  /** The path inside the wanted object. */
  readonly rest: Place;
}

export interface PlacedErrors {
  readonly of: (want: ObjectWant) => readonly PlacedError[];
  /** Those that do not say where they belong. */
  readonly unplaced: readonly unknown[];
}

export function placeErrors(
  { errors = [] }: SubgraphResponse,
  { wantsAt }: CellRequest,
  wants: readonly ObjectWant[],
): PlacedErrors {
  const placed = new Map<ObjectWant, PlacedError[]>();
  const unplaced: unknown[] = [];
  const roots = wants.filter(({ entity }) => entity === undefined);
  for (const error of errors) {
    const path = readPath(error);
    const [first = '', index] = path;
    const lists = wantsAt.get(String(first));
    const hit = lists === undefined ? roots : ((typeof index === 'number' ? lists[index] : undefined) ?? []);
    const rest = lists === undefined ? path : path.slice(2);
    const [field] = rest;
    if (path.length === 0 || hit.length === 0) unplaced.push(withoutPath(error));
    for (const want of path.length === 0 ? [] : hit) {
      const known = placed.get(want) ?? [];
      placed.set(want, known);
      known.push({ error, field: typeof field === 'string' ? field : undefined, rest });
    }
  }
  return { of: (want) => placed.get(want) ?? [], unplaced };
}

/** None where the path is not one. */
export function readPath(error: unknown): Place {
  const path: unknown = typeof error === 'object' && error !== null && 'path' in error ? error.path : undefined;
  return Array.isArray(path) ? (path as Place) : [];
}

/** A path that leads nowhere in the answer that is put together. */
function withoutPath(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('path' in error)) return error;
  const { path: _, ...rest } = error;
  return rest;
}

/** What was answered for a want: null for an entity that is not there, undefined where a null above took it away. */
export function findObject(want: ObjectWant, { places }: CellRequest, { data }: SubgraphResponse): unknown {
  if (data === undefined || data === null) return undefined;
  const place = places.get(want);
  if (place === undefined) return data;
  const list = data[place.responseName];
  return Array.isArray(list) ? list[place.index] : undefined;
}

export interface FailedFields {
  readonly want: ObjectWant;
  readonly fields: Iterable<SelectedField>;
  /** Whether nothing was answered for the object. */
  readonly isLost: boolean;
  readonly errors: readonly PlacedError[];
  /** Further reasons for what is lost. */
  readonly unplaced: readonly unknown[];
}

/** Lets kept values stand in for what systems failed to give, and returns what is to be told of the rest. */
export function settleErrors(
  { want, fields, isLost, errors, unplaced }: FailedFields,
  { reader, data }: { readonly reader: CellReader; readonly data: unknown },
): { readonly told: readonly unknown[]; readonly isWhole: boolean } {
  const replaced = new Set<string>();
  const left: string[] = [];
  for (const field of fields) {
    const { responseName } = field;
    const own = errors.filter((each) => each.field === undefined || each.field === responseName);
    // A null has moved up from other fields, and taken this one with it.
    const placed = own.length === 0 && isLost ? errors : own;
    const reasons = [...placed.map(({ error }) => error), ...(isLost ? unplaced : [])];
    if (reasons.length === 0) continue;
    if (reasons.every(isSystemFailure) && standIn(want, field, reader)) replaced.add(responseName);
    else left.push(responseName);
  }
  if (errors.length === 0 || (isLost && left.length === 0)) return { told: [], isWhole: left.length === 0 };
  const place = findPlace(data, want.target);
  const tell = (error: unknown, rest: Place): unknown => {
    const path = [...place, ...rest];
    return path.length === 0 ? withoutPath(error) : { ...(error as object), path };
  };
  const remaining = errors.filter(({ field }) => (field === undefined ? left.length > 0 : !replaced.has(field)));
  const told = remaining.map(({ error, rest }) => tell(error, rest));
  // What the errors are about has been replaced, and not all that they took with them.
  if (told.length === 0) for (const name of left) told.push(...errors.map(({ error }) => tell(error, [name])));
  return { told, isWhole: left.length === 0 };
}

export function isAnswer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function standIn(want: ObjectWant, field: SelectedField, reader: CellReader): boolean {
  if (field.kind === 'typename') return true;
  const cell = want.fallbacks.get(field);
  return cell !== undefined && reader.standIn(want, field, cell);
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
  const { extensions } = (error ?? {}) as { readonly extensions?: { readonly code?: unknown } };
  return systemFailures.has(extensions?.code);
}

/** Where an object stands in an answer. Looked for only when something went wrong. */
function findPlace(value: unknown, object: unknown): Place {
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

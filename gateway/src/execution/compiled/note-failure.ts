// Notes what went wrong at a subgraph, with the places of the response that it leaves empty.
import { isScopeAlias, toResponseName } from '../../operation/internal-name.ts';
import { createPlaceMap, type ResponsePlace } from '../../response/response-place.ts';
import { readSubgraphError } from '../../subgraph/readable-error.ts';
import type { SubgraphFailure } from '../../subgraph/subgraph-failure.ts';
import { SubgraphRequestError } from '../../subgraph/subgraph-request-error.ts';
import type { ExecutionRun } from './execution-run.ts';
import type { SubgraphConnection } from './subgraph-connection.ts';

export interface ErrorPlacing {
  /** Where in the response an error with a path shows; `undefined` when it speaks of the fetch as a whole. */
  readonly placeError: (error: unknown) => readonly ResponsePlace[] | undefined;
  /** The places of all fields that the fetch was to fill. */
  readonly listFields: () => readonly ResponsePlace[];
}

/** For errors in the subgraph's response. */
export function noteErrors(
  { failures }: ExecutionRun,
  { name, errors: policy }: SubgraphConnection,
  errors: readonly unknown[],
  { placeError, listFields }: ErrorPlacing,
): void {
  for (const error of errors) {
    const exact = placeError(error);
    const places = (exact ?? listFields()).map(toResponsePlace);
    const scope = exact === undefined ? 'fetch' : 'exact';
    failures.push({ subgraph: name, ...readSubgraphError(error, policy), places, scope });
  }
}

/** For what an error has taken with it: the data around the place that it names. */
export function noteLoss(
  { failures }: ExecutionRun,
  { name, errors: policy }: SubgraphConnection,
  error: unknown,
  places: readonly ResponsePlace[],
): void {
  if (places.length === 0) return;
  failures.push({
    subgraph: name,
    ...readSubgraphError(error, policy),
    places: places.map(toResponsePlace),
    scope: 'loss',
  });
}

/** For fields of objects that nobody could be asked for: where a failure has left out what they depend on. */
export function noteUnasked({ failures }: ExecutionRun, objects: readonly ObjectFields[]): void {
  if (objects.length === 0) return;
  const causes = createPlaceMap<SubgraphFailure>();
  for (const failure of failures) for (const place of failure.places) causes.add(place, failure);
  for (const { place, fields } of objects) {
    const cause = causes.find(toResponsePlace(place));
    if (cause === undefined) continue;
    const places = fields.map((field) => toResponsePlace([...place, field]));
    failures.push({ ...cause, places, scope: 'loss' });
  }
}

export interface ObjectFields {
  readonly place: ResponsePlace;
  readonly fields: readonly string[];
}

/** For a request that brought no response. Throws everything else: a fault of the gateway must not pass for one of theirs. */
export function noteFailure(
  run: ExecutionRun,
  { name }: SubgraphConnection,
  error: unknown,
  places: readonly ResponsePlace[],
): void {
  if (!(error instanceof SubgraphRequestError)) throw error;
  run.reportFailure(error, name);
  run.failures.push({
    subgraph: name,
    message: error.message,
    extensions: { code: error.code, service: name },
    places: places.map(toResponsePlace),
    scope: 'fetch',
  });
}

/** The path of an error, when it has one that can be one. */
export function readErrorPath(error: unknown): ResponsePlace | undefined {
  const path: unknown = typeof error === 'object' && error !== null && 'path' in error ? error.path : undefined;
  if (!Array.isArray(path)) return undefined;
  return path.every((step): step is string | number => typeof step === 'string' || typeof step === 'number')
    ? path
    : undefined;
}

/** What was asked of an object for its account belongs to the object as a whole. */
function toResponsePlace(place: ResponsePlace): ResponsePlace {
  const scope = place.findIndex((step) => typeof step === 'string' && isScopeAlias(step));
  const shown = scope < 0 ? place : place.slice(0, scope);
  return shown.map((step) => (typeof step === 'string' ? toResponseName(step) : step));
}

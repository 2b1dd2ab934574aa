// The result of an operation: the shaped data, and what went wrong, each with the path of the field that it left empty.
import { GraphQLError } from 'graphql';
import { CodedError } from '../error-codes/coded-error.ts';
import type { ShapedResponse, ValueError } from '../execution/compiled/response-shape.ts';
import type { ExecutionResult } from '../execution/execution-engine.ts';
import type { SubgraphFailure } from '../subgraph/subgraph-failure.ts';
import { hideWithheld } from './hide-withheld.ts';
import { createPlaceMap, readPlace, type ResponsePlace } from './response-place.ts';

export function attachFailures(shaped: ShapedResponse, given: readonly SubgraphFailure[]): ExecutionResult {
  const { data } = shaped;
  if (given.length === 0 && shaped.errors.length === 0) return { data };
  const failures = hideWithheld(given, shaped);
  const errors: GraphQLError[] = [];
  // What a subgraph's error has left empty needs no second error that it is empty.
  const told = createPlaceMap<true>();
  const tell = ({ message, extensions }: SubgraphFailure, path: ResponsePlace): void => {
    errors.push(new GraphQLError(message, { ...(path.length > 0 && { path }), extensions }));
    told.add(path, true);
  };
  for (const failure of failures) {
    if (failure.scope === 'loss') continue;
    const places = failure.scope === 'exact' ? failure.places : listEmpty(failure, data);
    // A failure whose place is unknown, or that left nothing of what the client asked for empty, is still told: once.
    if (places.length === 0) tell(failure, []);
    for (const place of places) tell(failure, trimToResponse(place, data));
  }
  for (const failure of failures) {
    if (failure.scope !== 'loss') continue;
    for (const place of listEmpty(failure, data)) if (told.find(place) === undefined) tell(failure, place);
  }
  const valueErrors = shaped.errors
    .filter((error) => isTold(error) || told.find(error.place) === undefined)
    .map(({ message, place, code = 'DOWNSTREAM_SERVICE_ERROR' }) => new CodedError(code, message, { path: place }));
  return { data, errors: [...errors, ...valueErrors] };
}

/** Whether it is told whatever else has failed around it. */
function isTold({ code, withheld }: ValueError): boolean {
  return code !== undefined && withheld !== 'unknown';
}

function listEmpty({ places }: SubgraphFailure, data: unknown): ResponsePlace[] {
  return places.filter((place) => readPlace(place, data) === null);
}

/**
 * The part of a place that the client's response has. What a subgraph was asked for internally, such as a key, can
 * fail as well; the error then belongs to the object it is part of.
 */
function trimToResponse(place: ResponsePlace, data: unknown): ResponsePlace {
  let length = place.length;
  while (length > 0 && readPlace(place.slice(0, length), data) === undefined) length -= 1;
  return place.slice(0, length);
}

// Adds what went wrong at subgraphs to the result, each with the path of the field that it left empty.
import { GraphQLError } from 'graphql';
import { CodedError } from '../error-codes/coded-error.ts';
import type { ExecutionResult } from '../execution/execution-engine.ts';
import type { ResponsePlace } from '../subgraph/entity-places.ts';
import type { SubgraphFailure } from '../subgraph/subgraph-failure.ts';

export function attachFailures(result: ExecutionResult, failures: readonly SubgraphFailure[]): ExecutionResult {
  const { valueCompletion, ...extensions } = result.extensions ?? {};
  const errors = [...(result.errors ?? []), ...failures.flatMap((failure) => createErrors(failure, result.data))];
  // The executor hides nulls in non-null places and values of the wrong type in an extension. They are errors.
  if (errors.length === 0) errors.push(...readValueErrors(valueCompletion));
  if (errors.length === 0) return result;
  return {
    ...(result.data !== undefined && { data: result.data }),
    errors,
    ...(Object.keys(extensions).length > 0 && { extensions }),
  };
}

function createErrors({ message, extensions, places, isExact }: SubgraphFailure, data: unknown): GraphQLError[] {
  const paths = isExact
    ? places.map((place) => trimToResponse(place, data))
    : places.filter((place) => readPlace(place, data) === null);
  // A failure whose place is unknown, or that left nothing of what the client asked for empty, is still told: once.
  if (paths.length === 0) return [new GraphQLError(message, { extensions })];
  return paths.map((path) => new GraphQLError(message, { path, extensions }));
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

/** The value at a place: `null` when it or something above it is null, `undefined` when there is no such field. */
function readPlace(place: ResponsePlace, data: unknown): unknown {
  let value = data;
  for (const step of place) {
    if (value === null) return null;
    if (typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function readValueErrors(valueCompletion: unknown): GraphQLError[] {
  if (!Array.isArray(valueCompletion)) return [];
  return valueCompletion
    .filter((error) => error instanceof GraphQLError)
    .map(({ message, path }) => new CodedError('DOWNSTREAM_SERVICE_ERROR', message, { path }));
}

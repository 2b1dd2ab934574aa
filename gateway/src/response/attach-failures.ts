// The result of an operation: the shaped data, and what went wrong, each with the path of the field that it left empty.
import { GraphQLError } from 'graphql';
import { CodedError } from '../error-codes/coded-error.ts';
import type { ShapedResponse, ValueError } from '../execution/compiled/response-shape.ts';
import type { ExecutionResult } from '../execution/execution-engine.ts';
import type { SubgraphFailure } from '../subgraph/subgraph-failure.ts';
import type { ResponsePlace } from './response-place.ts';

export function attachFailures(shaped: ShapedResponse, failures: readonly SubgraphFailure[]): ExecutionResult {
  const { data } = shaped;
  if (failures.length === 0 && shaped.errors.length === 0) return { data };
  const errors = failures.flatMap((failure) => createErrors(failure, data));
  // What a subgraph's error has left empty needs no second error that it is empty.
  const isExplained = ({ place }: ValueError): boolean =>
    errors.some(({ path = [] }) => path.length === 0 || isSameBranch(path, place));
  const valueErrors = shaped.errors
    .filter((error) => !isExplained(error))
    .map(({ message, place }) => new CodedError('DOWNSTREAM_SERVICE_ERROR', message, { path: place }));
  return { data, errors: [...errors, ...valueErrors] };
}

function isSameBranch(left: ResponsePlace, right: ResponsePlace): boolean {
  return left.slice(0, right.length).every((step, index) => step === right[index]);
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

// What those are told who waited for a fetch of somebody else, when its answer has errors where they wanted values: the
// same as who began it. If they all asked again, a system that fails would be asked as often as there are callers. Only
// what may be an answer to just that caller is asked for again.
import { describePrincipal } from '../../authentication/principal-key.ts';
import { findPlace, isAnswer, isRefusal, isSystemFailure, locateError, type Place, standIn } from './ask-subgraph.ts';
import type { CachedFetchRun } from './cached-fetch-run.ts';
import type { FinishedFetch } from './in-flight-fetches.ts';
import type { CellReader, ObjectWant } from './read-cells.ts';
import { isShareable, readAllowance } from './response-allowance.ts';
import type { SelectedField } from '../selection/selected-object.ts';

type Answer = Record<string, unknown>;

export interface TakeErrorsOptions {
  readonly run: CachedFetchRun;
  readonly reader: CellReader;
  /** The answer to the whole document, as far as it is known. */
  readonly data: Answer;
}

/** Takes from the wants what errors are the answer to, and returns these, with paths in the answer. */
export function takeErrors(
  finished: FinishedFetch,
  wants: readonly ObjectWant[],
  { run, reader, data }: TakeErrorsOptions,
): unknown[] {
  const { errors = [], cacheControl } = finished.response;
  if (errors.length === 0) return [];
  const allowance = readAllowance(cacheControl);
  const isSameCaller = describePrincipal(finished.principal) === describePrincipal(run.principal);
  const asked = indexByName(finished.wants);
  /** Each once: some say nothing of where they belong. */
  const told = new Set<unknown>();
  for (const want of wants) {
    for (const field of want.fields) {
      const origin = asked.get(want.cellNames.get(field) ?? '');
      const found = origin && findErrors(origin, finished);
      if (found === undefined || found.errors.length === 0) continue;
      const isForAll = isShareable(field.policy, allowance) && !found.errors.some(({ error }) => isRefusal(error));
      if (!isSameCaller && !isForAll) continue;
      want.fields.delete(field);
      run.cacheRun.outcome.noteUnknown();
      if (found.errors.every(({ error }) => isSystemFailure(error)) && standIn(want, field, reader)) continue;
      if (found.value !== undefined) want.target[field.responseName] = structuredClone(found.value);
      for (const { error, rest } of found.errors) {
        told.add(
          rest === undefined
            ? error
            : { ...(error as object), path: [...findPlace(data, want.target), field.responseName, ...rest] },
        );
      }
    }
  }
  return [...told];
}

interface AskedField {
  readonly want: ObjectWant;
  readonly field: SelectedField;
}

function indexByName(wants: readonly ObjectWant[]): Map<string, AskedField> {
  const asked = new Map<string, AskedField>();
  for (const want of wants) for (const [field, name] of want.cellNames) asked.set(name, { want, field });
  return asked;
}

interface FieldErrors {
  readonly value: unknown;
  /** `rest` is the path inside the field; undefined where the error does not say where it belongs. */
  readonly errors: readonly { readonly error: unknown; readonly rest: Place | undefined }[];
}

function findErrors({ want, field }: AskedField, { wants, request, response }: FinishedFetch): FieldErrors {
  const { data, errors = [] } = response;
  const place = request.places.get(want);
  const list = place && data?.[place.responseName];
  const object: unknown = place === undefined ? data : Array.isArray(list) ? list[place.index] : undefined;
  const value = isAnswer(object) ? object[field.responseName] : undefined;
  const concerning = errors.flatMap((error) => {
    const hit = locateError(error, request, wants);
    if (hit === undefined) return { error, rest: undefined };
    if (!hit.wants.includes(want)) return [];
    if (hit.field === field.responseName) return { error, rest: hit.rest.slice(1) };
    // A null has moved up from another field, and taken this one with it.
    return isAnswer(object) ? [] : { error, rest: [] };
  });
  // Where nothing at all was answered, the reason may be anywhere.
  if (concerning.length > 0 || isAnswer(data)) return { value, errors: concerning };
  return { value, errors: errors.map((error) => ({ error, rest: undefined })) };
}

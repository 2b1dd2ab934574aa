// What those are told who waited for a fetch of somebody else, when it failed where they wanted values. If they all asked
// again, a system that fails would be asked as often as there are callers. They are told what they would have been told
// alone: what went wrong with more than they wanted, or for another caller, is no answer to them.
import { describePrincipal } from '../../authentication/principal-key.ts';
import { compileVariable } from '../../subgraph/request-body.ts';
import type { SubgraphResponse } from '../../subgraph/subgraph-client.ts';
import { SubgraphRequestError } from '../../subgraph/subgraph-request-error.ts';
import type { CellPolicy } from '../selection/cell-policy.ts';
import type { SelectedField, SelectedValue } from '../selection/selected-object.ts';
import type { CachedFetchRun } from './cached-fetch-run.ts';
import type { WantedMembers } from './empty-places.ts';
import type { FinishedFetch } from './in-flight-fetches.ts';
import {
  findObject,
  isAnswer,
  isSystemFailure,
  type PlacedError,
  placeErrors,
  type PlacedErrors,
  settleErrors,
} from './placed-errors.ts';
import type { CellReader, ObjectWant } from './read-cells.ts';
import { readAllowance } from './response-allowance.ts';

type Answer = Record<string, unknown>;

export interface TakeErrorsOptions {
  readonly run: CachedFetchRun;
  readonly reader: CellReader;
  /** What was waited for. */
  readonly joined: readonly ObjectWant[];
  /** The answer to the whole document, as far as it is known. */
  readonly data: Answer;
}

export interface TakenErrors {
  /** With paths in the answer. */
  readonly errors: readonly unknown[];
  /** What they took with them, and what those are about that do not say where they belong. */
  readonly emptied: readonly WantedMembers[];
}

/** The failure of a fetch, where it is one for those who waited for it as well. */
export function takeFailure(
  finished: FinishedFetch,
  { run, joined }: Pick<TakeErrorsOptions, 'run' | 'joined'>,
): SubgraphRequestError | undefined {
  const { result } = finished;
  if (!(result instanceof SubgraphRequestError)) return undefined;
  if (isRefusal(result) && !isSameCaller(finished.run, run)) return undefined;
  return (isRefusal(result) || isUnusable(result)) && !isAllShared(finished, joined, run) ? undefined : result;
}

/** The subgraph is there, but not for this request of this caller: for another one it may be. */
function isRefusal({ status = 0 }: SubgraphRequestError): boolean {
  return [400, 401, 403, 413, 422].includes(status);
}

/** An answer came, and may be one to something that only one of them has asked. */
function isUnusable({ code, status = 500 }: SubgraphRequestError): boolean {
  return code === 'SUBREQUEST_MALFORMED_RESPONSE' || status < 300;
}

/** Takes from the wants what errors are the answer to. */
export function takeErrors(
  finished: FinishedFetch,
  wants: readonly ObjectWant[],
  { run, reader, joined, data }: TakeErrorsOptions,
): TakenErrors {
  const { result, request } = finished;
  if (result instanceof SubgraphRequestError || !result.errors?.length) return { errors: [], emptied: [] };
  const placed = placeErrors(result, request, finished.wants);
  const asked = indexByName(finished.wants);
  const names = listNames(joined);
  const isShared = (field: SelectedField | undefined): boolean =>
    field !== undefined && isSameFor(field, finished, run);
  const isForBoth = (error: unknown): boolean => !isMeantForCaller(error) || isSameCaller(finished.run, run);
  const isOwn = (origin: ObjectWant, { error, field, rest }: PlacedError): boolean => {
    if (!isForBoth(error)) return false;
    if (field === undefined) return true;
    const failed = [...origin.fields].find(({ responseName }) => responseName === field);
    const name = failed && origin.cellNames.get(failed);
    return name !== undefined && names.has(name) && (rest.length === 1 || isShared(failed));
  };
  const unplaced = takeUnplaced(
    placed,
    result,
    () => placed.unplaced.every(isForBoth) && isAllShared(finished, joined, run),
  );
  const told = new Set<unknown>();
  const emptied: WantedMembers[] = [];
  for (const want of wants) {
    for (const [origin, originals] of findOrigins(want, asked)) {
      const found = findObject(origin, request, result);
      const isLost = !isAnswer(found);
      const own = placed.of(origin).filter((each) => isOwn(origin, each));
      const isTaken = (original: SelectedField): boolean =>
        isLost
          ? own.length + unplaced.length > 0
          : own.some(({ field }) => field === undefined || field === original.responseName) ||
            (unplaced.length > 0 && isShared(original));
      const fields = [...originals].flatMap(([field, original]) => (isTaken(original) ? field : []));
      if (fields.length === 0) continue;
      run.cacheRun.outcome.noteUnknown();
      for (const field of fields) {
        const original = originals.get(field);
        const value = original && isAnswer(found) ? found[original.responseName] : undefined;
        if (value === null || (value !== undefined && isShared(original))) {
          want.target[field.responseName] = structuredClone(value);
        }
        want.fields.delete(field);
        want.cellNames.delete(field);
      }
      const errors = own.flatMap((each) => translate(each, originals, isLost));
      const settled = settleErrors({ want, fields, isLost, errors, unplaced }, { reader, data });
      for (const error of settled.told) told.add(error);
      if (isLost ? settled.isWhole : unplaced.length === 0) continue;
      for (const error of unplaced) told.add(error);
      emptied.push({ target: want.target, names: fields.map(({ responseName }) => responseName) });
    }
  }
  return { errors: [...told], emptied };
}

/** A system that fails does so for everybody; what else an error without a place is about, nobody knows. */
function takeUnplaced(
  { unplaced }: PlacedErrors,
  { data }: SubgraphResponse,
  isAllTheSame: () => boolean,
): readonly unknown[] {
  if (unplaced.length === 0 || isAllTheSame()) return unplaced;
  return isAnswer(data) || !unplaced.every(isSystemFailure) ? [] : unplaced;
}

/** Whether an error was written for who asked: others may not be refused what this one is. */
function isMeantForCaller(error: unknown): boolean {
  const { extensions } = (error ?? {}) as { readonly extensions?: { readonly code?: unknown } };
  return extensions?.code !== undefined && !isSystemFailure(error);
}

function isSameCaller(one: CachedFetchRun, other: CachedFetchRun): boolean {
  return one === other || describePrincipal(one.principal) === describePrincipal(other.principal);
}

interface AskedField {
  readonly origin: ObjectWant;
  readonly original: SelectedField;
}

function indexByName(wants: readonly ObjectWant[]): ReadonlyMap<string, AskedField> {
  const asked = new Map<string, AskedField>();
  for (const origin of wants) {
    for (const [original, name] of origin.cellNames) asked.set(name, { origin, original });
  }
  return asked;
}

/** The fields of a want by the want that the fetch had of the same object, each with its field there. */
function findOrigins(
  want: ObjectWant,
  asked: ReadonlyMap<string, AskedField>,
): ReadonlyMap<ObjectWant, ReadonlyMap<SelectedField, SelectedField>> {
  const origins = new Map<ObjectWant, Map<SelectedField, SelectedField>>();
  for (const [field, name] of want.cellNames) {
    const found = asked.get(name);
    if (found === undefined) continue;
    const fields = origins.get(found.origin) ?? new Map<SelectedField, SelectedField>();
    origins.set(found.origin, fields.set(field, found.original));
  }
  return origins;
}

/** The same cell can be asked for by other names. What only took others with it is an error of the object. */
function translate(
  placed: PlacedError,
  originals: ReadonlyMap<SelectedField, SelectedField>,
  isLost: boolean,
): PlacedError[] {
  const { error, field, rest } = placed;
  if (field === undefined) return [placed];
  const own = [...originals].flatMap(([{ responseName }, original]) =>
    original.responseName === field ? { error, field: responseName, rest: [responseName, ...rest.slice(1)] } : [],
  );
  return own.length === 0 && isLost ? [{ error, field: undefined, rest: [] }] : own;
}

/** Whether all that a fetch asked for was waited for, and is the same for who waited. */
function isAllShared(finished: FinishedFetch, joined: readonly ObjectWant[], run: CachedFetchRun): boolean {
  const names = listNames(joined);
  return finished.wants.every(({ fields, cellNames }) =>
    [...fields].every((field) => names.has(cellNames.get(field) ?? '') && isSameFor(field, finished, run)),
  );
}

function listNames(wants: readonly ObjectWant[]): ReadonlySet<string> {
  return new Set(wants.flatMap(({ cellNames }) => [...cellNames.values()]));
}

/**
 * Whether the whole value of a cell is the same for who waited: its name holds its own arguments and dimensions, and not
 * those of what is in it and not kept with it.
 */
function isSameFor({ value, variables, policy }: SelectedField, finished: FinishedFetch, run: CachedFetchRun): boolean {
  if (value === undefined) return true;
  const both = [finished.run, run];
  const isSame = (describe: (each: CachedFetchRun) => string | undefined): boolean =>
    new Set(both.map(describe)).size === 1;
  if (!variables.every((name) => isSame(compileVariable(name)))) return false;
  const claims = mayBeShared(finished.result, policy) ? listClaims(value) : undefined;
  if (claims === undefined) return isSameCaller(finished.run, run);
  const varyBy = [...claims].toSorted();
  return (
    both.every(({ cacheRun }) => cacheRun.findDimension(varyBy)) &&
    isSame(({ cacheRun }) => cacheRun.findDimension(varyBy)?.text)
  );
}

/** An answer can say of itself that it is for one caller alone. */
function mayBeShared(result: FinishedFetch['result'], { isPrivate }: CellPolicy): boolean {
  if (result instanceof SubgraphRequestError) return true;
  const { mayKeepForAll, maxAgeMs } = readAllowance(result.cacheControl);
  return maxAgeMs > 0 && (isPrivate || mayKeepForAll);
}

/** On which claims a value depends. Undefined when it may depend on anything of who asks. */
function listClaims({ objects }: SelectedValue): ReadonlySet<string> | undefined {
  const claims = new Set<string>();
  for (const { fields } of objects) {
    for (const { kind, policy, value } of fields) {
      if (kind === 'passing') return undefined;
      const inner = value === undefined ? [] : listClaims(value);
      if (inner === undefined) return undefined;
      for (const claim of [...(kind === 'cell' ? policy.varyBy : []), ...inner]) claims.add(claim);
    }
  }
  return claims;
}

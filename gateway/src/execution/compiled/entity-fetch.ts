// Fetches fields of entities, each entity once however often it occurs, and adds them at every occurrence.
import type { EntityLookup, EntityTarget, FetchNode } from '../../operation/plan/query-plan.ts';
import type { ResponsePlace } from '../../response/response-place.ts';
import type { CachedAnswer } from '../../field-cache/fetch/cached-fetch.ts';
import { listEntityFields } from '../../subgraph/fetched-fields.ts';
import type { ValueOrigins } from '../../field-cache/response/value-origins.ts';
import type { SubgraphResponse } from '../../subgraph/subgraph-client.ts';
import { SubgraphRequestError } from '../../subgraph/subgraph-request-error.ts';
import { copyData, type DataObject, isDataObject } from './data-object.ts';
import type { ExecutionRun, Step } from './execution-run.ts';
import { mergeData } from './merge-data.ts';
import { noteErrors, noteFailure, noteLoss, noteUnasked, readErrorPath, type ObjectFields } from './note-failure.ts';
import { compileCollector, locateObjects } from './plan-path.ts';
import { createRepresentation } from './representation.ts';
import { compileBody } from '../../subgraph/request-body.ts';
import { applyRewrites } from './rewrite.ts';
import type { FetchParts } from './root-fetch.ts';
import type { TypeMatcher } from './type-matcher.ts';

export function compileEntityFetch(
  fetch: FetchNode,
  { lookups }: EntityTarget,
  { connection, cached, matchType, isExtended, withhold }: FetchParts,
): Step {
  const collectors = lookups.map((lookup) => compileLookup(lookup, matchType));
  const writeBody = compileBody(fetch);
  const needsCopies = lookups.some(({ paths }) => paths.some(isExtended));

  return async (run) => {
    const batches = collectors.map((collect) => collect(run.data));
    if (run.failures.length > 0) noteLeftOut(run, fetch, batches, matchType);
    if (batches.every(({ representations }) => representations.length === 0)) return;
    let listFields = (): ResponsePlace[] => listEmptyFields(run, fetch, batches, matchType);
    try {
      const asked = askCache(run, batches);
      const response = (asked && (await asked)) ?? (await askSubgraph(run, batches));
      const { emptyPlaces } = response;
      if (emptyPlaces !== undefined) {
        listFields = () => emptyPlaces.flatMap((place) => placeError(run, batches, place, matchType) ?? []);
      }
      if (response.data && run.accounts !== undefined) withhold?.(response.data, run.accounts);
      const answers = batches.map((batch) => readEntities(response, batch, connection.name));
      for (const [index, batch] of batches.entries())
        addEntities(batch, answers[index], needsCopies, { matchType, origins: run.cacheRun?.outcome.origins });
      const { errors } = response;
      if (errors !== undefined && errors.length > 0) {
        noteErrors(run, connection, errors, {
          placeError: (error) => placeError(run, batches, readErrorPath(error), matchType),
          listFields,
        });
        if (emptyPlaces !== undefined) noteLoss(run, connection, errors[0], listFields());
        for (const [index, batch] of batches.entries()) {
          const lost = findLost(batch, answers[index], errors);
          for (const each of listFieldsOf(run, fetch, batch, { objects: lost, matchType })) {
            noteLoss(run, connection, lost.get(each.object), toPlaces(each));
          }
        }
      }
      if (response.failure !== undefined) throw response.failure;
    } catch (error) {
      noteFailure(run, connection, error, listFields());
    }
  };

  function askCache(run: ExecutionRun, batches: readonly EntityBatch[]): Promise<CachedAnswer | undefined> | undefined {
    if (cached === undefined || run.cacheRun === undefined) return undefined;
    const asked = batches.map(({ lookup: { responseName }, representations, values }) => ({
      responseName,
      representations: representations.map((text, index) => ({ text, value: values[index] ?? {} })),
    }));
    return cached.fetchEntities({ ...run, cacheRun: run.cacheRun }, asked);
  }

  async function askSubgraph(
    run: ExecutionRun,
    batches: readonly EntityBatch[],
  ): Promise<SubgraphResponse & { readonly failure?: undefined; readonly emptyPlaces?: undefined }> {
    run.cacheRun?.outcome.noteUncached();
    const lists = batches.map(
      ({ lookup, representations }) => [lookup.variableName, `[${representations.join()}]`] as const,
    );
    run.costMeter?.noteRequest();
    const response = await connection.client.send({
      body: writeBody(run, lists),
      principal: run.principal,
      correlation: run.correlation,
      signal: run.signal,
      isShareable: true,
    });
    run.costMeter?.noteAnswer(fetch.document, response.data);
    return response;
  }
}

/** What one lookup asks for. */
interface EntityBatch {
  readonly lookup: EntityLookup;
  /** As JSON texts, each different from the others. */
  readonly representations: readonly string[];
  /** The same as objects. */
  readonly values: readonly DataObject[];
  /** For each representation, the objects that it was made of. */
  readonly occurrences: readonly (readonly DataObject[])[];
  /** Objects of which not enough is known to ask for them, or whose type is not asked for. */
  readonly leftOut: ReadonlySet<DataObject>;
}

function compileLookup(lookup: EntityLookup, matchType: TypeMatcher): (data: DataObject) => EntityBatch {
  const collectors = lookup.paths.map((path) => compileCollector(path, matchType));
  return (data) => {
    const found: DataObject[] = [];
    for (const collect of collectors) collect(data, found);
    const indexByText = new Map<string, number>();
    const representations: string[] = [];
    const values: DataObject[] = [];
    const occurrences: DataObject[][] = [];
    const leftOut = new Set<DataObject>();
    for (const object of found) {
      const representation = createRepresentation(object, lookup.requires, matchType);
      if (representation === undefined) {
        leftOut.add(object);
        continue;
      }
      if (lookup.inputRewrites.length > 0) applyRewrites(representation, lookup.inputRewrites, matchType);
      const text = JSON.stringify(representation);
      const index = indexByText.get(text);
      if (index === undefined) {
        indexByText.set(text, representations.length);
        representations.push(text);
        values.push(representation);
        occurrences.push([object]);
      } else occurrences[index]?.push(object);
    }
    return { lookup, representations, values, occurrences, leftOut };
  };
}

/** The received entities. They must be as many as were asked for, or none could be told apart. */
function readEntities(
  { data, errors }: SubgraphResponse,
  { lookup, representations }: EntityBatch,
  subgraph: string,
): readonly unknown[] | undefined {
  if (data === undefined || data === null) return undefined;
  const entities = data[lookup.responseName];
  if (Array.isArray(entities) && entities.length === representations.length) return entities;
  // A subgraph may null the whole list when one entity fails in a non-null place; its errors then say why.
  if ((entities === null || entities === undefined) && (errors?.length ?? 0) > 0) return undefined;
  const received = Array.isArray(entities) ? entities.length : 'no';
  throw new SubgraphRequestError(
    'SUBREQUEST_MALFORMED_RESPONSE',
    subgraph,
    `Subgraph "${subgraph}" sent ${received} entities; expected ${representations.length}.`,
  );
}

function addEntities(
  { lookup, occurrences }: EntityBatch,
  entities: readonly unknown[] | undefined,
  needsCopies: boolean,
  { matchType, origins }: { readonly matchType: TypeMatcher; readonly origins: ValueOrigins | undefined },
): void {
  if (entities === undefined) return;
  for (const [index, objects] of occurrences.entries()) {
    const entity = entities[index];
    if (!isDataObject(entity)) continue;
    // Rewrites look at the type, which the subgraph was not asked for.
    if (lookup.outputRewrites.length > 0) {
      entity['__typename'] ??= objects[0]?.['__typename'];
      applyRewrites(entity, lookup.outputRewrites, matchType);
    }
    for (const [occurrence, object] of objects.entries()) {
      mergeData(object, needsCopies && occurrence > 0 ? copyData(entity) : entity, matchType);
      origins?.copy(entity, object);
    }
  }
}

function placeError(
  run: ExecutionRun,
  batches: readonly EntityBatch[],
  path: ResponsePlace | undefined,
  matchType: TypeMatcher,
): ResponsePlace[] | undefined {
  if (path === undefined) return undefined;
  const [field, index, ...rest] = path;
  const batch = batches.find(({ lookup }) => lookup.responseName === field);
  if (batch === undefined || typeof index !== 'number') return [];
  const objects = new Set(batch.occurrences[index]);
  return locate(run, batch, matchType).flatMap(({ place, object }) =>
    objects.has(object) ? [[...place, ...rest]] : [],
  );
}

/** Every place that the fetch was to fill. */
function listEmptyFields(
  run: ExecutionRun,
  fetch: FetchNode,
  batches: readonly EntityBatch[],
  matchType: TypeMatcher,
): ResponsePlace[] {
  return batches.flatMap((batch) =>
    listFieldsOf(run, fetch, batch, { objects: new Set(batch.occurrences.flat()), matchType }).flatMap(toPlaces),
  );
}

function toPlaces({ place, fields }: ObjectFields): ResponsePlace[] {
  return fields.map((field) => [...place, field]);
}

/** What the fetch was to fill of some objects. */
function listFieldsOf(
  run: ExecutionRun,
  { document }: FetchNode,
  batch: EntityBatch,
  { objects, matchType }: { readonly objects: Pick<Set<DataObject>, 'has' | 'size'>; readonly matchType: TypeMatcher },
): (ObjectFields & { readonly object: DataObject })[] {
  if (objects.size === 0) return [];
  const fieldsByType = new Map<unknown, string[]>();
  return locate(run, batch, matchType).flatMap(({ place, object }) => {
    if (!objects.has(object)) return [];
    const typename = object['__typename'];
    const fields = fieldsByType.get(typename) ?? listEntityFields(document, typename, batch.lookup.responseName);
    fieldsByType.set(typename, fields);
    return [{ object, place, fields }];
  });
}

/** Of what could not be asked for, a failure before may be the reason. */
function noteLeftOut(
  run: ExecutionRun,
  fetch: FetchNode,
  batches: readonly EntityBatch[],
  matchType: TypeMatcher,
): void {
  for (const batch of batches) {
    noteUnasked(run, listFieldsOf(run, fetch, batch, { objects: batch.leftOut, matchType }));
  }
}

/** The objects that errors inside them have taken with them, each with one of these. */
function findLost(
  { lookup, occurrences }: EntityBatch,
  entities: readonly unknown[] | undefined,
  errors: readonly unknown[],
): ReadonlyMap<DataObject, unknown> {
  if (entities === undefined) return new Map(occurrences.flat().map((object) => [object, errors[0]]));
  const lost = new Map<DataObject, unknown>();
  for (const error of errors) {
    const [field, index] = readErrorPath(error) ?? [];
    if (field !== lookup.responseName || typeof index !== 'number' || isDataObject(entities[index])) continue;
    for (const object of occurrences[index] ?? []) lost.set(object, error);
  }
  return lost;
}

function locate({ data }: ExecutionRun, { lookup }: EntityBatch, matchType: TypeMatcher) {
  return lookup.paths.flatMap((path) => locateObjects(data, path, matchType));
}

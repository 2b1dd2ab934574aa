// Runs one fetch of a query plan: sends it, spreads the entities, and notes what went wrong and where.
import type { GraphQLDataSource } from '@apollo/gateway';
import type { Logger } from 'pino';
import { errorCodeRegistry } from '../error-codes/error-code-registry.ts';
import type { RequestContext } from '../execution/request-context.ts';
import { createEntityBatch, type EntityBatch, spreadEntities } from './entity-batch.ts';
import { listPlaces, placeRepresentations, type PlanPath, type ResponsePlace } from './entity-places.ts';
import { listEntityFields, listRootFields } from './fetched-fields.ts';
import { type ErrorPolicy, readSubgraphError } from './readable-error.ts';
import type { SubgraphClient, SubgraphResponse } from './subgraph-client.ts';
import type { SubgraphFailure } from './subgraph-failure.ts';
import { SubgraphRequestError } from './subgraph-request-error.ts';

export interface SubgraphDataSourceOptions {
  readonly client: SubgraphClient;
  readonly errors: ErrorPolicy;
  readonly log: Logger;
}

/** What is known of the fetch at hand. */
interface Fetch {
  readonly query: string;
  readonly path: PlanPath;
  /** Absent for a fetch of root fields. */
  readonly originals?: readonly unknown[];
  readonly batch?: EntityBatch;
}

/**
 * Failures do not go back to the executor: it knows only the plan's path (`products.@`) and the index of an entity
 * among those it sent, and names the wrong place when a list holds objects of several types. They are placed here.
 */
export function createSubgraphDataSource(options: SubgraphDataSourceOptions): GraphQLDataSource<RequestContext> {
  const { client, errors, log } = options;
  const { subgraph } = errors;

  return {
    async process(processOptions) {
      if (!('incomingRequestContext' in processOptions)) {
        throw new Error(`Only client operations are sent to subgraph "${subgraph}" through its data source.`);
      }
      const { request, context } = processOptions;
      const fetch = readFetch(request, processOptions.pathInIncomingRequest ?? []);
      try {
        const response = await client.send(
          {
            query: fetch.query,
            operationName: request.operationName,
            variables: fetch.batch
              ? { ...request.variables, representations: fetch.batch.representations }
              : request.variables,
          },
          context.principal,
          context.signal,
        );
        const received = checkEntities(response, fetch, subgraph);
        if (fetch.originals === undefined && fetch.path.length === 0) noteFetched(context.fetched, response.data);
        for (const error of response.errors ?? []) {
          context.failures.push({
            subgraph,
            ...readSubgraphError(error, errors),
            ...placeError(error, fetch, context.fetched),
          });
        }
        if (fetch.batch === undefined) return { data: response.data ?? null };
        return received === undefined ? {} : { data: { _entities: spreadEntities(received, fetch.batch) } };
      } catch (error) {
        if (!(error instanceof SubgraphRequestError)) throw error;
        const { code, status, cause } = error;
        // A client that goes away ends the fetches made for it. That says nothing about the subgraph.
        if (!hasClientLeft(context.signal)) {
          log[errorCodeRegistry[code].statuses[200]](
            { requestId: context.requestId, subgraph, code, status, err: cause },
            error.message,
          );
        }
        context.failures.push(describeFailedFetch(error, fetch, context.fetched));
        return {};
      }
    },
  };
}

/** The other reason for which the signal of a request fires is that its time is over. */
function hasClientLeft({ reason }: AbortSignal): boolean {
  return (reason as DOMException | undefined)?.name === 'AbortError';
}

function readFetch(
  { query, variables }: { query?: string | undefined; variables?: Record<string, unknown> | undefined },
  path: PlanPath,
): Fetch {
  if (query === undefined) throw new Error('A fetch of the query plan has no operation.');
  const originals = variables?.['representations'];
  if (!Array.isArray(originals)) return { query, path };
  return { query, path, originals, batch: createEntityBatch(originals) };
}

/** The received entities of an entity fetch. They must be as many as were asked for, or none could be told apart. */
function checkEntities(response: SubgraphResponse, fetch: Fetch, subgraph: string): readonly unknown[] | undefined {
  if (fetch.batch === undefined || response.data === undefined || response.data === null) return undefined;
  const entities = response.data['_entities'];
  const expected = fetch.batch.representations.length;
  if (Array.isArray(entities) && entities.length === expected) return entities;
  // A subgraph may null the whole list when one entity fails in a non-null place; its errors then say why.
  if ((entities === null || entities === undefined) && (response.errors?.length ?? 0) > 0) return undefined;
  throw new SubgraphRequestError(
    'SUBREQUEST_MALFORMED_RESPONSE',
    subgraph,
    `Subgraph "${subgraph}" sent ${Array.isArray(entities) ? entities.length : 'no'} entities; expected ${expected}.`,
  );
}

/** The executor keeps the objects of whichever fetch brought a root field first; so does this. */
function noteFetched(fetched: Record<string, unknown>, data: SubgraphResponse['data']): void {
  for (const [name, value] of Object.entries(data ?? {})) fetched[name] ??= value;
}

/** An error without a path speaks of the whole fetch. */
function placeError(
  error: unknown,
  fetch: Fetch,
  fetched: Readonly<Record<string, unknown>>,
): Pick<SubgraphFailure, 'places' | 'isExact'> {
  const path = readPath(error);
  if (path === undefined) return { places: placeFields(fetch, fetched), isExact: false };
  const { originals, batch } = fetch;
  if (originals === undefined || batch === undefined) {
    return { places: listPlaces(fetched, fetch.path).map(({ place }) => place.concat(path)), isExact: true };
  }
  const [field, sentIndex, ...rest] = path;
  if (field !== '_entities' || typeof sentIndex !== 'number') return { places: [], isExact: true };
  const places = placeRepresentations(fetched, fetch.path, originals).flatMap((place, index) =>
    place !== undefined && batch.sentIndices[index] === sentIndex ? [place.concat(rest)] : [],
  );
  return { places, isExact: true };
}

function readPath(error: unknown): ResponsePlace | undefined {
  const path: unknown = typeof error === 'object' && error !== null && 'path' in error ? error.path : undefined;
  if (!Array.isArray(path)) return undefined;
  return path.every((step): step is string | number => typeof step === 'string' || typeof step === 'number')
    ? path
    : undefined;
}

function describeFailedFetch(
  { subgraph, message, code }: SubgraphRequestError,
  fetch: Fetch,
  fetched: Readonly<Record<string, unknown>>,
): SubgraphFailure {
  return {
    subgraph,
    message,
    extensions: { code, service: subgraph },
    places: placeFields(fetch, fetched),
    isExact: false,
  };
}

/** Every place that the fetch was to fill. */
function placeFields(fetch: Fetch, fetched: Readonly<Record<string, unknown>>): ResponsePlace[] {
  return fetch.originals === undefined ? placeRootFields(fetch, fetched) : placeEntityFields(fetch, fetched);
}

function placeRootFields({ query, path }: Fetch, fetched: Readonly<Record<string, unknown>>): ResponsePlace[] {
  const fields = listRootFields(query);
  return listPlaces(fetched, path).flatMap(({ place }) => fields.map((field) => place.concat(field)));
}

function placeEntityFields(
  { query, path, originals = [] }: Fetch,
  fetched: Readonly<Record<string, unknown>>,
): ResponsePlace[] {
  const fieldsByType = new Map<unknown, string[]>();
  return placeRepresentations(fetched, path, originals).flatMap((place, index) => {
    if (place === undefined) return [];
    const typename: unknown = (originals[index] as Record<string, unknown>)['__typename'];
    const fields = fieldsByType.get(typename) ?? listEntityFields(query, typename);
    fieldsByType.set(typename, fields);
    return fields.map((field) => place.concat(field));
  });
}

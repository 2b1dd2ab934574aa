// Fetches fields of a root type and adds them where an object of that type stands.
import type { FetchNode, PlanPath, RootTarget } from '../../operation/plan/query-plan.ts';
import type { ResponsePlace } from '../../response/response-place.ts';
import type { CachedAnswer, CachedFetch } from '../../field-cache/fetch/cached-fetch.ts';
import { listRootFields } from '../../subgraph/fetched-fields.ts';
import { copyData, type DataObject } from './data-object.ts';
import type { ExecutionRun, Step } from './execution-run.ts';
import { mergeData } from './merge-data.ts';
import { compileCollector, locateObjects } from './plan-path.ts';
import type { SubgraphResponse } from '../../subgraph/subgraph-client.ts';
import { compileBody } from '../../subgraph/request-body.ts';
import { readErrorPath, noteErrors, noteFailure, noteLoss } from './note-failure.ts';
import { applyRewrites } from './rewrite.ts';
import type { SubgraphConnection } from './subgraph-connection.ts';
import type { TypeMatcher } from './type-matcher.ts';
import type { Withholding } from './withhold-foreign.ts';

export interface FetchParts {
  readonly connection: SubgraphConnection;
  /** Absent where nothing of it is kept. */
  readonly cached: CachedFetch | undefined;
  readonly matchType: TypeMatcher;
  readonly isExtended: (path: PlanPath) => boolean;
  /** Absent where nothing that is fetched belongs to an account. */
  readonly withhold: Withholding | undefined;
}

export function compileRootFetch(
  fetch: FetchNode,
  { path, outputRewrites }: RootTarget,
  { connection, cached, matchType, isExtended, withhold }: FetchParts,
): Step {
  const collect = compileCollector(path, matchType);
  const isMutation = fetch.operationKind === 'mutation';
  const mutation = isMutation ? connection.compileMutation?.(fetch) : undefined;
  const writeBody = compileBody(mutation === undefined ? fetch : { ...fetch, document: mutation.document });
  const needsCopies = isExtended(path);
  const locate = (run: ExecutionRun) => locateObjects(run.data, path, matchType).map(({ place }) => place);

  return async (run) => {
    const targets: DataObject[] = [];
    collect(run.data, targets);
    if (targets.length === 0) return;
    let listFields = (places: readonly ResponsePlace[]): ResponsePlace[] => listEmptyFields(fetch, places);
    try {
      const asked = askCache(run);
      const { data, errors, failure, emptyPlaces } = (asked && (await asked)) ?? (await askSubgraph(run));
      if (emptyPlaces !== undefined) {
        listFields = (places) => places.flatMap((place) => emptyPlaces.map((inner) => [...place, ...inner]));
      }
      if (data !== undefined && data !== null) {
        if (run.accounts !== undefined) withhold?.(data, run.accounts);
        applyRewrites(data, outputRewrites, matchType);
        for (const [index, target] of targets.entries()) {
          mergeData(target, needsCopies && index > 0 ? copyData(data) : data, matchType);
          run.cacheRun?.outcome.origins?.copy(data, target);
        }
      }
      if (errors !== undefined && errors.length > 0) {
        const places = locate(run);
        noteErrors(run, connection, errors, {
          placeError: (error) => placeAt(places, readErrorPath(error)),
          listFields: () => listFields(places),
        });
        const hasLost = emptyPlaces === undefined ? (data ?? null) === null : emptyPlaces.length > 0;
        if (hasLost) noteLoss(run, connection, errors[0], listFields(places));
      }
      if (failure !== undefined) throw failure;
    } catch (error) {
      noteFailure(run, connection, error, listFields(locate(run)));
    }
  };

  function askCache(run: ExecutionRun): Promise<CachedAnswer | undefined> | undefined {
    return run.cacheRun && cached?.fetchRoot({ ...run, cacheRun: run.cacheRun });
  }

  async function askSubgraph(run: ExecutionRun): Promise<PlainAnswer> {
    run.cacheRun?.outcome.noteUncached();
    let response: SubgraphResponse | undefined;
    try {
      run.costMeter?.noteRequest();
      response = await connection.client.send({
        body: writeBody(run),
        principal: run.principal,
        correlation: run.correlation,
        // A client that goes away does not undo what it has begun to change.
        signal: isMutation ? undefined : run.signal,
        isShareable: !isMutation,
      });
      run.costMeter?.noteAnswer(fetch.document, response.data);
      return response;
    } finally {
      // Also when it seems to have failed: nobody knows how far it came.
      await mutation?.finish(response?.data ?? undefined, run.principal);
    }
  }
}

/** As the subgraph sent it. */
interface PlainAnswer extends SubgraphResponse {
  readonly failure?: undefined;
  readonly emptyPlaces?: undefined;
}

function placeAt(places: readonly ResponsePlace[], path: ResponsePlace | undefined): ResponsePlace[] | undefined {
  return path && places.map((place) => [...place, ...path]);
}

function listEmptyFields({ document }: FetchNode, places: readonly ResponsePlace[]): ResponsePlace[] {
  const fields = listRootFields(document);
  return places.flatMap((place) => fields.map((field) => [...place, field]));
}

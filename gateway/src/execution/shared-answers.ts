// Whole responses that replicas have from each other: a replica that has just begun answers what others are asked often
// without putting it together, or planning what it needs of the subgraphs.
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { measureText } from '../field-cache/cells/cell-size.ts';
import type { Identity } from '../field-cache/cells/identity.ts';
import type { GraphCache } from '../field-cache/graph-cache.ts';
import type { AssembledResponse, ReusedResponse } from '../field-cache/response/assembled-responses.ts';
import type { CacheOutcome } from '../field-cache/response/cache-outcome.ts';
import { readResult, writeResult } from '../response/encode-result.ts';
import type { ExecutionResult } from './execution-engine.ts';

/** Of a caller, to a graph. */
export interface SharedQuestion {
  /** As this process calls it. */
  readonly question: string;
  /** As all replicas call it: equal for what has the same answer for the same claims, and for nothing else. */
  readonly writeName: () => string;
  /** The claims that the answer may depend on, sorted. */
  readonly varyBy: readonly string[];
  readonly identity: Identity;
}

export interface SharedAnswers {
  /**
   * What another replica has put together, which is kept from then on. Undefined where there is nothing, and when it was
   * looked for before: from then on this replica puts it together itself.
   */
  load(asked: SharedQuestion): Promise<AssembledResponse<ExecutionResult> | undefined>;
  /** What makes a kept answer known to the others once it is asked for again. Undefined where it is not for them. */
  prepare(
    asked: SharedQuestion,
    outcome: CacheOutcome,
    result: ExecutionResult,
  ): ((kept: ReusedResponse<ExecutionResult>) => void) | undefined;
}

/** So many questions, each of one audience, are known to have been looked for. */
const lookedForLimit = 20_000;

/** Undefined where no replicas share anything. */
export function createSharedAnswers(cache: GraphCache | undefined, supergraphSdl: string): SharedAnswers | undefined {
  const shared = cache?.sharedResponses;
  if (cache === undefined || shared === undefined) return undefined;
  const { responses, leftMarks, fetchedMarks, counters } = cache;
  const graph = hash('sha256', supergraphSdl, 'base64url');
  const lookedFor = new LRUCache<string, true>({ max: lookedForLimit });

  const names = new WeakMap<SharedQuestion, string>();

  /** Undefined when the token lacks a claim. */
  function nameFor(asked: SharedQuestion): string | undefined {
    const known = names.get(asked);
    if (known !== undefined) return known;
    const { writeName, varyBy, identity } = asked;
    const dimension = identity.findDimension(varyBy);
    if (dimension === undefined) return undefined;
    const name = hash('sha256', JSON.stringify([graph, varyBy, dimension.text, writeName()]), 'base64url');
    names.set(asked, name);
    return name;
  }

  /** Made here, so that a response that is kept holds on to nothing of the request that it was made for. */
  function createShare(name: string): (kept: ReusedResponse<ExecutionResult>) => void {
    return ({ response, records, hits, freshUntil, fetchedAt, isPrivate }) => {
      // What is dropped and not announced could have come back, and its mark could be before our position.
      if (!cache?.isTrusted || cache.isAnnouncing) return;
      const coordinates = new Map([...counters.list()].map(([coordinate, counts]) => [counts, coordinate]));
      const counted = hits.flatMap(([counts, count]) => {
        const coordinate = coordinates.get(counts);
        return coordinate === undefined ? [] : [[coordinate, count] as const];
      });
      shared?.save(name, { body: writeResult(response), freshUntil, fetchedAt, isPrivate, hits: counted }, records);
    };
  }

  return {
    async load(asked) {
      const { question, varyBy, identity } = asked;
      // One that has fetched more than is remembered cannot tell of anything whether it has fetched it.
      const mayBeNews = cache.isTrusted && fetchedMarks.areUntouched([], 0);
      const name = mayBeNews ? nameFor(asked) : undefined;
      if (name === undefined || lookedFor.has(name)) return undefined;
      lookedFor.set(name, true);
      const since = leftMarks.count;
      const loaded = await shared.load(name);
      if (loaded === undefined || !cache.isTrusted || cache.now() >= loaded.freshUntil) return undefined;
      const { marks, body, freshUntil, fetchedAt, isPrivate } = loaded;
      // What this replica has fetched itself may be newer, and nobody shall see the old value after the new one.
      const isUnchanged = (): boolean => leftMarks.areUntouched(marks, since) && fetchedMarks.areUntouched(marks, 0);
      if (!isUnchanged()) return undefined;
      const response = readResult(body);
      const hits = loaded.hits.map(([coordinate, count]) => [counters.find(coordinate), count] as const);
      for (const [counts, count] of hits) counts.hit += count;
      const facts = { response, freshUntil, fetchedAt, isPrivate };
      const size = measureText(body) + 100 * marks.length;
      responses.keepLoaded(question, identity, { ...facts, varyBy, hits, isUnchanged, size });
      return facts;
    },

    prepare(asked, outcome, result) {
      if (result.errors !== undefined || result.extensions !== undefined) return undefined;
      if (!outcome.isAsDeclared || !outcome.varyBy.every((claim) => asked.varyBy.includes(claim))) return undefined;
      const name = nameFor(asked);
      return name === undefined ? undefined : createShare(name);
    },
  };
}

// Whole responses that were put together from kept values alone, until the first of these changes or is too old.
import { LRUCache } from 'lru-cache';
import type { CacheOutcome } from './cache-outcome.ts';
import type { CellRecord } from '../cells/cell-record.ts';
import type { FieldCounts } from '../field-counters.ts';
import type { Identity } from '../cells/identity.ts';

export interface AssembledResponses<Response> {
  /** `question` names the operation and its variables. */
  find(question: string, identity: Identity): AssembledResponse<Response> | undefined;
  /** Keeps a response where all of it came from kept values that are fresh. */
  keep(question: string, identity: Identity, outcome: CacheOutcome, response: KeepableResponse<Response>): void;
  /** Keeps one that another replica has put together. `isUnchanged` says whether it still is right. */
  keepLoaded(question: string, identity: Identity, loaded: LoadedAnswer<Response>): void;
}

export interface KeepableResponse<Response> {
  /** As it is kept: not the objects that it was put together from, which would live on with it. */
  readonly write: () => Response;
  /** Its size in bytes. */
  readonly measure: (response: Response) => number;
  readonly onFirstReuse?: ((kept: ReusedResponse<Response>) => void) | undefined;
}

/** One that is served again, and right at that moment. */
export interface ReusedResponse<Response> extends AssembledResponse<Response> {
  /** All the records that its values are from. */
  readonly records: readonly CellRecord[];
  readonly hits: readonly (readonly [FieldCounts, number])[];
}

export interface LoadedAnswer<Response> extends AssembledResponse<Response> {
  /** The identity claims by which it was found, sorted. */
  readonly varyBy: readonly string[];
  readonly hits: readonly (readonly [FieldCounts, number])[];
  readonly isUnchanged: () => boolean;
  readonly size: number;
}

export interface AssembledResponse<Response> {
  readonly response: Response;
  readonly freshUntil: number;
  readonly isPrivate: boolean;
  /** When the oldest of its values was fetched. */
  readonly fetchedAt: number;
}

interface KeptResponse<Response> extends AssembledResponse<Response> {
  readonly isUnchanged: () => boolean;
  /** What had changed anywhere when it was last found to be unchanged. */
  checkedAt: number;
  /** Empty for one that another replica has put together. */
  readonly records: readonly CellRecord[];
  readonly hits: readonly (readonly [FieldCounts, number])[];
  /** Called once, and let go: it holds on to more than is counted. */
  onFirstReuse: ((kept: ReusedResponse<Response>) => void) | undefined;
}

export interface AssembledResponsesOptions {
  readonly limitBytes: number;
  readonly now: () => number;
  /** Grows whenever some record changes, or something is invalidated. */
  readonly countChanges: () => number;
}

/** What a kept response takes besides its body, its names and its records. Measured: `kept-responses.test.ts`. */
const overheadBytes = 900;

/** On what identities an answer to the same question has been found to depend; more are not remembered. */
const maxIdentityKinds = 4;

export function createAssembledResponses<Response>({
  limitBytes,
  now,
  countChanges,
}: AssembledResponsesOptions): AssembledResponses<Response> {
  const kept = new LRUCache<string, KeptResponse<Response>>({ maxSize: limitBytes });
  /** By question. An answer may depend on less or more, since types and conditions decide what is in it. */
  const identityKinds = new LRUCache<string, readonly (readonly string[])[]>({ max: 10_000 });

  function isUnchanged(response: KeptResponse<Response>): boolean {
    const changes = countChanges();
    // Most requests come while nothing has changed anywhere, and a response has many records.
    if (response.checkedAt === changes) return true;
    if (!response.isUnchanged()) return false;
    response.checkedAt = changes;
    return true;
  }

  function put(
    question: string,
    varyBy: readonly string[],
    dimension: string,
    entry: KeptResponse<Response>,
    size: number,
  ) {
    const kinds = identityKinds.get(question) ?? [];
    if (!kinds.some((kind) => kind.join() === varyBy.join())) {
      identityKinds.set(question, [varyBy, ...kinds].slice(0, maxIdentityKinds));
    }
    kept.set(nameAnswer(question, varyBy, dimension), entry, { size });
  }

  return {
    find(question, identity) {
      for (const varyBy of identityKinds.get(question) ?? []) {
        const dimension = identity.findDimension(varyBy);
        if (dimension === undefined) continue;
        const key = nameAnswer(question, varyBy, dimension.text);
        const found = kept.get(key);
        if (found === undefined) continue;
        if (now() < found.freshUntil && isUnchanged(found)) {
          for (const [fieldCounts, count] of found.hits) fieldCounts.hit += count;
          const { onFirstReuse } = found;
          found.onFirstReuse = undefined;
          onFirstReuse?.(found);
          return found;
        }
        kept.delete(key);
      }
      return undefined;
    },

    keep(question, identity, outcome, { write, measure, onFirstReuse }) {
      const { counts, freshUntil, fetchedAt, varyBy, isPrivate } = outcome;
      if (counts.hit === 0 || counts.miss + counts.stale + counts.bypass > 0 || now() >= freshUntil) return;
      const dimension = identity.findDimension(varyBy);
      if (dimension === undefined) return;
      const records = [...outcome.records.keys()];
      const versions = [...outcome.records.values()];
      if (!areUnchanged(records, versions)) return;
      const response = write();
      const entry: KeptResponse<Response> = {
        response,
        freshUntil,
        fetchedAt,
        isPrivate,
        isUnchanged: createCheck(records, versions),
        checkedAt: -1,
        records,
        hits: [...outcome.hits],
        onFirstReuse,
      };
      const size = measure(response) + 2 * question.length + 16 * records.length + overheadBytes;
      put(question, varyBy, dimension.text, entry, size);
    },

    keepLoaded(question, identity, { size, varyBy, ...loaded }) {
      const dimension = identity.findDimension(varyBy);
      if (dimension === undefined) return;
      const entry = { ...loaded, checkedAt: -1, records: [], onFirstReuse: undefined };
      put(question, varyBy, dimension.text, entry, size + 2 * question.length + overheadBytes);
    },
  };
}

/** Made here, so that it holds on to nothing else. */
function createCheck(records: readonly CellRecord[], versions: readonly number[]): () => boolean {
  return () => areUnchanged(records, versions);
}

function areUnchanged(records: readonly CellRecord[], versions: readonly number[]): boolean {
  for (let index = 0; index < records.length; index += 1) {
    const record = records[index];
    if (record === undefined || !record.isHeld || record.version !== versions[index]) return false;
  }
  return true;
}

function nameAnswer(question: string, varyBy: readonly string[], dimension: string): string {
  return `${varyBy.join()} ${dimension} ${question}`;
}

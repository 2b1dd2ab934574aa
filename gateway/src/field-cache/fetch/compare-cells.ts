// Fetches kept values all the same and compares, so that whoever owns a field sees whether its maxAge is honest. Nobody
// waits for it, and nothing that it fetches is kept or shown.
import { isDeepStrictEqual } from 'node:util';
import type { SubgraphClient } from '../../subgraph/subgraph-client.ts';
import { checkShape } from './ask-subgraph.ts';
import type { CachedFetchRun } from './cached-fetch-run.ts';
import type { Cell } from '../cells/cell-record.ts';
import type { CellRequestWriter } from './cell-request.ts';
import { locateErrors } from './error-places.ts';
import type { FieldCache } from '../field-cache.ts';
import { createCellFiller } from './fill-cells.ts';
import type { ServedCell } from './read-cells.ts';

export interface CompareOptions {
  readonly cache: FieldCache;
  readonly client: SubgraphClient;
  readonly subgraph: string;
  readonly writer: CellRequestWriter;
  /** Of its own: what is fetched here is no client's. */
  readonly run: CachedFetchRun;
}

/** Rejects when the subgraph cannot be asked. */
export async function compareCells(served: readonly ServedCell[], options: CompareOptions): Promise<void> {
  const { cache, client, subgraph, writer, run } = options;
  const wants = [...new Set(served.map(({ want }) => want))];
  const { body, document, places, wantsAt } = writer.write(wants, run);
  const fetchedAt = cache.now();
  const { principal, correlation } = run;
  const response = await client.send({ body, principal, correlation, isShareable: false });
  checkShape(subgraph, response, wantsAt);
  const { data, errors } = response;
  const located = locateErrors(errors);
  if (data === undefined || data === null || located === 'nowhere') return;

  const found = new Map<string, Cell>();
  const filler = createCellFiller({
    store: {
      write(target, cells) {
        for (const [cellKey, cell] of cells) found.set(`${target.name}\n${cellKey}`, cell);
        return undefined;
      },
    },
    run: run.cacheRun,
    subgraph,
    document,
    fence: { close() {} },
    fetchedAt,
    position: undefined,
    allowance: { mayKeepForAll: true, maxAgeMs: Infinity },
    random: cache.random,
    onWritten() {},
  });
  for (const want of wants) {
    const { object, entity, fields } = want;
    const place = places.get(want);
    if (entity === undefined || place === undefined) {
      for (const field of fields) filler.fillRoot(object, field, data, { places: located, tags: [] });
      continue;
    }
    const list = data[place.responseName];
    const answer: unknown = Array.isArray(list) ? list[place.index] : undefined;
    if (entity.key === undefined || typeof answer !== 'object' || answer === null) continue;
    filler.fillEntity(object, entity.key, fields, answer as Record<string, unknown>, {
      requirements: entity.requirements,
      places: located?.inside.get(place.responseName)?.inside.get(place.index),
      tags: [],
    });
  }
  for (const { address, cell } of served) {
    const now = found.get(`${address.target.name}\n${address.cellKey}`);
    // One that holds more than was asked for now says nothing.
    if (now === undefined || now.signature !== cell.signature) continue;
    const { counts, coordinate } = address.field;
    counts.compared += 1;
    if (isDeepStrictEqual(now.value, cell.value)) continue;
    counts.different += 1;
    cache.onDifference(coordinate, Math.round((fetchedAt - cell.fetchedAt) / 1000));
  }
}

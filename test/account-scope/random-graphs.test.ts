// Random objects of random owners that refer to each other at random, asked for by random operations: what leaves the
// gateway is what an honest filter would have left, and nothing that stands in another account's object.
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answerHonestly,
  createDocumentSubgraphs,
  findOwner,
  type WorldObject,
  writeOperation,
} from './document-world.ts';
import { type ScopedGateway, startScopedGateway } from './scoped-gateway.ts';

const numRuns = Number(process.env['ACCOUNT_SCOPE_RUNS'] ?? 40);
const seed = process.env['ACCOUNT_SCOPE_SEED'];

const callers = [
  { account: 'acme' },
  { account: 'borealis' },
  { account: 'acme', accounts: ['acme-dayton'] },
  { accounts: ['kyoto'] },
  undefined,
] as const;

/** The objects whose texts are in a response. */
function listMarked(text: string): WorldObject[] {
  return [...text.matchAll(/<(\w+) ([^>]+)>/g)].map(
    ([, typeName, id]) => ({ __typename: typeName, id }) as WorldObject,
  );
}

describe.each([
  ['nothing is kept', false, 'hive'],
  ['values are kept', true, 'hive'],
  ['values are kept, with the other planner', true, 'apollo'],
])('where %s', (_what, isKept, planner) => {
  let gateway: ScopedGateway;
  beforeAll(async () => {
    gateway = await startScopedGateway(createDocumentSubgraphs(isKept), {
      supergraph: { query_planning: { planner } },
      response_cache: { enabled: isKept },
    });
  });
  afterAll(() => gateway.close());

  test(
    'every caller gets its own objects, all of them, and of the others not a byte',
    async () => {
      let withheld = 0;
      let shown = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.record({ seed: fc.nat(1_000_000), size: fc.integer({ min: 1, max: 8 }) }),
          fc.nat(1_000_000),
          fc.array(fc.constantFrom(...callers), { minLength: 1, maxLength: 4 }),
          async (world, number, asking) => {
            const query = writeOperation(world, number);
            // At the same time, and then again one after the other.
            const answers = await Promise.all(asking.map(async (caller) => gateway.ask(query, caller)));
            for (const caller of asking) answers.push(await gateway.ask(query, caller));
            for (const [index, answer] of answers.entries()) {
              const caller: { account?: string; accounts?: readonly string[] } = asking[index % asking.length] ?? {};
              const permitted = [caller.account ?? [], caller.accounts ?? []].flat();
              const marked = listMarked(answer.text);
              const foreign = marked.filter((object) => {
                const owner = findOwner(object);
                return owner !== undefined && !permitted.includes(owner);
              });
              const what = `${query}\n${JSON.stringify(answer.errors)}`;
              expect(foreign, what).toEqual([]);
              const honest = answerHonestly(query, permitted);
              expect(answer.data, what).toEqual(JSON.parse(JSON.stringify(honest.data)));
              expect((answer.errors ?? []).length > 0, what).toBe((honest.errors ?? []).length > 0);
              withheld += answer.errors?.length ?? 0;
              shown += marked.length;
            }
          },
        ),
        { numRuns, ...(seed !== undefined && { seed: Number(seed) }) },
      );
      // Otherwise nothing was shown at all.
      expect(withheld).toBeGreaterThan(numRuns);
      expect(shown).toBeGreaterThan(numRuns);
    },
    60_000 + 2000 * numRuns,
  );
});

// The comparison notices mistakes: each of these within a few graphs, in cases where the cache without it is right.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cacheCase } from './cache-case.ts';
import { startCaseRunner } from './case-runner.ts';
import { seededBugs } from './seeded-bugs.ts';

/** How many graphs may be needed for a mistake to be noticed. */
const graphLimit = 60;
const cases = fc.sample(cacheCase, { numRuns: graphLimit, seed: 1 });
const sound = startCaseRunner(['apollo']);

test.each(seededBugs)(
  '$title',
  async ({ alterCache }) => {
    const broken = startCaseRunner(['apollo'], alterCache);
    for (const drawn of cases) {
      if ((await broken.run(drawn)).length > 0 && (await sound.run(drawn)).length === 0) return;
    }
    expect.fail(`It was not noticed in ${broken.counts.graphs} graphs.`);
  },
  240_000,
);

// The comparison notices mistakes: each of these, in a case where the cache without it is right.
import * as fc from 'fast-check';
import { expect, onTestFailed, test } from 'vitest';
import { cacheCase } from './cache-case.ts';
import { startCaseRunner } from './case-runner.ts';
import { seededBugs } from './seeded-bugs.ts';

/** How many cases may be needed for a mistake to be noticed. */
const caseLimit = 300;
const timeLimitMs = 240_000;
const usualCases = fc.sample(cacheCase, { numRuns: caseLimit, seed: 1 });
const sound = startCaseRunner(['apollo']);

test.each(seededBugs)(
  '$title',
  async ({ title, alterCache, noticedBy, cases }) => {
    const drawn = cases === undefined ? usualCases : fc.sample(cases, { numRuns: caseLimit, seed: 1 });
    const broken = startCaseRunner(['apollo'], alterCache);
    const numbered = drawn.map((each, index) => [index + 1, each] as const);
    let current = 0;
    onTestFailed(() => void process.stdout.write(`It was not noticed up to case ${current}.\n`));
    for (const [number, each] of numbered.toSorted(([a], [b]) => Number(b === noticedBy) - Number(a === noticedBy))) {
      current = number;
      if ((await broken.run(each)).length === 0 || (await sound.run(each)).length > 0) continue;
      if (number !== noticedBy) process.stdout.write(`"${title}" is noticed by case ${number}.\n`);
      return;
    }
    expect.fail(`It was not noticed in ${broken.counts.graphs} cases.`);
  },
  timeLimitMs,
);

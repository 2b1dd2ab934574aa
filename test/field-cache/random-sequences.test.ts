// Random graphs with random policies, and random sequences of requests, changes and failures: an answer from the cache is
// one that could have been given without it, within the ages that the policies allow.
//
// `CACHE_RUNS=100000` draws as many graphs, `CACHE_SEED` others than usual; a failure says with which seed and path it is
// found again. `CACHE_PLANNERS=hive` asks for plans of another planner, or of both.
import { expect, test } from 'vitest';
import { expectFaultless } from '../execution/expect-faultless.ts';
import { cacheCase } from './cache-case.ts';
import { startCaseRunner } from './case-runner.ts';
import { readSequenceSettings } from './sequence-settings.ts';

const { graphs, seed, path, planners } = readSequenceSettings(process.env);
const runner = startCaseRunner(planners);
const timeLimitMs = Math.max(600_000, graphs * 2000);

test(
  `${graphs} random graphs`,
  async () => {
    await expectFaultless(cacheCase, (drawn) => runner.run(drawn), { runs: graphs, seed, path, timeLimitMs });
    process.stdout.write(`${JSON.stringify(runner.counts)}\n`);
    const { graphs: composed, refused, asks, excused } = runner.counts;
    if (path === undefined) expect(asks).toBeGreaterThan(50 * graphs - 1000);
    // What the plan is to blame for may not become the rule, or nothing would be tested.
    expect(excused).toBeLessThan(Math.max(20, asks * 0.05));
    expect(refused).toBeLessThan(Math.max(5, composed * 0.05));
  },
  timeLimitMs,
);

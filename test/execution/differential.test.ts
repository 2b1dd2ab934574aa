// Random graphs, random operations, random failures: our engine against the monolith and the stock gateway.
//
// `DIFFERENTIAL_RUNS=100000` draws as many graphs, `DIFFERENTIAL_SEED` others than usual; a failure says with which seed
// and path it is found again. `DIFFERENTIAL_PLANNERS=hive` asks for the plans of one planner alone.
import { expect, test } from 'vitest';
import { startCaseRunner } from './case-runner.ts';
import { readDifferentialSettings } from './differential-settings.ts';
import { expectFaultless } from './expect-faultless.ts';
import { graphCase } from './graph-case.ts';

const { graphs, seed, path, planners } = readDifferentialSettings(process.env);
const runner = startCaseRunner(planners);
const timeLimitMs = Math.max(600_000, graphs * 1000);

test(
  `${graphs} random graphs`,
  async () => {
    await expectFaultless(graphCase, (drawn) => runner.run(drawn), { runs: graphs, seed, path, timeLimitMs });
    const counts = runner.counts();
    process.stdout.write(`${JSON.stringify(counts)}\n`);
    const { graphs: composed, refused, operations, unplanned, excused } = counts;
    // Each is asked of every planner: thousands of answers.
    if (path === undefined) expect(operations).toBeGreaterThan(8 * graphs - 100);
    // What the plan is to blame for may not become the rule, or nothing would be tested.
    expect(excused).toBeLessThan(Math.max(20, operations * 0.05));
    // The native planner refuses some that have a plan; in the gateway, the other one is asked then.
    expect(unplanned).toBeLessThan(Math.max(20, operations * 0.1));
    expect(refused).toBeLessThan(Math.max(5, composed * 0.05));
  },
  timeLimitMs,
);

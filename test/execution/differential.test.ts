// Random graphs, random operations, random failures: our engine against the monolith and the stock gateway.
//
// `DIFFERENTIAL_RUNS=100000` draws as many graphs, `DIFFERENTIAL_SEED` others than usual; a failure says with which seed
// and path it is found again. `DIFFERENTIAL_PLANNERS=hive` asks for the plans of one planner alone.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { startCaseRunner } from './case-runner.ts';
import { readDifferentialSettings } from './differential-settings.ts';
import { graphCase } from './graph-case.ts';

const { graphs, seed, path, planners } = readDifferentialSettings(process.env);
const runner = startCaseRunner(planners);
/** A failure takes minutes to be made small; it is as small as it became in this time. */
const timeLimitMs = Math.max(300_000, graphs * 1000);

test(
  `${graphs} random graphs`,
  async () => {
    const property = fc.asyncProperty(graphCase, async (drawn) => {
      const failures = await runner.run(drawn);
      if (failures.length > 0) throw new Error(failures.join('\n\n'));
    });
    await fc.assert(property, {
      seed,
      numRuns: graphs,
      interruptAfterTimeLimit: timeLimitMs - 5000,
      ...(path !== undefined && { path }),
    });
    const counts = runner.counts();
    process.stdout.write(`${JSON.stringify(counts)}\n`);
    const { graphs: composed, refused, operations, unplanned, excused } = counts;
    // What the plan is to blame for may not become the rule, or nothing would be tested.
    expect(excused).toBeLessThan(Math.max(20, operations * 0.05));
    // The native planner refuses some that have a plan; in the gateway, the other one is asked then.
    expect(unplanned).toBeLessThan(Math.max(20, operations * 0.1));
    expect(refused).toBeLessThan(Math.max(5, composed * 0.05));
  },
  timeLimitMs,
);

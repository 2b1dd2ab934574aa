// Runs what is drawn at random. What is wrong, and what does not end, is told with the seed and path to find it again.
import * as fc from 'fast-check';

export interface RandomRuns {
  readonly runs: number;
  readonly seed: number;
  /** Where fast-check begins: at the case that failed. */
  readonly path: string | undefined;
  /** Of the test. A failure takes minutes to be made small; it is as small as it became in this time. */
  readonly timeLimitMs: number;
}

/** Most take less than a second. What takes so long on a busy machine hangs. */
const caseLimitMs = 60_000;
/** What is left of the test's time to tell what was found. */
const reportMs = 5000;

/** `run` tells all that is wrong with what was drawn. */
export async function expectFaultless<Drawn>(
  arbitrary: fc.Arbitrary<Drawn>,
  run: (drawn: Drawn) => Promise<readonly string[]>,
  { runs, seed, path, timeLimitMs }: RandomRuns,
): Promise<void> {
  const property = fc.asyncProperty(arbitrary, async (drawn) => {
    const problems = await run(drawn);
    if (problems.length > 0) throw new Error(problems.join('\n\n'));
  });
  await fc.assert(property, {
    seed,
    numRuns: runs,
    timeout: caseLimitMs,
    interruptAfterTimeLimit: timeLimitMs - reportMs,
    // Fewer cases than asked for are no proof.
    markInterruptAsFailure: true,
    ...(path !== undefined && { path }),
  });
}

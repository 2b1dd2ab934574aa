// A random run that fails says how it is found again, whatever the reason.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectFaultless } from './expect-faultless.ts';

const runs = { runs: 100, seed: 7, path: undefined, timeLimitMs: 60_000 };
/** That is over almost at once. */
const short = { ...runs, timeLimitMs: 5200 };

test('what is wrong is told with its seed and path', async () => {
  const isLarge = (drawn: number): Promise<string[]> => Promise.resolve(drawn > 10 ? [`${drawn} is large`] : []);
  await expect(expectFaultless(fc.nat(), isLarge, runs)).rejects.toThrow(
    /seed: 7, path: "[^]*Counterexample: \[11\][^]*/,
  );
});

test('a case that does not end is told with its seed', async () => {
  const hang = (): Promise<string[]> => new Promise(() => {});
  await expect(expectFaultless(fc.nat(), hang, short)).rejects.toThrow(/interrupted[^]*seed: 7/i);
});

test('a run that is cut short has failed', async () => {
  const dawdle = (): Promise<string[]> => new Promise((resolve) => setTimeout(resolve, 20, []));
  await expect(expectFaultless(fc.nat(), dawdle, short)).rejects.toThrow(/interrupted[^]*seed: 7/i);
});

// Line ids name the answers to lines, so that no two lines of a request may share one.
import { Problem } from '../../server/problem.ts';

/** A rule of the contract that JSON Schema cannot express. */
export function refuseRepeatedLines(lines: readonly { lineId: string }[]): void {
  const seen = new Set<string>();
  for (const [index, { lineId }] of lines.entries()) {
    if (seen.has(lineId)) {
      const errors = [{ pointer: `/lines/${index}/lineId`, message: 'must be unique within the request' }];
      throw new Problem({ status: 400, detail: `The line id ${JSON.stringify(lineId)} is used twice.`, errors });
    }
    seen.add(lineId);
  }
}

// Tells operators of objects that a subgraph gave and that were not for the caller: the subgraph is wrong, and nobody
// else will find out.
import type { Logger } from 'pino';
import type { Principal } from '../authentication/principal.ts';
import type { AccountViolation } from '../execution/compiled/account-check.ts';

export interface ViolationContext {
  readonly requestId: string;
  readonly operationName: string | undefined;
  readonly principal: Principal;
}

/** Takes all that was found in one response. */
export type ViolationReporter = (violations: readonly AccountViolation[], context: ViolationContext) => void;

export interface ViolationReporterOptions {
  readonly log: Logger;
  readonly count: (type: string, subgraph: string, count: number) => void;
}

/** So many accounts are named in one line. */
const mostAccounts = 5;

/** One line for each field that gave such objects, however many: a list can hold hundreds. */
export function createViolationReporter({ log, count }: ViolationReporterOptions): ViolationReporter {
  return (violations, { requestId, operationName, principal }) => {
    const groups = new Map<string, AccountViolation[]>();
    for (const violation of violations) {
      const { coordinate, typeName, subgraphs, account } = violation;
      const key = JSON.stringify([coordinate, typeName, subgraphs, account === undefined]);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, [violation]);
      else known.push(violation);
    }
    for (const [first, ...others] of groups.values()) {
      if (first === undefined) continue;
      const { coordinate, typeName: type, subgraphs, owner } = first;
      const subgraph = subgraphs.join(', ');
      const objects = 1 + others.length;
      const details = {
        requestId,
        operationName: operationName?.slice(0, 100),
        coordinate,
        type,
        subgraph,
        owner,
        objects,
        callerAccount: principal.account,
        callerAccounts: principal.accounts,
      };
      if (first.account === undefined) {
        log.warn(details, 'Objects were withheld, because no subgraph said to which account they belong');
        continue;
      }
      const accounts = [...new Set([first, ...others].map(({ account }) => account))].slice(0, mostAccounts);
      log.error({ ...details, accounts }, "A subgraph gave objects of another account than the caller's");
      count(type, subgraph, objects);
    }
  };
}

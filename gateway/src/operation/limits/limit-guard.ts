// Decides what becomes of a request that passes a limit: it is refused, or, while limits are only measured, told of.
import { CodedError } from '../../error-codes/coded-error.ts';
import { type LimitKey, limitCodes, type RequestLimits } from './request-limits.ts';

export interface PassedLimit {
  readonly key: LimitKey;
  readonly value: number;
  readonly limit: number;
  readonly isRefused: boolean;
}

export type ReportPassedLimit = (passed: PassedLimit) => void;

export interface LimitGuard {
  readonly limits: RequestLimits;
  /**
   * The error of a value that is over its limit, if it is refused. `what` begins with a verb and tells the value's
   * meaning: `has a depth`.
   */
  check(key: LimitKey, what: string, value: number): CodedError | undefined;
}

export function createLimitGuard(limits: RequestLimits, report: ReportPassedLimit): LimitGuard {
  return {
    limits,
    check(key, what, value) {
      const limit = limits[key];
      if (limit === undefined || value <= limit) return undefined;
      // What is nested deeper than the parser is meant to go would exhaust the stack of what comes after it, or its time.
      const isRefused = limits.warn_only !== true || key.startsWith('parser_');
      report({ key, value, limit, isRefused });
      if (!isRefused) return undefined;
      return new CodedError(
        limitCodes[key],
        `The request ${what} of ${describe(value)}; allowed are ${limit} (limits.${key}). Ask for less at once.`,
      );
    },
  };
}

function describe(value: number): string {
  return value > Number.MAX_SAFE_INTEGER ? 'more than can be counted' : String(value);
}

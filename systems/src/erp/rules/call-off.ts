// What the lines of an order call off at prices that hold for a limited quantity only.
import { ExactDecimal } from './exact-decimal.ts';
import { type CallOffs, type PriceCandidate, choosePrice } from './price-choice.ts';

/** With what one more line calls off. A price that holds for any quantity is not counted. */
export function addCallOff(calledOff: CallOffs, candidate: PriceCandidate, baseQuantity: ExactDecimal): CallOffs {
  if (candidate.remainingQuantity === null) return calledOff;
  const total = (calledOff.get(candidate) ?? new ExactDecimal(0)).plus(baseQuantity);
  return new Map([...calledOff, [candidate, total]]);
}

/** A line that was sold at the price of a project. */
export interface ProjectLine {
  /** Of the line in its order, from 0. */
  readonly index: number;
  readonly sku: string;
  readonly baseQuantity: ExactDecimal;
  readonly projectId: string;
  /** The project's prices of the item. Undefined when the account has no such project. */
  readonly candidates: readonly PriceCandidate[] | undefined;
}

export interface CallOffFault {
  readonly index: number;
  readonly code: 'UNKNOWN_PROJECT' | 'PROJECT_PRICE_UNAVAILABLE';
  readonly message: string;
}

/** What the lines call off, each after those before it. `faults` empty: all of it can be had. */
export function planCallOffs(
  lines: readonly ProjectLine[],
  { currencyCode, at }: { readonly currencyCode: string; readonly at: string },
): { calledOff: CallOffs; faults: CallOffFault[] } {
  let calledOff: CallOffs = new Map();
  const faults: CallOffFault[] = [];
  for (const { index, sku, baseQuantity, projectId, candidates } of lines) {
    if (candidates === undefined) {
      faults.push({ index, code: 'UNKNOWN_PROJECT', message: `The account has no project ${projectId}.` });
      continue;
    }
    const conversion = { numerator: '1', denominator: '1' };
    const demand = { quantity: baseQuantity, baseQuantity, conversion, calledOff, currencyCode, at };
    const chosen = choosePrice(candidates, demand);
    if (chosen === undefined) {
      const message =
        `Item ${sku} is no longer to be had in this quantity at the price of project ${projectId}. ` +
        'Confirm the new price.';
      faults.push({ index, code: 'PROJECT_PRICE_UNAVAILABLE', message });
      continue;
    }
    calledOff = addCallOff(calledOff, chosen.candidate, baseQuantity);
  }
  return { calledOff, faults };
}

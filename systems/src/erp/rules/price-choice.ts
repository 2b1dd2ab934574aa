// Which of the prices that an account could get is the one it gets.
//
// The order of authority: project, contract (the account's own before one of an account above it), customer group, and
// then the price list with its quantity breaks or a promotion on it, whichever is lower for the quantity.
import { ExactDecimal } from './exact-decimal.ts';
import { type Conversion, isAtLeast } from './unit-conversion.ts';

export interface PriceTier {
  /** Base units from which the amount counts. */
  readonly minimumQuantity: string;
  readonly amount: string;
}

export interface CandidateAgreement {
  readonly number: string;
  readonly name: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** A price of one item, as one source says it. */
export interface PriceCandidate {
  readonly source: 'PROJECT' | 'CONTRACT' | 'CUSTOMER_GROUP' | 'PROMOTION' | 'LIST';
  readonly currencyCode: string;
  /** Base units that an amount is for. */
  readonly basisQuantity: string;
  /** In ascending order of quantity, at least one. */
  readonly tiers: readonly PriceTier[];
  /** Inclusive instant; null: since ever. */
  readonly validFrom: string | null;
  /** Exclusive instant; null: for ever. */
  readonly validTo: string | null;
  /** Steps up the hierarchy to the account that agreed on it: 0 is the account itself. */
  readonly distance: number;
  /** Base units that may still be called off at this price, after all that was reserved; null: any. */
  readonly remainingQuantity: string | null;
  /** The contract or project. Null for other sources. */
  readonly agreement: CandidateAgreement | null;
}

/** Base units that lines before this one, of the same order, call off at prices of which not any quantity is left. */
export type CallOffs = ReadonlyMap<PriceCandidate, ExactDecimal>;

export interface PriceDemand {
  readonly quantity: ExactDecimal;
  readonly conversion: Conversion;
  /** The same in base units, rounded up as it is reserved. */
  readonly baseQuantity: ExactDecimal;
  readonly calledOff: CallOffs;
  readonly currencyCode: string;
  /** RFC 3339 with milliseconds, in UTC, as all instants of candidates. */
  readonly at: string;
}

export interface ChosenPrice {
  readonly candidate: PriceCandidate;
  readonly tier: PriceTier;
}

/** The prices that hold at an instant. */
export function selectValid(candidates: readonly PriceCandidate[], at: string): PriceCandidate[] {
  return candidates.filter(({ validFrom, validTo }) => (validFrom ?? '') <= at && (validTo === null || at < validTo));
}

/** The price of the strongest source that has one for this quantity, currency and instant. */
export function choosePrice(candidates: readonly PriceCandidate[], demand: PriceDemand): ChosenPrice | undefined {
  const applying = selectValid(candidates, demand.at).flatMap((candidate) => {
    const tier = applyTier(candidate, demand);
    return tier === undefined ? [] : [{ candidate, tier }];
  });
  const best = (source: PriceCandidate['source']): ChosenPrice | undefined =>
    applying.filter(({ candidate }) => candidate.source === source).toSorted(compareChoices)[0];
  return best('PROJECT') ?? best('CONTRACT') ?? best('CUSTOMER_GROUP') ?? chooseLower(best('PROMOTION'), best('LIST'));
}

/** The next instant after `at` at which one of the prices starts or ends to hold. */
export function findNextChange(candidates: readonly PriceCandidate[], at: string): string | undefined {
  const instants = candidates.flatMap(({ validFrom, validTo }) => [validFrom, validTo]);
  return instants
    .filter((instant) => instant !== null)
    .filter((instant) => instant > at)
    .toSorted()[0];
}

/** The highest tier that the quantity reaches, in base units; none when the price is not for this demand. */
function applyTier(candidate: PriceCandidate, demand: PriceDemand): PriceTier | undefined {
  const { quantity, conversion, baseQuantity, calledOff, currencyCode } = demand;
  if (candidate.currencyCode !== currencyCode) return undefined;
  if (candidate.remainingQuantity !== null) {
    const left = new ExactDecimal(candidate.remainingQuantity).minus(calledOff.get(candidate) ?? 0);
    if (baseQuantity.gt(left)) return undefined;
  }
  return candidate.tiers.findLast(({ minimumQuantity }) => isAtLeast(quantity, conversion, minimumQuantity));
}

/** Among prices of one source: the nearest account's, then the one that started last, then the lowest. */
function compareChoices(left: ChosenPrice, right: ChosenPrice): number {
  const byDistance = left.candidate.distance - right.candidate.distance;
  if (byDistance !== 0) return byDistance;
  const leftStart = left.candidate.validFrom ?? '';
  const rightStart = right.candidate.validFrom ?? '';
  if (leftStart !== rightStart) return leftStart < rightStart ? 1 : -1;
  return compareAmounts(left, right);
}

/** A promotion counts only where it is lower: nobody pays more because of one. */
function chooseLower(promotion: ChosenPrice | undefined, list: ChosenPrice | undefined): ChosenPrice | undefined {
  if (promotion === undefined || list === undefined) return promotion ?? list;
  return compareAmounts(promotion, list) < 0 ? promotion : list;
}

/** By amount per base unit; the amounts may be for different basis quantities. */
function compareAmounts(left: ChosenPrice, right: ChosenPrice): number {
  const leftAmount = new ExactDecimal(left.tier.amount).times(right.candidate.basisQuantity);
  const rightAmount = new ExactDecimal(right.tier.amount).times(left.candidate.basisQuantity);
  return leftAmount.comparedTo(rightAmount);
}

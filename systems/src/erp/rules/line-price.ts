// The answer to a price line: the checks in their order, the price chosen, the amount computed once and rounded once.
import type { components } from '@commerce-graph/schema/erp-integration';
import { addCallOff } from './call-off.ts';
import { formatUnitAmount, roundMoney } from './currency.ts';
import { ExactDecimal } from './exact-decimal.ts';
import {
  type CallOffs,
  type ChosenPrice,
  type PriceCandidate,
  choosePrice,
  findNextChange,
  selectValid,
} from './price-choice.ts';
import { type SellableItem, checkLine } from './sellable-line.ts';
import { type Conversion, toBaseUnits } from './unit-conversion.ts';

type Schemas = components['schemas'];

export interface PricedItem extends SellableItem {
  /** Not null: only contracts and projects have a price for it. */
  readonly priceOnRequestReason: string | null;
}

export interface PricingContext {
  /** RFC 3339 with milliseconds, in UTC. */
  readonly at: string;
  readonly purpose: Schemas['PricePurpose'];
  /** Undefined for an anonymous visitor. */
  readonly account: { readonly currencyCode: string } | undefined;
  readonly item: PricedItem | undefined;
  /** Every price that the account could get for the item, in any currency, now or later. */
  readonly candidates: readonly PriceCandidate[];
  /** Whether the account has the project that the line names, and it is running. Ignored when the line names none. */
  readonly isProjectRunning: boolean;
}

export interface PricedQuestion {
  readonly line: Schemas['PriceQueryLine'];
  readonly context: PricingContext;
}

/** Answers a line on its own, as if nothing else were ordered. */
export function priceLine(line: Schemas['PriceQueryLine'], context: PricingContext): Schemas['PriceAnswer'] {
  return answerLine(line, context, new Map()).answer;
}

/**
 * Answers the lines of one order: each may take of a project's quantity what the lines before it leave, whole or not at
 * all. Lines over the same price must share its candidate.
 */
export function priceOrder(questions: readonly PricedQuestion[]): Schemas['PriceAnswer'][] {
  let calledOff: CallOffs = new Map();
  return questions.map(({ line, context }) => {
    const answered = answerLine(line, context, calledOff);
    calledOff = answered.calledOff;
    return answered.answer;
  });
}

/** The order of the checks is part of the contract: an anonymous visitor learns nothing else. */
function answerLine(
  line: Schemas['PriceQueryLine'],
  context: PricingContext,
  calledOff: CallOffs,
): { answer: Schemas['PriceAnswer']; calledOff: CallOffs } {
  const { at, purpose, account, item, candidates, isProjectRunning } = context;
  const { lineId, sku } = line;
  const nextChange = findNextChange(candidates, at);
  const changesAt = nextChange === undefined ? {} : { changesAt: nextChange };
  const refuse = (code: Schemas['UnavailableCode'], message: string) => ({
    answer: { lineId, sku, outcome: 'UNAVAILABLE' as const, code, message, ...changesAt },
    calledOff,
  });

  if (account === undefined) return refuse('LOGIN_REQUIRED', 'Prices are shown to signed-in accounts only.');
  const checked = checkLine(line, item, purpose === 'FIRM');
  if ('fault' in checked) return refuse(checked.fault.code, checked.fault.message);
  if (line.projectId !== undefined && !isProjectRunning) {
    return refuse('UNKNOWN_PROJECT', `The account has no running project ${line.projectId}.`);
  }

  const { sellingUom, quantity } = checked;
  const currencyCode = line.currencyCode ?? account.currencyCode;
  const onRequest = item?.priceOnRequestReason ?? null;
  const eligible = onRequest === null ? candidates : candidates.filter(({ agreement }) => agreement !== null);
  const baseQuantity = toBaseUnits(quantity, sellingUom, checked.item.baseUom.decimals);
  const demand = { quantity, conversion: sellingUom, baseQuantity, calledOff, currencyCode, at };
  const chosen = choosePrice(eligible, demand);
  if (chosen === undefined) {
    if (onRequest !== null) {
      return { answer: { lineId, sku, outcome: 'ON_REQUEST', reason: onRequest, ...changesAt }, calledOff };
    }
    const valid = selectValid(candidates, at);
    return valid.length > 0 && valid.every((candidate) => candidate.currencyCode !== currencyCode)
      ? refuse('NO_PRICE_IN_CURRENCY', `Item ${sku} has no price in ${currencyCode} for this account.`)
      : refuse('NO_PRICE', `Item ${sku} has no price for ${line.quantity} ${sellingUom.uom.code} for this account.`);
  }

  const { candidate, tier } = chosen;
  const baseUom = checked.item.baseUom.code;
  const unitPrice = (amount: string, basisQuantity: string): Schemas['UnitPrice'] => ({
    amount: formatUnitAmount(amount, currencyCode),
    currencyCode,
    basisQuantity: new ExactDecimal(basisQuantity).toFixed(),
    basisUom: baseUom,
  });
  const list = findListPrice(candidates, currencyCode, at);
  const answer: Schemas['PricedLine'] = {
    lineId,
    sku,
    outcome: 'PRICED',
    quantity: { value: quantity.toFixed(), uom: sellingUom.uom.code },
    unitPrice: unitPrice(tier.amount, candidate.basisQuantity),
    ...(list !== undefined && { listPrice: unitPrice(list.amount, list.basisQuantity) }),
    extendedPrice: {
      amount: extendPrice({ quantity, conversion: sellingUom, chosen }),
      currencyCode,
    },
    source: nameSource(chosen),
    ...(candidate.agreement !== null && { agreement: describeAgreement(candidate.agreement) }),
    tiers: candidate.tiers.map(({ minimumQuantity, amount }) => ({
      minimumQuantity: { value: new ExactDecimal(minimumQuantity).toFixed(), uom: baseUom },
      unitPrice: unitPrice(amount, candidate.basisQuantity),
    })),
    ...(candidate.validFrom !== null && { validFrom: candidate.validFrom }),
    ...(candidate.validTo !== null && { validTo: candidate.validTo }),
    ...changesAt,
    isFirm: purpose === 'FIRM',
  };
  return { answer, calledOff: addCallOff(calledOff, candidate, baseQuantity) };
}

interface Extension {
  readonly quantity: ExactDecimal;
  readonly conversion: Conversion;
  readonly chosen: ChosenPrice;
}

/**
 * Amount x quantity x numerator / (denominator x basis quantity), multiplied out before the one division and rounded
 * once, half up. Going through a rounded price per selling unit would be off by a cent on long orders.
 */
function extendPrice({ quantity, conversion, chosen: { candidate, tier } }: Extension): string {
  const exact = new ExactDecimal(tier.amount)
    .times(quantity)
    .times(conversion.numerator)
    .div(new ExactDecimal(conversion.denominator).times(candidate.basisQuantity));
  return roundMoney(exact, candidate.currencyCode);
}

/** The lowest tier of the price list, whatever the quantity. */
function findListPrice(
  candidates: readonly PriceCandidate[],
  currencyCode: string,
  at: string,
): { amount: string; basisQuantity: string } | undefined {
  const lists = selectValid(candidates, at).filter(
    (candidate) => candidate.source === 'LIST' && candidate.currencyCode === currencyCode,
  );
  const list = lists.toSorted((left, right) => ((left.validFrom ?? '') < (right.validFrom ?? '') ? 1 : -1))[0];
  const amount = list?.tiers[0]?.amount;
  return list === undefined || amount === undefined ? undefined : { amount, basisQuantity: list.basisQuantity };
}

function nameSource({ candidate, tier }: ChosenPrice): Schemas['PriceSource'] {
  const isBreak = candidate.source === 'LIST' && tier !== candidate.tiers[0];
  return isBreak ? 'QUANTITY_BREAK' : candidate.source;
}

function describeAgreement(agreement: NonNullable<PriceCandidate['agreement']>): Schemas['PricingAgreement'] {
  const { number, name, validFrom, validTo } = agreement;
  return { number, name, ...(validFrom !== null && { validFrom }), ...(validTo !== null && { validTo }) };
}

// Reservations, as the contract tells them: all lines of an order or none, once per reference.
import type { components, operations } from '@commerce-graph/schema/erp-integration';
import type { ContractHandlers } from '../../server/contract-routes.ts';
import { Problem } from '../../server/problem.ts';
import { type CallOffFault, type ProjectLine, planCallOffs } from '../rules/call-off.ts';
import { explainExcess } from '../rules/credit.ts';
import { roundMoney } from '../rules/currency.ts';
import { ExactDecimal } from '../rules/exact-decimal.ts';
import { type PlannedLine, type ReservationFault, planReservation } from '../rules/reservation-plan.ts';
import { permitSellingUoms } from '../rules/sellable-line.ts';
import type { BuyingAccount } from '../store/account-store.ts';
import type { ErpStore } from '../store/erp-store.ts';
import type { CalledOffQuantity, ReservedQuantity } from '../store/reservation-store.ts';
import { refuseRepeatedLines } from './refuse-repeated-lines.ts';
import { requireAccount } from './require-account.ts';

type Schemas = components['schemas'];
type Answers = Pick<ContractHandlers<operations>, 'createReservation' | 'readReservation' | 'releaseReservation'>;

export function createReservationAnswers(store: ErpStore, clock: () => Date): Answers {
  return {
    createReservation({ body }) {
      refuseRepeatedLines(body.lines);
      const request = canonicalise(body);
      return store.transaction(() => {
        const existing = store.reservations.findReservation(body.reference);
        if (existing === undefined) return { status: 201, body: reserve(body, request) };
        if (existing.request === request) return { status: 200, body: existing.answer };
        const detail = `The reference ${body.reference} is used by a reservation with other contents.`;
        throw new Problem({ status: 409, code: 'REFERENCE_CONFLICT', detail });
      });
    },
    readReservation({ params: { reference } }) {
      return { status: 200, body: requireReservation(reference).answer };
    },
    releaseReservation({ params: { reference } }) {
      store.transaction(() => {
        const { answer, value } = requireReservation(reference);
        const { reserved, calledOff } = store.reservations.findHoldings(reference);
        for (const { quantity, ...place } of reserved) {
          store.stock.changeReserved(place, new ExactDecimal(quantity).negated());
        }
        for (const { priceId, quantity } of calledOff) {
          store.prices.changeCalledOff(priceId, new ExactDecimal(quantity).negated());
        }
        store.accounts.changeOnOrder(answer.accountId, new ExactDecimal(value).negated());
        store.reservations.deleteReservation(reference);
      });
      return { status: 204 };
    },
  };

  function reserve(body: Schemas['ReservationRequest'], request: string): Schemas['Reservation'] {
    const account = requireAccount(store, body.accountId);
    refuseUnusable(account, body);
    const createdAt = clock().toISOString();
    const planned = plan(account, body, createdAt.slice(0, 10));
    const calledOff = callOff(account, body, planned, createdAt);
    const { reference, accountId } = body;
    const value = body.value && {
      amount: roundMoney(new ExactDecimal(body.value.amount), account.currencyCode),
      currencyCode: account.currencyCode,
    };
    if (value !== undefined) refuseExcess(accountId, value.amount);
    const answer = {
      reference,
      accountId,
      createdAt,
      ...(value !== undefined && { value }),
      lines: planned.map((line) => describeLine(line)),
    };
    const reserved = sumByPlace(planned);
    const holdings = { reserved, calledOff };
    store.reservations.insertReservation({ request, answer, value: value?.amount ?? '0' }, holdings);
    for (const { quantity, ...place } of reserved) store.stock.changeReserved(place, new ExactDecimal(quantity));
    for (const { priceId, quantity } of calledOff) store.prices.changeCalledOff(priceId, new ExactDecimal(quantity));
    store.accounts.changeOnOrder(accountId, new ExactDecimal(value?.amount ?? 0));
    return answer;
  }

  function plan(account: BuyingAccount, body: Schemas['ReservationRequest'], today: string): PlannedLine[] {
    const skus = [...new Set(body.lines.map(({ sku }) => sku))];
    const permittedUoms = store.items.permittedUomsBySku(skus, account.lineage);
    const items = [...store.items.itemsBySku(skus)].map(([sku, item]) => {
      const sellingUoms = permitSellingUoms(item.sellingUoms, permittedUoms.get(sku));
      return [sku, { ...item, sellingUoms }] as const;
    });
    const { lines, faults } = planReservation(body.lines, {
      account,
      itemBySku: new Map(items),
      positionsBySku: store.stock.positionsBySku(skus, today),
      isShipCompleteOnly: body.isShipCompleteOnly ?? false,
    });
    if (faults.length === 0) return lines;
    // What cannot be ordered at all comes first: no stock would help.
    const isShort = faults.every(({ code }) => code === 'INSUFFICIENT_STOCK');
    throw refuseLines(faults, isShort ? 'INSUFFICIENT_STOCK' : 'NOT_RESERVABLE');
  }

  /** What the lines that were sold at the price of a project take of its quantity. */
  function callOff(
    account: BuyingAccount,
    { lines }: Schemas['ReservationRequest'],
    planned: readonly PlannedLine[],
    at: string,
  ): CalledOffQuantity[] {
    const projectIds = [...new Set(lines.flatMap(({ projectId }) => projectId ?? []))];
    if (projectIds.length === 0) return [];
    const known = new Set(store.prices.findProjects(account, projectIds).map(({ id }) => id));
    const skus = [...new Set(lines.map(({ sku }) => sku))];
    const candidatesBySku = store.prices.candidatesBySku({ account, skus, projectIds: [...known], at });
    const projectLines = planned.flatMap(({ sku, plan: { quantity } }, index): ProjectLine[] => {
      const projectId = lines[index]?.projectId;
      if (projectId === undefined) return [];
      const candidates = (candidatesBySku.get(sku) ?? []).filter((candidate) => candidate.projectId === projectId);
      return [
        { index, sku, baseQuantity: quantity, projectId, candidates: known.has(projectId) ? candidates : undefined },
      ];
    });
    const { calledOff, faults } = planCallOffs(projectLines, { currencyCode: account.currencyCode, at });
    if (faults.length > 0) {
      const isUnknown = faults.some(({ code }) => code === 'UNKNOWN_PROJECT');
      throw refuseLines(faults, isUnknown ? 'NOT_RESERVABLE' : 'PROJECT_PRICE_UNAVAILABLE');
    }
    return [...candidatesBySku.values()].flat().flatMap((candidate) => {
      const quantity = calledOff.get(candidate);
      return quantity === undefined ? [] : [{ priceId: candidate.priceId, quantity: quantity.toFixed() }];
    });
  }

  /** The credit is read in the transaction that books the value: no other order can spend it in between. */
  function refuseExcess(accountId: string, value: string): void {
    const [credit] = store.accounts.findCredit([accountId]);
    const message = credit && explainExcess(credit, value);
    if (message === undefined) return;
    const errors = [{ pointer: '/value/amount', code: 'CREDIT_LIMIT_EXCEEDED', message }];
    throw new Problem({ status: 409, code: 'CREDIT_LIMIT_EXCEEDED', detail: message, errors });
  }

  function requireReservation(reference: string) {
    const reservation = store.reservations.findReservation(reference);
    if (reservation === undefined) {
      const detail = `There is no reservation ${JSON.stringify(reference)}.`;
      throw new Problem({ status: 404, code: 'UNKNOWN_RESERVATION', detail });
    }
    return reservation;
  }
}

function refuseLines(faults: readonly (ReservationFault | CallOffFault)[], code: Schemas['ProblemCode']): Problem {
  return new Problem({
    status: code === 'NOT_RESERVABLE' ? 422 : 409,
    code,
    detail: 'The order cannot be reserved as it is: errors says why, line by line.',
    errors: faults.map(({ index, ...fault }) => ({ pointer: `/lines/${index}`, ...fault })),
  });
}

function refuseUnusable(account: BuyingAccount, { value }: Schemas['ReservationRequest']): void {
  if (account.status === 'BLOCKED' || account.status === 'INACTIVE') {
    const message = `Account ${account.id} is ${account.status.toLowerCase()} and cannot order.`;
    const errors = [{ pointer: '/accountId', code: 'ACCOUNT_BLOCKED', message }];
    throw new Problem({ status: 422, code: 'NOT_RESERVABLE', detail: message, errors });
  }
  if (value !== undefined && value.currencyCode !== account.currencyCode) {
    const message = `The value must be in ${account.currencyCode}, the currency of the account's credit.`;
    const errors = [{ pointer: '/value/currencyCode', code: 'CURRENCY_MISMATCH', message }];
    throw new Problem({ status: 422, code: 'NOT_RESERVABLE', detail: message, errors });
  }
}

/** The same request has the same text, in whatever order its properties came. */
function canonicalise({ accountId, isShipCompleteOnly, value, lines }: Schemas['ReservationRequest']): string {
  return JSON.stringify([
    accountId,
    isShipCompleteOnly ?? false,
    value === undefined ? null : [value.amount, value.currencyCode],
    lines.map(({ lineId, sku, quantity, uom, warehouses, projectId }) => [
      lineId,
      sku,
      quantity,
      uom ?? null,
      warehouses ?? null,
      // Reservations made before lines had projects are still known by their text.
      ...(projectId === undefined ? [] : [projectId]),
    ]),
  ]);
}

function describeLine({ lineId, sku, baseUom, plan }: PlannedLine): Schemas['ReservationLine'] {
  const quantity = (value: ExactDecimal): Schemas['Quantity'] => ({ value: value.toFixed(), uom: baseUom });
  const { expectedDate } = plan.backorder;
  return {
    lineId,
    sku,
    quantity: quantity(plan.quantity),
    allocations: plan.allocations.map((taken) => ({ warehouse: taken.warehouse, quantity: quantity(taken.quantity) })),
    backordered: quantity(plan.backorder.quantity),
    ...(expectedDate !== null && { expectedDate }),
  };
}

/** Backordered goods count as reserved where they are waited for: they are owed. */
function sumByPlace(lines: readonly PlannedLine[]): ReservedQuantity[] {
  const totals = new Map<string, { sku: string; warehouse: string; quantity: ExactDecimal }>();
  for (const { sku, plan } of lines) {
    for (const { warehouse, quantity } of [...plan.allocations, plan.backorder]) {
      if (warehouse === null) continue;
      const key = JSON.stringify([sku, warehouse]);
      const total = totals.get(key)?.quantity ?? new ExactDecimal(0);
      totals.set(key, { sku, warehouse, quantity: total.plus(quantity) });
    }
  }
  return [...totals.values()].map(({ sku, warehouse, quantity }) => ({ sku, warehouse, quantity: quantity.toFixed() }));
}

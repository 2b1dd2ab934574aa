// Why an order is refused: each rule by itself, and all of them at once.
import type { components as Erp } from '@commerce-graph/schema/erp-integration';
import type { components as Oms } from '@commerce-graph/schema/oms-integration';
import { describe, expect, it } from 'vitest';
import { type ErpAnswers, reviewSubmission } from './review-submission.ts';

type Submission = Oms['schemas']['OrderSubmission'];
type Line = Oms['schemas']['OrderSubmissionLine'];
type PriceAnswer = Erp['schemas']['PriceAnswer'];
type Account = Erp['schemas']['Account'];

const each = { code: 'EA', name: 'Each', decimals: 0 };
const box = { code: 'BX100', name: 'Box of 100', decimals: 0 };
const item: Erp['schemas']['Item'] = {
  sku: 'HEX-M12X50',
  description: 'Hex bolt M12x50',
  status: 'ACTIVE',
  type: 'INVENTORY',
  baseUom: each,
  sellingUoms: [
    { uom: each, numerator: '1', denominator: '1', isDefault: true, minimumOrderQuantity: '50', orderIncrement: '25' },
    { uom: box, numerator: '100', denominator: '1', isDefault: false, minimumOrderQuantity: '1', orderIncrement: '1' },
  ],
  updatedAt: '2026-01-01T00:00:00Z',
};
const account: Account = {
  id: 'acme',
  accountNumber: 'C-10010',
  name: 'Acme Pumps',
  status: 'ACTIVE',
  currencyCode: 'USD',
  language: 'en-US',
  childIds: [],
  addresses: [
    {
      id: 'bill',
      type: 'BILL_TO',
      isDefault: true,
      name: 'Acme',
      lines: ['1 Main'],
      city: 'Dayton',
      postalCode: '45402',
      country: 'US',
    },
    {
      id: 'plant',
      type: 'SHIP_TO',
      isDefault: true,
      name: 'Plant',
      lines: ['2 Mill'],
      city: 'Dayton',
      postalCode: '45402',
      country: 'US',
    },
    {
      id: 'yard',
      type: 'SHIP_TO',
      isDefault: false,
      name: 'Yard',
      lines: ['3 Dock'],
      city: 'Dayton',
      postalCode: '45402',
      country: 'US',
    },
  ],
  orderPolicy: {
    isPoNumberRequired: true,
    isShipCompleteOnly: false,
    areBackordersAllowed: true,
    areSubstitutionsAllowed: true,
  },
};
const money = (amount: string) => ({ amount, currencyCode: 'USD' });
const credit: Erp['schemas']['Credit'] = {
  accountId: 'acme',
  status: 'OK',
  limit: money('1000.00'),
  balance: money('0.00'),
  onOrder: money('0.00'),
  available: money('13.20'),
  overdue: money('0.00'),
};
const price: PriceAnswer = {
  lineId: '0',
  sku: item.sku,
  outcome: 'PRICED',
  quantity: { value: '100', uom: 'EA' },
  unitPrice: { amount: '13.20', currencyCode: 'USD', basisQuantity: '100', basisUom: 'EA' },
  extendedPrice: money('13.20'),
  source: 'CONTRACT',
  tiers: [],
  isFirm: true,
};
const unavailable = (code: Erp['schemas']['UnavailableCode']): PriceAnswer => ({
  lineId: '0',
  sku: item.sku,
  outcome: 'UNAVAILABLE',
  code,
  message: `Because of ${code}.`,
});

const today = '2026-03-10';

function review(line: Partial<Line>, order: Partial<Submission> = {}, answers: Partial<ErpAnswers> = {}) {
  const submission: Submission = {
    accountId: 'acme',
    placedBy: 'ada',
    poNumber: 'PO-1',
    lines: [{ sku: item.sku, quantity: '100', ...line }],
    ...order,
  };
  return reviewSubmission(submission, { account, credit, items: [item], prices: [price], ...answers }, today);
}

function codesOf(result: ReturnType<typeof reviewSubmission>): string[] {
  return result.isAccepted ? [] : result.errors.map(({ code, lineIndex }) => `${lineIndex ?? '-'} ${code}`);
}

describe('reviewSubmission', () => {
  it('accepts an order that keeps to every rule, up to the last cent of the credit', () => {
    const accepted = review({ expectedUnitPrice: '13.2' });
    expect(accepted).toMatchObject({ isAccepted: true, subtotal: money('13.20'), shipTo: { id: 'plant' } });
  });

  it.each<[string, Partial<Line>]>([
    ['0 UNKNOWN_ITEM', { sku: 'NOPE' }],
    ['0 UOM_NOT_PERMITTED', { uom: 'KEG' }],
    ['0 INVALID_QUANTITY', { quantity: '0' }],
    ['0 INVALID_QUANTITY', { quantity: '-100' }],
    ['0 INVALID_QUANTITY', { quantity: '100.5' }],
    ['0 BELOW_MINIMUM', { quantity: '25' }],
    ['0 NOT_A_MULTIPLE', { quantity: '110' }],
    ['0 PRICE_CHANGED', { expectedUnitPrice: '13.21' }],
  ])('refuses a line: %s', (code, line) => {
    expect(codesOf(review(line))).toEqual([code]);
  });

  it('says both of a quantity that is too small and no multiple', () => {
    expect(codesOf(review({ quantity: '10' }))).toEqual(['0 BELOW_MINIMUM', '0 NOT_A_MULTIPLE']);
  });

  it.each(['PREVIEW', 'BLOCKED', 'DISCONTINUED'] as const)('refuses an item that is %s', (status) => {
    expect(codesOf(review({}, {}, { items: [{ ...item, status }] }))).toEqual(['0 ITEM_NOT_SELLABLE']);
  });

  it('takes an item on its way out, and a unit other than the default', () => {
    expect(codesOf(review({}, {}, { items: [{ ...item, status: 'PHASE_OUT' }] }))).toEqual([]);
    expect(codesOf(review({ uom: 'BX100', quantity: '1' }))).toEqual([]);
  });

  it.each<[string, PriceAnswer]>([
    ['0 NO_PRICE', unavailable('NO_PRICE')],
    ['0 NO_PRICE', unavailable('NO_PRICE_IN_CURRENCY')],
    ['0 NO_PRICE', unavailable('UNKNOWN_PROJECT')],
    ['0 ITEM_NOT_SELLABLE', unavailable('ITEM_BLOCKED')],
    ['0 UOM_NOT_PERMITTED', unavailable('UOM_NOT_PERMITTED')],
    ['0 NO_PRICE', { lineId: '0', sku: item.sku, outcome: 'ON_REQUEST', reason: 'Made to order.' }],
    ['0 NO_PRICE', { ...price, isFirm: false }],
  ])('refuses what has no firm price: %s', (code, answer) => {
    expect(codesOf(review({}, {}, { prices: [answer] }))).toEqual([code]);
  });

  it.each<[string, Partial<Submission>, Partial<ErpAnswers>]>([
    ['- CREDIT_HOLD', {}, { credit: { ...credit, status: 'HOLD' } }],
    ['- CREDIT_HOLD', {}, { account: { ...account, status: 'BLOCKED' } }],
    ['- CREDIT_LIMIT_EXCEEDED', {}, { credit: { ...credit, available: money('13.19') } }],
    ['- UNKNOWN_ADDRESS', { shipToAddressId: 'bill' }, {}],
    ['- UNKNOWN_ADDRESS', { shipToAddressId: 'nowhere' }, {}],
    [
      '- UNKNOWN_ADDRESS',
      {},
      { account: { ...account, addresses: account.addresses.filter(({ isDefault }) => !isDefault) } },
    ],
  ])('refuses the order: %s', (code, order, answers) => {
    expect(codesOf(review({}, order, answers))).toEqual([code]);
  });

  it('asks for a purchase order number only where the account wants one', () => {
    const order = { accountId: 'acme', placedBy: 'ada', lines: [{ sku: item.sku, quantity: '100' }] };
    const answers = { account, credit, items: [item], prices: [price] };
    expect(codesOf(reviewSubmission(order, answers, today))).toEqual(['- PO_NUMBER_REQUIRED']);
    const orderPolicy = { ...account.orderPolicy, isPoNumberRequired: false };
    expect(codesOf(reviewSubmission(order, { ...answers, account: { ...account, orderPolicy } }, today))).toEqual([]);
  });

  it('takes today and any later day for the delivery, and none that is over', () => {
    expect(codesOf(review({}, { requestedDate: today }))).toEqual([]);
    expect(codesOf(review({}, { requestedDate: '2026-03-09' }))).toEqual(['- REQUESTED_DATE_OVER']);
  });

  it('says the way out of a quantity that is not above zero', () => {
    const refused = review({ quantity: '-1' });
    expect(refused.isAccepted ? [] : refused.errors.map(({ message }) => message)).toEqual([
      'HEX-M12X50 cannot be ordered in a quantity of -1 EA: order more than 0.',
    ]);
  });

  it('takes any amount from an account without a limit', () => {
    const { limit: _limit, available: _available, ...unlimited } = credit;
    const dear = { ...price, extendedPrice: money('9999999.00') };
    expect(codesOf(review({}, {}, { credit: unlimited, prices: [dear] }))).toEqual([]);
  });

  it('says everything at once', () => {
    const lines = [
      { sku: item.sku, quantity: '1' },
      { sku: 'NOPE', quantity: '1' },
    ];
    const refused = review(
      {},
      { lines, shipToAddressId: 'nowhere' },
      { credit: { ...credit, status: 'HOLD' }, prices: [price, price] },
    );
    expect(codesOf(refused)).toEqual([
      '- CREDIT_HOLD',
      '- UNKNOWN_ADDRESS',
      '0 BELOW_MINIMUM',
      '0 NOT_A_MULTIPLE',
      '1 UNKNOWN_ITEM',
    ]);
  });

  it('adds amounts exactly', () => {
    const prices = ['0.10', '0.20', '0.30'].map((amount) => ({ ...price, extendedPrice: money(amount) }));
    const lines = prices.map(() => ({ sku: item.sku, quantity: '100' }));
    expect(review({}, { lines }, { prices })).toMatchObject({ subtotal: money('0.60') });
  });
});

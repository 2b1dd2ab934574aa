import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyExponent } from './currency.ts';
import { type PricedItem, type PricingContext, priceLine } from './line-price.ts';
import type { PriceCandidate } from './price-choice.ts';
import type { SellingUom } from './sellable-line.ts';

const at = '2026-06-15T12:00:00.000Z';
const each = { code: 'EA', name: 'Each', unece: 'EA', decimals: 0 };
const cases = { code: 'CS12', name: 'Case of 12', unece: 'XCS', decimals: 0 };
const metres = { code: 'M', name: 'Metre', unece: 'MTR', decimals: 2 };

function unit(uom: SellingUom['uom'], numerator = '1', denominator = '1'): SellingUom {
  const quantities = { minimumOrderQuantity: '1', orderIncrement: '1' };
  return { uom, numerator, denominator, isDefault: uom === each, ...quantities };
}

const bearing: PricedItem = {
  sku: 'BEARING',
  status: 'ACTIVE',
  baseUom: each,
  sellingUoms: [unit(each), unit(cases, '12')],
  priceOnRequestReason: null,
};

function candidate(source: PriceCandidate['source'], differences: Partial<PriceCandidate> = {}): PriceCandidate {
  const isAgreed = source === 'CONTRACT' || source === 'PROJECT';
  return {
    source,
    currencyCode: 'USD',
    basisQuantity: '1',
    tiers: [{ minimumQuantity: '0', amount: '20.00' }],
    validFrom: null,
    validTo: null,
    distance: 0,
    remainingQuantity: null,
    agreement: isAgreed ? { number: 'A-1', name: 'Agreement', validFrom: '2026-01-01', validTo: null } : null,
    ...differences,
  };
}

const contract = candidate('CONTRACT', {
  tiers: [
    { minimumQuantity: '0', amount: '14.50' },
    { minimumQuantity: '100', amount: '12.75' },
  ],
});

interface Ask {
  quantity?: string;
  uom?: string;
  currencyCode?: string;
  projectId?: string;
}

function ask(candidates: PriceCandidate[], line: Ask = {}, context: Partial<PricingContext> = {}) {
  const asked = { lineId: '1', sku: 'BEARING', quantity: '1', ...line };
  const account = { currencyCode: 'USD' };
  const base: PricingContext = { at, purpose: 'BROWSE', account, item: bearing, candidates, isProjectRunning: true };
  return priceLine(asked, { ...base, ...context });
}

function unitAmount(answer: ReturnType<typeof ask>): string {
  return answer.outcome === 'PRICED' ? answer.unitPrice.amount : answer.outcome;
}

describe('which price counts', () => {
  const priced = (source: PriceCandidate['source'], amount: string, differences: Partial<PriceCandidate> = {}) =>
    candidate(source, { tiers: [{ minimumQuantity: '0', amount }], ...differences });

  it('asks the sources in the order of their authority, whatever is cheaper', () => {
    const all = [
      priced('LIST', '1.00'),
      priced('CUSTOMER_GROUP', '30.00'),
      priced('CONTRACT', '40.00'),
      priced('PROJECT', '50.00'),
    ];
    expect([1, 2, 3, 4].map((count) => unitAmount(ask(all.slice(0, count))))).toEqual([
      '1.00',
      '30.00',
      '40.00',
      '50.00',
    ]);
  });

  it('lets a promotion lower the list price, never raise it', () => {
    expect(ask([priced('LIST', '20'), priced('PROMOTION', '15')])).toMatchObject({
      source: 'PROMOTION',
      listPrice: { amount: '20.00' },
    });
    expect(ask([priced('LIST', '20'), priced('PROMOTION', '25')])).toMatchObject({ source: 'LIST' });
  });

  it('compares a promotion with a list price of another basis by what a piece costs', () => {
    const list = priced('LIST', '10', { basisQuantity: '100' });
    expect(ask([list, priced('PROMOTION', '0.2')])).toMatchObject({ source: 'LIST' });
    expect(ask([list, priced('PROMOTION', '0.05')])).toMatchObject({ source: 'PROMOTION' });
  });

  it("prefers the account's own contract to one of an account above it, and a newer price to an older", () => {
    const far = priced('CONTRACT', '5', { distance: 1 });
    expect(unitAmount(ask([far, priced('CONTRACT', '9')]))).toBe('9.00');
    const older = priced('CONTRACT', '1', { validFrom: '2025-01-01T00:00:00.000Z' });
    const newer = priced('CONTRACT', '2', { validFrom: '2026-01-01T00:00:00.000Z' });
    expect(unitAmount(ask([newer, older]))).toBe('2.00');
  });

  it('holds a price from its start until just before its end, and says when the answer may change', () => {
    const spring = priced('LIST', '1', { validTo: at });
    const summer = priced('LIST', '2', { validFrom: at, validTo: '2026-09-01T00:00:00.000Z' });
    const autumn = priced('LIST', '3', { validFrom: '2026-09-01T00:00:00.000Z' });
    expect(ask([spring, summer, autumn])).toMatchObject({
      unitPrice: { amount: '2.00' },
      validFrom: at,
      validTo: '2026-09-01T00:00:00.000Z',
      changesAt: '2026-09-01T00:00:00.000Z',
    });
    expect(ask([autumn])).toMatchObject({ code: 'NO_PRICE', changesAt: '2026-09-01T00:00:00.000Z' });
    expect(ask([spring])).toMatchObject({ code: 'NO_PRICE' });
  });

  it('gives a project price up to what remains of it, counted in base units', () => {
    const project = priced('PROJECT', '11', { remainingQuantity: '24' });
    const list = priced('LIST', '20');
    expect(ask([project, list], { quantity: '2', uom: 'CS12', projectId: 'p' })).toMatchObject({ source: 'PROJECT' });
    expect(ask([project, list], { quantity: '3', uom: 'CS12', projectId: 'p' })).toMatchObject({ source: 'LIST' });
  });
});

describe('tiers', () => {
  it('are reached at their quantity: 99 is below, 100 is in', () => {
    expect(unitAmount(ask([contract], { quantity: '99' }))).toBe('14.50');
    expect(unitAmount(ask([contract], { quantity: '100' }))).toBe('12.75');
  });

  it('are met in base units: 9 cases of 12 are 108', () => {
    expect(unitAmount(ask([contract], { quantity: '8', uom: 'CS12' }))).toBe('14.50');
    expect(ask([contract], { quantity: '9', uom: 'CS12' })).toMatchObject({
      unitPrice: { amount: '12.75', basisQuantity: '1', basisUom: 'EA' },
      quantity: { value: '9', uom: 'CS12' },
      extendedPrice: { amount: '1377.00', currencyCode: 'USD' },
    });
  });

  it('are all told, in ascending order and base units', () => {
    expect(ask([contract])).toMatchObject({
      tiers: [
        { minimumQuantity: { value: '0', uom: 'EA' }, unitPrice: { amount: '14.50' } },
        { minimumQuantity: { value: '100', uom: 'EA' }, unitPrice: { amount: '12.75' } },
      ],
    });
  });

  it('name a quantity break of the list as such', () => {
    const list = candidate('LIST', {
      tiers: [
        { minimumQuantity: '1', amount: '20' },
        { minimumQuantity: '10', amount: '18' },
      ],
    });
    expect(ask([list], { quantity: '9' })).toMatchObject({ source: 'LIST' });
    expect(ask([list], { quantity: '10' })).toMatchObject({ source: 'QUANTITY_BREAK', listPrice: { amount: '20.00' } });
  });

  it('pick the highest one reached, for any tiers and any fraction', () => {
    const tierQuantities = fc.uniqueArray(fc.nat({ max: 500 }), { minLength: 1, maxLength: 6 });
    const size = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(
        tierQuantities,
        fc.integer({ min: 1, max: 300 }),
        size,
        size,
        (starts, quantity, numerator, denominator) => {
          const sorted = starts.toSorted((left, right) => left - right);
          const tiers = sorted.map((start) => ({ minimumQuantity: String(start), amount: String(1000 - start) }));
          const item = { ...bearing, sellingUoms: [unit(each, String(numerator), String(denominator))] };
          const answer = ask([candidate('LIST', { tiers })], { quantity: String(quantity) }, { item });
          // Integers only: quantity x numerator / denominator >= start.
          const reached = sorted.findLast((start) => quantity * numerator >= start * denominator);
          expect(unitAmount(answer)).toBe(reached === undefined ? 'UNAVAILABLE' : `${1000 - reached}.00`);
        },
      ),
    );
  });
});

describe('the extended price', () => {
  const price = (amount: string, currencyCode: string, quantity: string, basisQuantity = '1') => {
    const answer = ask(
      [candidate('LIST', { tiers: [{ minimumQuantity: '0', amount }], currencyCode, basisQuantity })],
      {
        quantity,
        currencyCode,
      },
    );
    return answer.outcome === 'PRICED' ? answer.extendedPrice.amount : answer.outcome;
  };

  it("has the currency's decimals: USD 2, JPY 0, KWD 3", () => {
    expect(price('19.9', 'USD', '1')).toBe('19.90');
    expect(price('2980.5', 'JPY', '1')).toBe('2981');
    expect(price('6.1115', 'KWD', '1')).toBe('6.112');
  });

  it('is for as many as the price is per', () => {
    expect(price('13.205', 'USD', '250', '100')).toBe('33.01');
  });

  it('keeps a unit price finer than the currency as it is', () => {
    const answer = ask([candidate('LIST', { tiers: [{ minimumQuantity: '0', amount: '0.0375' }] })], { quantity: '7' });
    expect(answer).toMatchObject({ unitPrice: { amount: '0.0375' }, extendedPrice: { amount: '0.26' } });
  });

  it('does not lose a fraction that no decimal can express: 18 pieces of a dozen', () => {
    const item = { ...bearing, sellingUoms: [unit(each, '1', '12')] };
    const dozen = candidate('LIST', { tiers: [{ minimumQuantity: '0', amount: '10.00' }] });
    expect(ask([dozen], { quantity: '18' }, { item })).toMatchObject({ extendedPrice: { amount: '15.00' } });
    expect(ask([dozen], { quantity: '1' }, { item })).toMatchObject({ extendedPrice: { amount: '0.83' } });
  });

  it('equals the exact fraction rounded half up once, for any amount, quantity, fraction and currency', () => {
    const digits = fc.bigInt({ min: 1n, max: 10n ** 14n });
    const scale = fc.integer({ min: 0, max: 6 });
    const factor = fc.bigInt({ min: 1n, max: 10_000n });
    const currency = fc.constantFrom('USD', 'JPY', 'KWD', 'CLF');
    fc.assert(
      fc.property(
        digits,
        scale,
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        factor,
        factor,
        fc.constantFrom(1n, 100n, 1000n, 7n),
        currency,
        (amountDigits, amountScale, quantity, numerator, denominator, basis, currencyCode) => {
          const amount = printScaled(amountDigits, amountScale);
          const item = { ...bearing, sellingUoms: [unit(each, String(numerator), String(denominator))] };
          const answer = ask(
            [
              candidate('LIST', {
                tiers: [{ minimumQuantity: '0', amount }],
                currencyCode,
                basisQuantity: String(basis),
              }),
            ],
            { quantity: String(quantity), currencyCode },
            { item },
          );
          const exponent = currencyExponent(currencyCode);
          const over = amountDigits * quantity * numerator * 10n ** BigInt(exponent);
          const under = 10n ** BigInt(amountScale) * denominator * basis;
          const minorUnits = (2n * over + under) / (2n * under);
          expect(answer).toMatchObject({ extendedPrice: { amount: printScaled(minorUnits, exponent), currencyCode } });
        },
      ),
    );
  });
});

describe('a line without a price', () => {
  const list = candidate('LIST');

  it('tells an anonymous visitor nothing but to sign in', () => {
    for (const item of [bearing, undefined]) {
      expect(ask([], { quantity: '-1' }, { account: undefined, item })).toMatchObject({ code: 'LOGIN_REQUIRED' });
    }
  });

  it.each([
    ['0', 'INVALID_QUANTITY'],
    ['-0', 'INVALID_QUANTITY'],
    ['0.000', 'INVALID_QUANTITY'],
    ['-3', 'INVALID_QUANTITY'],
    ['1.5', 'INVALID_QUANTITY'],
    ['1.00', undefined],
    ['1000000000', undefined],
  ])('answers a quantity of %s in pieces with %s', (quantity, code) => {
    const answer = ask([list], { quantity });
    expect('code' in answer ? answer.code : undefined).toBe(code);
  });

  it('allows as many decimals as the unit has', () => {
    const item = { ...bearing, baseUom: metres, sellingUoms: [{ ...unit(metres), isDefault: true }] };
    expect(ask([list], { quantity: '12.75' }, { item })).toMatchObject({ outcome: 'PRICED' });
    expect(ask([list], { quantity: '12.755' }, { item })).toMatchObject({ code: 'INVALID_QUANTITY' });
  });

  it('refuses unknown, blocked and discontinued items, and for an order those in preview', () => {
    expect(ask([list], {}, { item: undefined })).toMatchObject({ code: 'UNKNOWN_ITEM' });
    const codes = (['BLOCKED', 'DISCONTINUED', 'PHASE_OUT', 'PREVIEW'] as const).map((status) => {
      const answers = (['BROWSE', 'FIRM'] as const).map((purpose) =>
        ask([list], {}, { item: { ...bearing, status }, purpose }),
      );
      return answers.map((answer) => ('code' in answer ? answer.code : answer.outcome));
    });
    expect(codes).toEqual([
      ['ITEM_BLOCKED', 'ITEM_BLOCKED'],
      ['ITEM_BLOCKED', 'ITEM_BLOCKED'],
      ['PRICED', 'PRICED'],
      ['PRICED', 'ITEM_BLOCKED'],
    ]);
  });

  it('names the units that the account may buy in', () => {
    expect(ask([list], { uom: 'PALLET' })).toMatchObject({
      code: 'UOM_NOT_PERMITTED',
      message: expect.stringContaining('EA, CS12') as string,
    });
  });

  it('tells a missing price from one in another currency', () => {
    expect(ask([list], { currencyCode: 'EUR' })).toMatchObject({ code: 'NO_PRICE_IN_CURRENCY' });
    expect(ask([])).toMatchObject({ code: 'NO_PRICE' });
    const large = candidate('LIST', { tiers: [{ minimumQuantity: '10', amount: '1' }] });
    expect(ask([large], { quantity: '9' })).toMatchObject({ code: 'NO_PRICE' });
  });

  it('refuses a project that the account does not have', () => {
    const answer = ask([list], { projectId: 'x' }, { isProjectRunning: false });
    expect(answer).toMatchObject({ code: 'UNKNOWN_PROJECT', message: expect.stringContaining('x') as string });
  });

  it('sends the buyer to ask, unless a contract or project has the price', () => {
    const item = { ...bearing, priceOnRequestReason: 'Built to order.' };
    const others = [list, candidate('CUSTOMER_GROUP'), candidate('PROMOTION')];
    expect(ask(others, {}, { item })).toMatchObject({ outcome: 'ON_REQUEST', reason: 'Built to order.' });
    expect(ask([...others, contract], {}, { item })).toMatchObject({ outcome: 'PRICED', source: 'CONTRACT' });
  });
});

it('calls a price firm only when it was asked for as firm', () => {
  expect(ask([contract], {}, { purpose: 'BROWSE' })).toMatchObject({ isFirm: false });
  expect(ask([contract], {}, { purpose: 'FIRM' })).toMatchObject({ isFirm: true });
});

function printScaled(digits: bigint, scale: number): string {
  const text = digits.toString().padStart(scale + 1, '0');
  return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

// Each scalar takes what it promises, normalises it, and names what it refuses.
import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { parseValue } from 'graphql';
import { valueScalars } from './value-scalars.ts';

const { Decimal, CurrencyCode, UnitCode, DateTime, Date: CalendarDate, Locale } = valueScalars;

describe('Decimal', () => {
  it('takes strings of digits only, and never a number', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
        fc.option(fc.stringMatching(/^\d{1,20}$/), { nil: undefined }),
        (whole, fraction) => {
          const text = fraction === undefined ? `${whole}` : `${whole}.${fraction}`;
          expect(Decimal.parseValue(text)).toBe(text);
          expect(Decimal.serialize(text)).toBe(text);
        },
      ),
    );
  });

  it.each([1, 1.5, '1e3', '1.', '.5', '+1', ' 1', '', 'NaN', 'Infinity', '0x10', '1,5', null, true, {}])(
    'refuses %j',
    (value) => {
      expect(() => Decimal.parseValue(value)).toThrow('Decimal must be a decimal string such as "12.50"');
    },
  );

  it('refuses what is too long for a decimal, and says so without showing it', () => {
    expect(Decimal.parseValue('9'.repeat(64))).toHaveLength(64);
    const message = 'Decimal is too long: it has at most 64 characters, got 65.';
    expect(() => Decimal.parseValue('9'.repeat(65))).toThrow(message);
    expect(() => Decimal.parseLiteral(parseValue(`"${'9'.repeat(65)}"`))).toThrow(message);
  });

  it('shows the beginning of what is large and no decimal', () => {
    expect(() => Decimal.parseValue({ large: '9'.repeat(1000) })).toThrow(/got .{60}…\.$/);
    expect(() => Decimal.parseLiteral(parseValue('9'.repeat(1000)))).toThrow(/got 9{60}…\.$/);
  });

  it('refuses number literals in documents', () => {
    expect(() => Decimal.parseLiteral(parseValue('12.5'))).toThrow('got 12.5.');
    expect(Decimal.parseLiteral(parseValue('"12.5"'))).toBe('12.5');
  });

  it('does not let a resolver answer with a number', () => {
    expect(() => Decimal.serialize(12.5)).toThrow('A resolver gave a number');
  });
});

describe('Date', () => {
  it('takes days that exist', () => {
    expect(CalendarDate.parseValue('2024-02-29')).toBe('2024-02-29');
    for (const value of [
      '2025-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '26-01-01',
      '2026-1-1',
      '2026-01-01T00:00:00Z',
    ]) {
      expect(() => CalendarDate.parseValue(value)).toThrow('Date must be a date such as "2026-03-31"');
    }
  });
});

describe('DateTime', () => {
  it('is given in UTC', () => {
    expect(DateTime.serialize('2026-03-31T11:30:00+02:00')).toBe('2026-03-31T09:30:00.000Z');
    expect(DateTime.parseValue('2026-03-31T09:30:00.123456Z')).toBe('2026-03-31T09:30:00.123456Z');
  });

  it.each([
    '2026-03-31',
    '2026-03-31T09:30:00',
    '2026-02-30T09:30:00Z',
    '2026-03-31T24:00:00Z',
    '2026-03-31 09:30:00Z',
    1_774_000_000,
  ])('refuses %j', (value) => {
    expect(() => DateTime.parseValue(value)).toThrow('DateTime must be an RFC 3339 instant');
  });
});

describe('codes', () => {
  it('are checked for what they are', () => {
    expect(Locale.parseValue('EN-us')).toBe('en-US');
    expect(() => Locale.parseValue('en_US')).toThrow(
      'Locale must be a BCP 47 language tag such as "en-US", got "en_US".',
    );
    expect(() => Locale.parseValue('_'.repeat(1000))).toThrow(/got "_{60}…"\.$/);
    expect(CurrencyCode.parseValue('JPY')).toBe('JPY');
    for (const value of ['usd', 'DOLLAR', 'QQQ'])
      expect(() => CurrencyCode.parseValue(value)).toThrow(`got "${value}"`);
    expect(UnitCode.parseValue('BAG25')).toBe('BAG25');
    for (const value of ['', 'A'.repeat(17), 'E A', "'; --"])
      expect(() => UnitCode.parseValue(value)).toThrow('UnitCode must be');
  });
});

// Specifications in words and figures of a language.
import { describe, expect, it } from 'vitest';
import { formatDisplayValue } from './display-value.ts';

const measure = (amount: string, symbol?: string) =>
  ({
    kind: 'measure',
    measure: { amount, unit: 'MILLIMETER', symbol, standardAmount: '0', standardUnit: 'METER' },
  }) as const;

describe('a measure', () => {
  it.each([
    ['25', 'en-US', '25 mm'],
    ['12.5', 'en-US', '12.5 mm'],
    ['12.5', 'fr-FR', '12,5 mm'],
    ['12.5', undefined, '12.5 mm'],
    ['14000', 'en-US', '14,000 mm'],
    ['-0.000001', 'en-US', '-0.000001 mm'],
    ['12345678901234567.0123456789', 'en-US', '12,345,678,901,234,567.0123456789 mm'],
  ])('%s in %s reads %s', (amount, locale, expected) => {
    expect(formatDisplayValue(measure(amount, 'mm'), locale, 'en-US')).toBe(expected);
  });

  it('is shown by its unit code where there is no symbol', () => {
    expect(formatDisplayValue(measure('25'), 'en-US', 'en-US')).toBe('25 MILLIMETER');
  });
});

it('shows options by label, or by code where nobody named them', () => {
  const options = [
    {
      code: 'steel',
      label: new Map([
        ['en-US', 'Steel'],
        ['fr-FR', 'Acier'],
      ]),
    },
    { code: 'x7', label: new Map() },
  ];
  expect(formatDisplayValue({ kind: 'options', options }, 'fr-CA', 'en-US')).toBe('Acier, x7');
});

it('shows truth and days in the language', () => {
  expect(formatDisplayValue({ kind: 'boolean', isTrue: true }, 'es-MX', 'en-US')).toBe('Sí');
  expect(formatDisplayValue({ kind: 'boolean', isTrue: false }, 'sw-KE', 'en-US')).toBe('No');
  expect(formatDisplayValue({ kind: 'date', date: '2026-03-01' }, 'en-US', 'en-US')).toBe('Mar 1, 2026');
  expect(formatDisplayValue({ kind: 'number', number: '0.10' }, 'fr-FR', 'en-US')).toBe('0,1');
  expect(formatDisplayValue({ kind: 'text', text: new Map([['en-US', 'ISO 15']]) }, 'fr-FR', 'en-US')).toBe('ISO 15');
});

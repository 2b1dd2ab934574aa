// Conversions are exact, in the order of their operations.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, readDecimalText } from './decimal-text.ts';
import { convertToStandard, readMeasure } from './measure.ts';

describe('conversion to the standard unit', () => {
  it.each([
    ['25.0000', [['mul', '0.001']], '0.025'],
    ['0.1', [['mul', '3']], '0.3'],
    [
      '-40',
      [
        ['sub', '32'],
        ['div', '1.8'],
        ['add', '273.15'],
      ],
      '233.15',
    ],
    ['1', [['div', '3']], '0.33333333333333333333'],
    ['2', [['div', '3']], '0.66666666666666666667'],
    ['1', [['mul', '0.000000000001']], '0.000000000001'],
    ['123456789012345', [['mul', '1000']], '123456789012345000'],
  ] as const)('of %s by %j is %s', (amount, operations, expected) => {
    const steps = operations.map(([operator, value]) => ({ operator, value }));
    expect(formatDecimal(convertToStandard(amount, steps))).toBe(expected);
  });

  it('by one changes nothing', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.integer({ min: 0, max: 6 }),
        (digits, places) => {
          const amount = `${digits / 10n ** BigInt(places)}.${String(places)}`;
          expect(formatDecimal(convertToStandard(amount, [{ operator: 'mul', value: '1' }]))).toBe(
            readDecimalText(amount),
          );
        },
      ),
    );
  });
});

it('reads numbers as Akeneo writes them', () => {
  expect([readDecimalText('12.5000'), readDecimalText('0.0000'), readDecimalText(9), readDecimalText('-3')]).toEqual([
    '12.5',
    '0',
    '9',
    '-3',
  ]);
  expect([readDecimalText(0.1), readDecimalText(1e-7)]).toEqual(['0.1', '0.0000001']);
  expect([
    readDecimalText('1,5'),
    readDecimalText(''),
    readDecimalText(null),
    readDecimalText(Number.NaN),
    readDecimalText(true),
  ]).toEqual(Array.from({ length: 5 }));
});

describe('a measure', () => {
  const family = {
    code: 'Length',
    standard_unit_code: 'METER',
    units: { MILLIMETER: { symbol: 'mm', convert_from_standard: [{ operator: 'mul' as const, value: '0.001' }] } },
  };

  it('is read with both units', () => {
    expect(readMeasure({ amount: '25.0000', unit: 'MILLIMETER', symbol: 'mm' }, family)).toEqual({
      amount: '25',
      unit: 'MILLIMETER',
      symbol: 'mm',
      standardAmount: '0.025',
      standardUnit: 'METER',
    });
  });

  it.each([[{ amount: '1', unit: 'LEAGUE' }], [{ amount: null, unit: 'MILLIMETER' }], ['25 mm'], [undefined]])(
    'is not made up of %j',
    (content) => {
      expect(readMeasure(content, family)).toBeUndefined();
    },
  );
});

// The measurement families of the catalogue and how each unit converts to the family's standard unit.
import type { SeedMeasurementFamily, SeedMeasurementUnit } from '../../pim/seed.ts';

type Operation = [operator: 'mul' | 'div' | 'add' | 'sub', value: string];

function createUnit(code: string, symbol: string, english: string, french: string, ...operations: Operation[]) {
  const conversion: Operation[] = operations.length > 0 ? operations : [['mul', '1']];
  return {
    code,
    symbol,
    labels: { en_US: english, fr_FR: french },
    convertFromStandard: conversion.map(([operator, value]) => ({ operator, value })),
  } satisfies SeedMeasurementUnit;
}

function createFamily(
  code: string,
  english: string,
  french: string,
  standardUnitCode: string,
  units: SeedMeasurementUnit[],
): SeedMeasurementFamily {
  return { code, labels: { en_US: english, fr_FR: french }, standardUnitCode, units };
}

export const measurementFamilies: readonly SeedMeasurementFamily[] = [
  createFamily('Length', 'Length', 'Longueur', 'METER', [
    createUnit('METER', 'm', 'Meter', 'Mètre'),
    createUnit('MILLIMETER', 'mm', 'Millimeter', 'Millimètre', ['mul', '0.001']),
    createUnit('INCH', 'in', 'Inch', 'Pouce', ['mul', '0.0254']),
    createUnit('FOOT', 'ft', 'Foot', 'Pied', ['mul', '0.3048']),
  ]),
  createFamily('Area', 'Area', 'Surface', 'SQUARE_METER', [
    createUnit('SQUARE_METER', 'm²', 'Square meter', 'Mètre carré'),
    createUnit('SQUARE_MILLIMETER', 'mm²', 'Square millimeter', 'Millimètre carré', ['mul', '0.000001']),
  ]),
  createFamily('Weight', 'Weight', 'Poids', 'KILOGRAM', [
    createUnit('KILOGRAM', 'kg', 'Kilogram', 'Kilogramme'),
    createUnit('GRAM', 'g', 'Gram', 'Gramme', ['mul', '0.001']),
    createUnit('POUND', 'lb', 'Pound', 'Livre', ['mul', '0.45359237']),
  ]),
  createFamily('Volume', 'Volume', 'Volume', 'CUBIC_METER', [
    createUnit('CUBIC_METER', 'm³', 'Cubic meter', 'Mètre cube'),
    createUnit('LITER', 'L', 'Liter', 'Litre', ['mul', '0.001']),
    createUnit('MILLILITER', 'mL', 'Milliliter', 'Millilitre', ['mul', '0.000001']),
    createUnit('GALLON', 'gal', 'US gallon', 'Gallon US', ['mul', '0.003785411784']),
  ]),
  createFamily('VolumeFlow', 'Volume flow', 'Débit', 'CUBIC_METER_PER_SECOND', [
    createUnit('CUBIC_METER_PER_SECOND', 'm³/s', 'Cubic meter per second', 'Mètre cube par seconde'),
    createUnit('LITER_PER_MINUTE', 'L/min', 'Liter per minute', 'Litre par minute', ['div', '60000']),
    createUnit(
      'GALLON_PER_MINUTE',
      'gpm',
      'US gallon per minute',
      'Gallon US par minute',
      ['mul', '0.003785411784'],
      ['div', '60'],
    ),
  ]),
  createFamily('Pressure', 'Pressure', 'Pression', 'BAR', [
    createUnit('BAR', 'bar', 'Bar', 'Bar'),
    createUnit('PSI', 'psi', 'Pound per square inch', 'Livre par pouce carré', ['mul', '0.06894757293168']),
    createUnit('MEGAPASCAL', 'MPa', 'Megapascal', 'Mégapascal', ['mul', '10']),
  ]),
  createFamily('Force', 'Force', 'Force', 'NEWTON', [
    createUnit('NEWTON', 'N', 'Newton', 'Newton'),
    createUnit('KILONEWTON', 'kN', 'Kilonewton', 'Kilonewton', ['mul', '1000']),
  ]),
  createFamily('Power', 'Power', 'Puissance', 'WATT', [
    createUnit('WATT', 'W', 'Watt', 'Watt'),
    createUnit('KILOWATT', 'kW', 'Kilowatt', 'Kilowatt', ['mul', '1000']),
    createUnit('HORSEPOWER', 'hp', 'Horsepower', 'Cheval-vapeur', ['mul', '745.69987158227022']),
  ]),
  createFamily('Voltage', 'Voltage', 'Tension', 'VOLT', [createUnit('VOLT', 'V', 'Volt', 'Volt')]),
  createFamily('Intensity', 'Electric current', 'Intensité', 'AMPERE', [createUnit('AMPERE', 'A', 'Ampere', 'Ampère')]),
  createFamily('Frequency', 'Frequency', 'Fréquence', 'HERTZ', [createUnit('HERTZ', 'Hz', 'Hertz', 'Hertz')]),
  createFamily('LinearResistance', 'Resistance per length', 'Résistance linéique', 'OHM_PER_METER', [
    createUnit('OHM_PER_METER', 'Ω/m', 'Ohm per meter', 'Ohm par mètre'),
    createUnit('OHM_PER_KILOMETER', 'Ω/km', 'Ohm per kilometer', 'Ohm par kilomètre', ['mul', '0.001']),
  ]),
  createFamily('RotationalSpeed', 'Rotational speed', 'Vitesse de rotation', 'REVOLUTION_PER_MINUTE', [
    createUnit('REVOLUTION_PER_MINUTE', 'rpm', 'Revolution per minute', 'Tour par minute'),
  ]),
  createFamily('Temperature', 'Temperature', 'Température', 'KELVIN', [
    createUnit('KELVIN', 'K', 'Kelvin', 'Kelvin'),
    createUnit('CELSIUS', '°C', 'Degree Celsius', 'Degré Celsius', ['add', '273.15']),
    createUnit(
      'FAHRENHEIT',
      '°F',
      'Degree Fahrenheit',
      'Degré Fahrenheit',
      ['sub', '32'],
      ['div', '1.8'],
      ['add', '273.15'],
    ),
  ]),
  createFamily('KinematicViscosity', 'Kinematic viscosity', 'Viscosité cinématique', 'SQUARE_METER_PER_SECOND', [
    createUnit('SQUARE_METER_PER_SECOND', 'm²/s', 'Square meter per second', 'Mètre carré par seconde'),
    createUnit('CENTISTOKE', 'cSt', 'Centistoke', 'Centistokes', ['mul', '0.000001']),
  ]),
  createFamily('Angle', 'Angle', 'Angle', 'DEGREE', [createUnit('DEGREE', '°', 'Degree', 'Degré')]),
  createFamily('Decibel', 'Sound attenuation', 'Affaiblissement acoustique', 'DECIBEL', [
    createUnit('DECIBEL', 'dB', 'Decibel', 'Décibel'),
  ]),
];

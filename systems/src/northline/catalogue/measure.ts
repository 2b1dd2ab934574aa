// Measured values as the catalogue writes them: a decimal string and a unit of one of the measurement families.

export interface Measure {
  amount: string;
  unit: string;
}

const createUnit =
  (unit: string) =>
  (amount: string): Measure => ({ amount, unit });

/** One function a unit: `measure.mm('25')` is 25 millimetres. */
export const measure = {
  mm: createUnit('MILLIMETER'),
  m: createUnit('METER'),
  inch: createUnit('INCH'),
  foot: createUnit('FOOT'),
  mm2: createUnit('SQUARE_MILLIMETER'),
  g: createUnit('GRAM'),
  kg: createUnit('KILOGRAM'),
  lb: createUnit('POUND'),
  bar: createUnit('BAR'),
  psi: createUnit('PSI'),
  megapascal: createUnit('MEGAPASCAL'),
  newton: createUnit('NEWTON'),
  kilonewton: createUnit('KILONEWTON'),
  watt: createUnit('WATT'),
  kilowatt: createUnit('KILOWATT'),
  horsepower: createUnit('HORSEPOWER'),
  volt: createUnit('VOLT'),
  ampere: createUnit('AMPERE'),
  hertz: createUnit('HERTZ'),
  rpm: createUnit('REVOLUTION_PER_MINUTE'),
  celsius: createUnit('CELSIUS'),
  fahrenheit: createUnit('FAHRENHEIT'),
  ml: createUnit('MILLILITER'),
  litre: createUnit('LITER'),
  gpm: createUnit('GALLON_PER_MINUTE'),
  degree: createUnit('DEGREE'),
  centistoke: createUnit('CENTISTOKE'),
  ohmPerKm: createUnit('OHM_PER_KILOMETER'),
  decibel: createUnit('DECIBEL'),
} as const;

// NEMA motors in every frame, voltage and brand, and drives for them.
import { Decimal } from 'decimal.js';
import { describeDrive } from '../motors-drives/drives-accessories.ts';
import type { Drive } from '../motors-drives/drives-accessories.ts';
import { describeNemaMotor } from '../motors-drives/describe-motor.ts';
import { createGeneratedTrade } from './generated-trade.ts';
import { createChooser, scatter } from './product-series.ts';
import type { ProductSeries, SeriesProduct } from './product-series.ts';

/** Four-pole motors: frame, horsepower, current at 460 V (NEC table 430.250), mass in kilograms. */
const ratings = [
  { frame: '56C', power: '0.75', amperes: '1.6', massKg: '15', rpm: '1725' },
  { frame: '143T', power: '1', amperes: '2.1', massKg: '22', rpm: '1750' },
  { frame: '145T', power: '1.5', amperes: '3', massKg: '24', rpm: '1745' },
  { frame: '145T', power: '2', amperes: '3.4', massKg: '27', rpm: '1750' },
  { frame: '182T', power: '3', amperes: '4.8', massKg: '40', rpm: '1760' },
  { frame: '184T', power: '5', amperes: '7.6', massKg: '46', rpm: '1755' },
  { frame: '213T', power: '7.5', amperes: '11', massKg: '66', rpm: '1765' },
  { frame: '215T', power: '10', amperes: '14', massKg: '75', rpm: '1765' },
] as const;
const motorVoltages = ['200', '208', '380', '460', '575'] as const;
const driveVoltages = ['230', '460', '575'] as const;
const enclosures = ['ip20', 'nema_4x'] as const;
const makers = [
  { brand: 'volta', suffix: 'VX' },
  { brand: 'northline', suffix: 'NL' },
] as const;

const motorCount = ratings.length * motorVoltages.length * makers.length;
const driveCount = ratings.length * driveVoltages.length * enclosures.length * makers.length;
const size = motorCount + driveCount;

export const motorDriveSeries: ProductSeries = {
  size,
  createProduct(index) {
    const position = scatter(index, size);
    return position < motorCount ? createMotor(position) : createDrive(position - motorCount);
  },
};

function createMotor(position: number): SeriesProduct {
  const { choose } = createChooser(position);
  const rating = choose(ratings);
  const voltage = choose(motorVoltages);
  const maker = choose(makers);
  const designation = `${rating.frame}-${rating.power}-${voltage}`;
  const sku = `MTR-NEMA-${designation}-${maker.suffix}`;
  return {
    sku,
    content: describeNemaMotor({
      ...rating,
      designation,
      poles: '4',
      voltage,
      amperes: convertCurrent(rating.amperes, voltage),
      efficiency: 'NEMA Premium (IE3)',
    }),
    trade: createGeneratedTrade({
      sku,
      brand: maker.brand,
      cents: 24_000 + Number(rating.massKg) * 1150,
      breakAt: 5,
      usualStock: 4,
      origins: ['MX', 'CN'],
      packs: { pallet: 24 },
    }),
  };
}

function createDrive(position: number): SeriesProduct {
  const { choose } = createChooser(position);
  const rating = choose(ratings);
  const voltage = choose(driveVoltages);
  const enclosure = choose(enclosures);
  const maker = choose(makers);
  const designation = `${rating.power}-${voltage}-${enclosure === 'ip20' ? '20' : '4X'}-${rating.frame}`;
  const drive: Drive = {
    designation,
    horsepower: rating.power,
    voltage,
    amperes: convertCurrent(rating.amperes, voltage),
    enclosure,
    massKg: enclosure === 'ip20' ? '2' : '4.5',
  };
  const sku = `VFD-${designation}-${maker.suffix}`;
  return {
    sku,
    content: describeDrive(drive),
    trade: createGeneratedTrade({
      sku,
      brand: maker.brand,
      cents: 21_000 + Number(rating.massKg) * 640 + (enclosure === 'ip20' ? 0 : 9000),
      breakAt: 5,
      usualStock: 5,
      origins: ['DK', 'JP'],
    }),
  };
}

/** The same power at another voltage, to a tenth of an ampere. */
function convertCurrent(amperesAt460: string, voltage: string): string {
  return new Decimal(amperesAt460).times(460).div(voltage).toDecimalPlaces(1).toString();
}

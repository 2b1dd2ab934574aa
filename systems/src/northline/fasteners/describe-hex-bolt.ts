// Content of a hex bolt from its standard, thread, length and property class.
import { Decimal } from 'decimal.js';
import { createCadFiles, createDocuments, createImage } from '../catalogue/documents.ts';
import { measure } from '../catalogue/measure.ts';
import type { ProductContent } from '../catalogue/product.ts';
import { translate } from '../catalogue/translations.ts';
import { findMetricThread } from './metric-threads.ts';
import type { MetricThread } from './metric-threads.ts';

export type BoltStandard = 'ISO 4014' | 'ISO 4017' | 'DIN 933';
export type BoltClass = '8.8' | '10.9' | 'A2-70';
export type BoltFinish = 'plain' | 'zinc_plated' | 'hot_dip_galvanized' | 'black_oxide';

export interface HexBolt {
  standard: BoltStandard;
  /** `M12`. */
  size: string;
  /** Nominal length in whole millimetres. */
  length: number;
  propertyClass: BoltClass;
  finish: BoltFinish;
  model?: string;
}

const finishes = {
  plain: { english: 'plain', french: 'brut', spanish: 'natural' },
  zinc_plated: { english: 'zinc plated', french: 'zingué', spanish: 'galvanizado' },
  hot_dip_galvanized: {
    english: 'hot-dip galvanized',
    french: 'galvanisé à chaud',
    spanish: 'galvanizado por inmersión',
  },
  black_oxide: { english: 'black oxide', french: 'bruni', spanish: 'pavonado' },
} as const;

/** Kilograms of a cubic millimetre of steel. */
const steelDensity = new Decimal('0.00000785');
const halfRootOfThree = new Decimal('0.8660254');
const quarterPi = new Decimal('0.7853982');

/** `88`, `109` or `A2`, as part numbers spell the class. */
export function nameBoltClass(propertyClass: BoltClass): string {
  return propertyClass === 'A2-70' ? 'A2' : propertyClass.replace('.', '');
}

/** `4017-M12X50-88`. */
export function nameBolt(bolt: Pick<HexBolt, 'standard' | 'size' | 'length' | 'propertyClass'>): string {
  const standard = bolt.standard === 'DIN 933' ? 'DIN933' : bolt.standard.slice(4);
  return `${standard}-${bolt.size}X${bolt.length}-${nameBoltClass(bolt.propertyClass)}`;
}

/** Mass of one bolt in kilograms, to the gram: hexagonal head, plain shank, and the thread at its stress area. */
export function computeBoltMass(bolt: HexBolt): string {
  const thread = findMetricThread(bolt.size);
  const diameter = bolt.size.slice(1);
  const threaded = computeThreadLength(bolt);
  const head = halfRootOfThree.times(new Decimal(acrossFlatsOf(bolt, thread)).pow(2)).times(thread.headHeight);
  const shank = quarterPi.times(new Decimal(diameter).pow(2)).times(bolt.length - threaded);
  const mass = head.plus(shank).plus(new Decimal(thread.stressArea).times(threaded)).times(steelDensity);
  return mass.toDecimalPlaces(3, Decimal.ROUND_HALF_UP).toString();
}

export function describeHexBolt(bolt: HexBolt): ProductContent {
  const thread = findMetricThread(bolt.size);
  const isStainless = bolt.propertyClass === 'A2-70';
  const finish = finishes[bolt.finish];
  const designation = `${bolt.size} × ${bolt.length}`;
  const massKg = computeBoltMass(bolt);
  const subject = `Hex bolt ${bolt.standard} ${bolt.size}`;
  const isFullThread = bolt.standard !== 'ISO 4014';
  const figures = [
    `${bolt.size}, pitch ${thread.pitch} mm, across flats ${acrossFlatsOf(bolt, thread)} mm, head ${thread.headHeight} mm`,
    isFullThread ? 'Threaded to the head' : 'With plain shank',
  ];
  return {
    family: 'hex_bolt',
    categories: ['hex_bolts'],
    name: translate(
      `Hex bolt ${designation} ${bolt.standard} ${bolt.propertyClass}, ${finish.english}`,
      `Vis à tête hexagonale ${designation} ${bolt.standard} ${bolt.propertyClass}, ${finish.french}`,
      `Tornillo hexagonal ${designation} ${bolt.standard} ${bolt.propertyClass}, ${finish.spanish}`,
    ),
    shortDescription: translate(
      `${isFullThread ? 'Full thread' : 'Partial thread'}, ${acrossFlatsOf(bolt, thread)} mm across flats`,
      `${isFullThread ? 'Filetage total' : 'Filetage partiel'}, ${acrossFlatsOf(bolt, thread)} mm sur plats`,
      `${isFullThread ? 'Rosca completa' : 'Rosca parcial'}, ${acrossFlatsOf(bolt, thread)} mm entre caras`,
    ),
    description: translate(
      isStainless
        ? `Hexagon head ${isFullThread ? 'screw' : 'bolt'} to ${bolt.standard} in stainless steel A2-70 (ISO 3506-1), coarse thread ${bolt.size} × ${thread.pitch}.`
        : `Hexagon head ${isFullThread ? 'screw' : 'bolt'} to ${bolt.standard}, property class ${bolt.propertyClass} (ISO 898-1), ${finish.english}, coarse thread ${bolt.size} × ${thread.pitch}.`,
    ),
    specifications: {
      thread: bolt.size,
      thread_pitch: measure.mm(thread.pitch),
      nominal_length: measure.mm(String(bolt.length)),
      thread_length: measure.mm(String(computeThreadLength(bolt))),
      width_across_flats: measure.mm(acrossFlatsOf(bolt, thread)),
      head_height: measure.mm(thread.headHeight),
      property_class: bolt.propertyClass,
      ...(bolt.propertyClass === 'A2-70' ? {} : { proof_load: measure.newton(thread.proofLoad[bolt.propertyClass]) }),
      tensile_strength: measure.megapascal(findTensileStrength(bolt)),
      body_material: isStainless ? 'stainless_a2' : 'carbon_steel',
      finish: bolt.finish,
      standard: bolt.standard,
      mass: measure.kg(massKg),
    },
    ...(bolt.model === undefined ? {} : { model: bolt.model }),
    eachWeightKg: massKg,
    hsCode: '7318.15',
    images: [createImage('primary', subject, translate(subject, `Vis ${bolt.standard} ${bolt.size}`), figures)],
    documents: [
      ...createDocuments('datasheet', subject, ['en_US'], 500, figures),
      ...createCadFiles(subject, 500, figures),
    ],
  };
}

function acrossFlatsOf(bolt: HexBolt, thread: MetricThread): string {
  return bolt.standard === 'DIN 933' ? thread.acrossFlatsDin : thread.acrossFlats;
}

/** ISO 4014: 2 d + 6 up to a length of 125, 2 d + 12 up to 200. The others are threaded to the head. */
function computeThreadLength(bolt: HexBolt): number {
  if (bolt.standard !== 'ISO 4014') return bolt.length;
  const threaded = 2 * Number(bolt.size.slice(1)) + (bolt.length <= 125 ? 6 : 12);
  return Math.min(threaded, bolt.length);
}

/** Smallest tensile strength in megapascals, of ISO 898-1 and ISO 3506-1. */
function findTensileStrength(bolt: HexBolt): string {
  if (bolt.propertyClass === 'A2-70') return '700';
  if (bolt.propertyClass === '10.9') return '1040';
  return Number(bolt.size.slice(1)) <= 16 ? '800' : '830';
}

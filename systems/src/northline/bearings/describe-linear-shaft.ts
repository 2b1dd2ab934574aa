// Content of a precision shaft: ground to h6, cut to length.
import { Decimal } from 'decimal.js';
import { createDocuments, createImage } from '../catalogue/documents.ts';
import { measure } from '../catalogue/measure.ts';
import type { ProductContent } from '../catalogue/product.ts';
import { translate } from '../catalogue/translations.ts';

export interface LinearShaft {
  /** Whole millimetres. */
  diameter: number;
  lengthMm: number;
  steel: 'hardened' | 'stainless';
}

const steels = {
  hardened: {
    code: 'H',
    english: 'hardened steel',
    french: 'acier trempé',
    spanish: 'acero templado',
    option: 'carbon_steel',
    grade: 'Cf53 (1.1213), 60 HRC',
  },
  stainless: {
    code: 'S',
    english: 'stainless steel',
    french: 'acier inoxydable',
    spanish: 'acero inoxidable',
    option: 'stainless_440',
    grade: 'X46Cr13 (1.4034), 53 HRC',
  },
} as const;

/** Kilograms of a cubic millimetre of steel, times a quarter of pi. */
const kilogramsOfSquare = new Decimal('0.00000785').times('0.7853982');

export function nameShaftSku({ diameter, lengthMm, steel }: LinearShaft): string {
  return `SHF-${steels[steel].code}-${diameter}-${lengthMm}`;
}

export function computeShaftMass({ diameter, lengthMm }: LinearShaft): string {
  return kilogramsOfSquare
    .times(diameter)
    .times(diameter)
    .times(lengthMm)
    .toDecimalPlaces(3, Decimal.ROUND_HALF_UP)
    .toFixed();
}

export function describeLinearShaft(shaft: LinearShaft): ProductContent {
  const steel = steels[shaft.steel];
  const massKg = computeShaftMass(shaft);
  const subject = `Precision shaft ${shaft.diameter} mm, ${steel.english}`;
  const figures = [`Diameter ${shaft.diameter} mm h6`, steel.grade];
  return {
    family: 'linear_shaft',
    categories: ['linear_shafts'],
    name: translate(
      `Precision shaft ${shaft.diameter} × ${shaft.lengthMm} mm, h6, ${steel.english}`,
      `Arbre de précision ${shaft.diameter} × ${shaft.lengthMm} mm, h6, ${steel.french}`,
      `Flecha de precisión ${shaft.diameter} × ${shaft.lengthMm} mm, h6, ${steel.spanish}`,
    ),
    shortDescription: translate(`${steel.grade}, ground, chamfered ends`),
    description: translate(
      `Induction hardened and ground shaft for linear ball bearings, ${shaft.diameter} mm h6, cut to ${shaft.lengthMm} mm and chamfered at both ends.`,
    ),
    specifications: {
      shaft_diameter: measure.mm(String(shaft.diameter)),
      nominal_length: measure.mm(String(shaft.lengthMm)),
      body_material: steel.option,
      standard: 'ISO 286-2 h6',
      mass: measure.kg(massKg),
    },
    eachWeightKg: massKg,
    hsCode: '8483.10',
    images: [createImage('primary', subject, translate(subject), figures)],
    documents: createDocuments('datasheet', subject, ['en_US'], 380, figures),
  };
}

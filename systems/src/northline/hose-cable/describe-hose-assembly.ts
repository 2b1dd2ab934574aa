// Content of a hydraulic hose assembly: hose SAE 100R2 cut to length, with swivel fittings crimped on.
import { createDocuments, createImage } from '../catalogue/documents.ts';
import { measure } from '../catalogue/measure.ts';
import type { ProductContent } from '../catalogue/product.ts';
import { translate } from '../catalogue/translations.ts';
import { Decimal } from 'decimal.js';
import { findHydraulicHoseSize } from './hydraulic-hose-sizes.ts';

export const hoseEnds = {
  J: { english: 'JIC 37° female swivel, straight', french: 'femelle tournante JIC 37°, droite' },
  K: { english: 'JIC 37° female swivel, 45° elbow', french: 'femelle tournante JIC 37°, coude 45°' },
  L: { english: 'JIC 37° female swivel, 90° elbow', french: 'femelle tournante JIC 37°, coude 90°' },
  M: { english: 'JIC 37° male, straight', french: 'mâle JIC 37°, droit' },
} as const;

export type HoseEnd = keyof typeof hoseEnds;

export interface HoseAssembly {
  dash: string;
  ends: readonly [HoseEnd, HoseEnd];
  /** Whole millimetres between the sealing faces. */
  lengthMm: number;
}

/** Straight ends add 0.15 kg each, whatever the size: near enough for freight. */
const endsMassKg = '0.3';

export function nameHoseAssemblySku({ dash, ends, lengthMm }: HoseAssembly): string {
  return `HAS-100R2-${dash}-${ends.join('')}-${lengthMm}`;
}

export function describeHoseAssembly(assembly: HoseAssembly): ProductContent {
  const size = findHydraulicHoseSize(assembly.dash);
  const [first, second] = assembly.ends;
  const subject = `Hose assembly 100R2 -${Number(assembly.dash)}`;
  const figures = [`${size.name} in, ${size.workingBar} bar, thread ${size.jicThread} UNF`];
  const massKg = new Decimal(size.kgPerMetre)
    .times(assembly.lengthMm)
    .div(1000)
    .plus(endsMassKg)
    .toDecimalPlaces(3)
    .toString();
  return {
    family: 'hose_assembly',
    categories: ['hydraulic_hose'],
    name: translate(
      `Hydraulic hose assembly SAE 100R2 -${Number(assembly.dash)}, ${assembly.lengthMm} mm, ${first}/${second}`,
      `Flexible hydraulique SAE 100R2 -${Number(assembly.dash)}, ${assembly.lengthMm} mm, ${first}/${second}`,
    ),
    shortDescription: translate(`${size.name} in, ${size.workingBar} bar, ${size.jicThread} JIC`),
    description: translate(
      `Two-wire hydraulic hose assembly, ${assembly.lengthMm} mm long. End A: ${hoseEnds[first].english}. End B: ${hoseEnds[second].english}. Tested at twice the working pressure.`,
    ),
    specifications: {
      dash_size: `dash_${assembly.dash}`,
      hose_size: measure.inch(size.inches),
      nominal_length: measure.mm(String(assembly.lengthMm)),
      connection: `${size.jicThread} UNF: ${hoseEnds[first].english} / ${hoseEnds[second].english}`,
      working_pressure: measure.bar(size.workingBar),
      temperature_min: measure.celsius('-40'),
      temperature_max: measure.celsius('100'),
      body_material: 'rubber',
      standard: 'SAE J517 100R2AT, SAE J514',
      mass: measure.kg(massKg),
    },
    eachWeightKg: massKg,
    hsCode: '4009.22',
    images: [createImage('primary', subject, translate(subject), figures)],
    documents: createDocuments('datasheet', subject, ['en_US'], 330, figures),
  };
}

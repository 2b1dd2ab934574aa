// Content of a metric O-ring from its inside diameter, section and compound (ISO 3601-1).
import { createDocuments, createImage } from '../catalogue/documents.ts';
import { measure } from '../catalogue/measure.ts';
import type { ProductContent } from '../catalogue/product.ts';
import { translate } from '../catalogue/translations.ts';

/** Lowest and highest temperature in degrees Celsius. */
export const sealCompounds = {
  NBR70: { option: 'nitrile', english: 'NBR 70', temperatures: ['-30', '100'] },
  NBR90: { option: 'nitrile', english: 'NBR 90', temperatures: ['-25', '100'] },
  FKM75: { option: 'fkm', english: 'FKM 75', temperatures: ['-15', '200'] },
  EPDM70: { option: 'epdm', english: 'EPDM 70', temperatures: ['-45', '130'] },
  VMQ70: { option: 'silicone', english: 'VMQ 70', temperatures: ['-55', '200'] },
} as const;

export type SealCompound = keyof typeof sealCompounds;

export interface ORing {
  /** Millimetres, as decimal strings. */
  insideDiameter: string;
  section: string;
  compound: SealCompound;
}

export function nameORingSku({ insideDiameter, section, compound }: ORing): string {
  return `ORG-${insideDiameter}X${section}-${compound}`;
}

export function describeORing({ insideDiameter, section, compound }: ORing): ProductContent {
  const { option, english, temperatures } = sealCompounds[compound];
  const [lowest, highest] = temperatures;
  const subject = `O-rings ${english}`;
  const figures = ['ISO 3601-1, grade N', `${lowest} to ${highest} °C`];
  return {
    family: 'o_ring',
    categories: ['o_rings'],
    name: translate(
      `O-ring ${insideDiameter} × ${section} mm, ${english}`,
      `Joint torique ${insideDiameter} × ${section} mm, ${english}`,
      `O-ring ${insideDiameter} × ${section} mm, ${english}`,
    ),
    shortDescription: translate(`${lowest} to ${highest} °C`, `${lowest} à ${highest} °C`, `${lowest} a ${highest} °C`),
    description: translate(
      `Metric O-ring with inside diameter ${insideDiameter} mm and section ${section} mm in ${english}, for static and slow reciprocating seals.`,
    ),
    specifications: {
      inside_diameter: measure.mm(insideDiameter),
      section_diameter: measure.mm(section),
      body_material: option,
      temperature_min: measure.celsius(lowest),
      temperature_max: measure.celsius(highest),
      standard: 'ISO 3601-1',
    },
    eachWeightKg: '0.002',
    hsCode: '4016.93',
    images: [createImage('primary', subject, translate(subject), figures)],
    documents: createDocuments('datasheet', subject, ['en_US', 'fr_FR'], 270, figures),
  };
}

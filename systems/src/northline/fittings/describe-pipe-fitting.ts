// Content of a threaded pipe fitting from its shape, size and material.
import { createCadFiles, createDocuments, createImage } from '../catalogue/documents.ts';
import { measure } from '../catalogue/measure.ts';
import type { ProductContent } from '../catalogue/product.ts';
import { translate } from '../catalogue/translations.ts';
import { nptThreads } from './npt-threads.ts';

export const fittingShapes = {
  elbow90: { code: 'ELB', english: '90° elbow', french: 'Coude 90°', spanish: 'Codo 90°', ends: 'F × F', angle: '90' },
  street_elbow: {
    code: 'SEL',
    english: '90° street elbow',
    french: 'Coude mâle-femelle 90°',
    spanish: 'Codo cachimba 90°',
    ends: 'M × F',
    angle: '90',
  },
  elbow45: { code: 'E45', english: '45° elbow', french: 'Coude 45°', spanish: 'Codo 45°', ends: 'F × F', angle: '45' },
  tee: { code: 'TEE', english: 'Tee', french: 'Té', spanish: 'Te', ends: 'F × F × F', angle: '90' },
  coupling: { code: 'CPL', english: 'Coupling', french: 'Manchon', spanish: 'Cople', ends: 'F × F', angle: '180' },
  nipple: {
    code: 'NIP',
    english: 'Hex nipple',
    french: 'Mamelon hexagonal',
    spanish: 'Niple hexagonal',
    ends: 'M × M',
    angle: '180',
  },
  union: {
    code: 'UNI',
    english: 'Union',
    french: 'Raccord union',
    spanish: 'Tuerca unión',
    ends: 'F × F',
    angle: '180',
  },
  cap: { code: 'CAP', english: 'Cap', french: 'Bouchon femelle', spanish: 'Tapón hembra', ends: 'F', angle: '180' },
  plug: {
    code: 'PLG',
    english: 'Square head plug',
    french: 'Bouchon mâle',
    spanish: 'Tapón macho',
    ends: 'M',
    angle: '180',
  },
} as const;

export type FittingShape = keyof typeof fittingShapes;

export const fittingMaterials = {
  brass: {
    code: 'BR',
    option: 'brass',
    english: 'brass',
    french: 'laiton',
    spanish: 'latón',
    standard: 'ASME B16.15, B1.20.1',
    psi: '200',
    hsCode: '7412.20',
    certifications: ['nsf_61'],
  },
  stainless: {
    code: 'SS',
    option: 'stainless_316',
    english: 'stainless steel 316',
    french: 'inox 316',
    spanish: 'acero inoxidable 316',
    standard: 'ASTM A351, ASME B1.20.1',
    psi: '150',
    hsCode: '7307.22',
    certifications: [],
  },
  steel: {
    code: 'CS',
    option: 'carbon_steel',
    english: 'forged steel',
    french: 'acier forgé',
    spanish: 'acero forjado',
    standard: 'ASME B16.11, B1.20.1',
    psi: '3000',
    hsCode: '7307.92',
    certifications: [],
  },
} as const;

export type FittingMaterial = keyof typeof fittingMaterials;

export interface PipeFitting {
  shape: FittingShape;
  /** NPT size: `1/2`. */
  size: string;
  material: FittingMaterial;
  massKg: string;
}

export function nameFittingSku(fitting: Omit<PipeFitting, 'massKg'>): string {
  const thread = nptThreads.get(fitting.size);
  if (thread === undefined) throw new RangeError(`NPT size ${fitting.size} is not in the table of threads.`);
  return `FIT-${fittingShapes[fitting.shape].code}-NPT${thread.code}-${fittingMaterials[fitting.material].code}`;
}

export function describePipeFitting(fitting: PipeFitting): ProductContent {
  const thread = nptThreads.get(fitting.size);
  if (thread === undefined) throw new RangeError(`NPT size ${fitting.size} is not in the table of threads.`);
  const shape = fittingShapes[fitting.shape];
  const material = fittingMaterials[fitting.material];
  const subject = `${shape.english} NPT, ${material.english}`;
  const figures = [`Ends ${shape.ends}, NPT to ASME B1.20.1`, `${material.psi} psi at 150 °F`];
  return {
    family: 'pipe_fitting',
    categories: ['pipe_fittings'],
    name: translate(
      `${shape.english}, ${material.english}, ${fitting.size} in NPT`,
      `${shape.french}, ${material.french}, ${fitting.size} in NPT`,
      `${shape.spanish}, ${material.spanish}, ${fitting.size} in NPT`,
    ),
    shortDescription: translate(
      `${fitting.size}-${thread.threadsPerInch} NPT ${shape.ends}, ${material.psi} psi`,
      `${fitting.size}-${thread.threadsPerInch} NPT ${shape.ends}, ${material.psi} psi`,
    ),
    description: translate(
      `${shape.english} in ${material.english} with taper pipe threads ${fitting.size}-${thread.threadsPerInch} NPT (${shape.ends}) for pipe of ${thread.pipeOutsideDiameter} in outside diameter. Seal the thread with tape or paste.`,
    ),
    specifications: {
      pipe_size: measure.inch(thread.inches),
      thread: `${fitting.size}-${thread.threadsPerInch} NPT`,
      threads_per_inch: thread.threadsPerInch,
      pipe_outside_diameter: measure.inch(thread.pipeOutsideDiameter),
      connection: shape.ends,
      angle: measure.degree(shape.angle),
      working_pressure: measure.psi(material.psi),
      temperature_max: measure.fahrenheit('150'),
      body_material: material.option,
      standard: material.standard,
      certifications: material.certifications,
      mass: measure.kg(fitting.massKg),
    },
    eachWeightKg: fitting.massKg,
    hsCode: material.hsCode,
    images: [createImage('primary', subject, translate(subject, `${shape.french} NPT, ${material.french}`), figures)],
    documents: [
      ...createDocuments('datasheet', subject, ['en_US'], 365, figures),
      ...createCadFiles(subject, 365, figures),
    ],
  };
}

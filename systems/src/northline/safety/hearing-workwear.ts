// Ear plugs, earmuffs, respirators, high-visibility vests, padlocks.
import { priceEach } from '../catalogue/list-price.ts';
import { measure } from '../catalogue/measure.ts';
import { sell } from '../catalogue/selling-unit.ts';
import { translate } from '../catalogue/translations.ts';
import type { SafetyProduct } from './safety-record.ts';

export const hearingAndBreathing: readonly SafetyProduct[] = [
  {
    sku: 'SAF-EAR-PLG33',
    itemReference: 8151,
    family: 'hearing_respiratory',
    category: 'hearing_respiratory',
    name: translate(
      'Ear plugs, uncorded, box of 200 pairs',
      'Bouchons d’oreille, sans cordon, boîte de 200 paires',
      'Tapones auditivos sin cordón, caja de 200 pares',
    ),
    shortDescription: translate('Foam, NRR 33 dB'),
    description: translate('Bell-shaped single-use plugs of soft polyurethane foam.'),
    specifications: {
      noise_reduction: measure.decibel('33'),
      protection_level: 'NRR 33',
      colour: 'green',
      body_material: 'foam',
      standard: 'ANSI S3.19-1974',
      certifications: ['ansi_s3_19'],
      mass: measure.kg('0.4'),
    },
    weightKg: '0.52',
    hsCode: '3926.90',
    origin: 'MX',
    price: priceEach('27.40', ['10', '24.90']),
    stock: ['210', '30', '40'],
    baseUom: 'BX200',
    units: [sell('BX200', '1'), sell('CS10', '10')],
  },
  {
    sku: 'SAF-EAR-MUF25',
    itemReference: 8152,
    family: 'hearing_respiratory',
    category: 'hearing_respiratory',
    name: translate('Earmuffs, over the head', 'Casque antibruit, serre-tête', 'Orejeras con diadema'),
    shortDescription: translate('NRR 25 dB, dielectric'),
    description: translate('Earmuffs without metal parts, for work near live parts.'),
    specifications: {
      noise_reduction: measure.decibel('25'),
      protection_level: 'NRR 25',
      colour: 'black',
      body_material: 'polyethylene',
      standard: 'ANSI S3.19-1974',
      certifications: ['ansi_s3_19'],
      mass: measure.kg('0.22'),
    },
    weightKg: '0.27',
    hsCode: '3926.90',
    origin: 'SE',
    price: priceEach('23.10'),
    stock: ['90', '12', '12'],
  },
  {
    sku: 'SAF-RSP-N95',
    itemReference: 8153,
    family: 'hearing_respiratory',
    category: 'hearing_respiratory',
    name: translate(
      'Particulate respirator N95, box of 20',
      'Masque respiratoire N95, boîte de 20',
      'Respirador N95, caja de 20',
    ),
    shortDescription: translate('NIOSH approved, exhalation valve'),
    description: translate('Filtering facepiece with exhalation valve for dusts and mists without oil.'),
    specifications: {
      protection_level: 'N95',
      colour: 'white',
      body_material: 'polyester',
      standard: '42 CFR 84',
      certifications: ['niosh'],
      mass: measure.kg('0.3'),
    },
    weightKg: '0.36',
    hsCode: '6307.90',
    certificate: 'N95 NIOSH approval',
    origin: 'US',
    price: priceEach('29.50', ['12', '26.80']),
    stock: ['140', '24', '36'],
    baseUom: 'BX20',
    units: [sell('BX20', '1'), sell('CS12', '12')],
  },
];

type VestRow = readonly [
  itemReference: number,
  size: 'M' | 'L' | 'XL',
  kg: string,
  stock: readonly [string, string, string],
];

// prettier-ignore
const vestSizes: readonly VestRow[] = [
  [8201, 'M', '0.15', ['220', '40', '40']],
  [8202, 'L', '0.16', ['380', '60', '80']],
  [8203, 'XL', '0.17', ['260', '40', '60']],
];

export const workwear: readonly SafetyProduct[] = [
  ...vestSizes.map(([itemReference, size, kg, stock]): SafetyProduct => ({
    sku: `SAF-VST-C2-${size}`,
    itemReference,
    family: 'workwear',
    category: 'workwear_lockout',
    name: translate(`High-visibility vest, class 2, lime, ${size}`, `Gilet haute visibilité, classe 2, jaune, ${size}`),
    shortDescription: translate('ANSI/ISEA 107 type R class 2, zipper, 2 in tape'),
    description: translate('Fluorescent lime mesh vest with 2 in retroreflective tape and zipper front.'),
    specifications: {
      size: `size_${size.toLowerCase()}`,
      colour: 'lime',
      body_material: 'polyester',
      protection_level: 'Type R, class 2',
      standard: 'ANSI/ISEA 107-2020',
      certifications: ['ansi_107'],
      mass: measure.kg(kg),
    },
    weightKg: kg,
    hsCode: '6211.33',
    model: 'SAF_VST_C2',
    certificate: 'Vests ANSI/ISEA 107-2020',
    origin: 'BD',
    price: priceEach('9.40', ['24', '8.20']),
    stock,
  })),
  {
    sku: 'SAF-LTO-RD',
    itemReference: 8251,
    family: 'lockout',
    category: 'workwear_lockout',
    name: translate('Safety padlock, red, keyed different', 'Cadenas de consignation, rouge'),
    shortDescription: translate('1.5 in shackle, non-conductive body, key retaining'),
    description: translate(
      'Lockout padlock with non-conductive body and key-retaining cylinder, for lockout/tagout (OSHA 1910.147).',
    ),
    specifications: {
      colour: 'red',
      body_material: 'polyethylene',
      shaft_diameter: measure.inch('0.25'),
      standard: 'OSHA 29 CFR 1910.147',
      mass: measure.kg('0.11'),
    },
    weightKg: '0.12',
    hsCode: '8301.10',
    origin: 'CN',
    price: priceEach('14.20', ['12', '12.90']),
    stock: ['180', '24', '36'],
  },
];

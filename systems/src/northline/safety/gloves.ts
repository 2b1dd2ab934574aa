// Gloves: EN 388 and EN ISO 374-1, by the pair or the box.
import { priceEach } from '../catalogue/list-price.ts';
import { measure } from '../catalogue/measure.ts';
import { sell } from '../catalogue/selling-unit.ts';
import { translate } from '../catalogue/translations.ts';
import type { SafetyProduct } from './safety-record.ts';

type GloveRow = readonly [
  itemReference: number,
  size: string,
  printed: string,
  kg: string,
  stock: readonly [string, string, string],
];

// prettier-ignore
const gloveSizes: readonly GloveRow[] = [
  [8101, '8', '8 / M', '0.046', ['840', '120', '120']],
  [8102, '9', '9 / L', '0.05', ['1200', '240', '240']],
  [8103, '10', '10 / XL', '0.054', ['960', '120', '120']],
];

export const gloves: readonly SafetyProduct[] = [
  ...gloveSizes.map(([itemReference, size, printed, kg, stock]): SafetyProduct => ({
    sku: `SAF-GLV-388-${size}`,
    itemReference,
    family: 'glove',
    category: 'hand_protection',
    name: translate(
      `Mechanic gloves, nitrile foam, size ${printed}`,
      `Gants de manutention, mousse nitrile, taille ${printed}`,
      `Guantes de trabajo, espuma de nitrilo, talla ${printed}`,
    ),
    shortDescription: translate('EN 388 4131A, touch screen capable', 'EN 388 4131A, compatibles écrans tactiles'),
    description: translate(
      'Seamless knitted gloves with breathable nitrile foam palm for assembly and warehouse work.',
      'Gants tricotés sans couture, paume en mousse nitrile respirante, pour montage et manutention.',
    ),
    specifications: {
      size: `size_${size}`,
      colour: 'black',
      body_material: 'nitrile_foam',
      protection_level: '4131A',
      standard: 'EN 388:2016',
      certifications: ['en_388'],
      mass: measure.kg(kg),
    },
    weightKg: kg,
    hsCode: '6116.10',
    model: 'SAF_GLV_388',
    certificate: 'Gloves EN 388 4131A',
    origin: 'LK',
    price: priceEach('3.85', ['12', '3.35'], ['144', '2.95']),
    stock,
    baseUom: 'PR',
    units: [sell('PR', '1'), sell('BX12', '12'), sell('CS144', '144')],
  })),
  {
    sku: 'SAF-GLV-CUT-9',
    itemReference: 8111,
    family: 'glove',
    category: 'hand_protection',
    name: translate(
      'Cut resistant gloves, HPPE, size 9 / L',
      'Gants anticoupure, PEHD, taille 9 / L',
      'Guantes anticorte, HPPE, talla 9 / L',
    ),
    shortDescription: translate('EN 388 4X43D, ANSI A4', 'EN 388 4X43D, ANSI A4'),
    description: translate(
      '13-gauge gloves of high-performance polyethylene with polyurethane palm for sheet metal and glass.',
    ),
    specifications: {
      size: 'size_9',
      colour: 'grey',
      body_material: 'hppe_pu',
      protection_level: '4X43D, ANSI A4',
      standard: 'EN 388:2016, ANSI/ISEA 105-2016',
      certifications: ['en_388', 'ansi_105'],
      mass: measure.kg('0.044'),
    },
    weightKg: '0.044',
    hsCode: '6116.10',
    certificate: 'Gloves EN 388 4X43D',
    origin: 'LK',
    price: priceEach('9.80', ['12', '8.90']),
    stock: ['600', '60', '120'],
    baseUom: 'PR',
    units: [sell('PR', '1'), sell('BX12', '12')],
  },
  {
    sku: 'SAF-GLV-NIT-L',
    itemReference: 8112,
    family: 'glove',
    category: 'hand_protection',
    name: translate(
      'Disposable nitrile gloves, 6 mil, L, box of 100',
      'Gants jetables nitrile, 0,15 mm, L, boîte de 100',
      'Guantes desechables de nitrilo, 6 mil, L, caja de 100',
    ),
    shortDescription: translate('Powder-free, blue, textured fingertips'),
    description: translate('Powder-free examination-style gloves for oil and light chemicals, 6 mil at the palm.'),
    specifications: {
      size: 'size_9',
      colour: 'blue',
      body_material: 'nitrile',
      thickness: measure.mm('0.15'),
      protection_level: 'Type B (JKT)',
      standard: 'EN ISO 374-1:2016',
      certifications: ['en_374'],
      mass: measure.kg('0.62'),
    },
    weightKg: '0.7',
    hsCode: '4015.19',
    certificate: 'Gloves EN ISO 374-1 type B',
    origin: 'MY',
    price: priceEach('16.90', ['10', '14.60']),
    stock: ['480', '60', '90'],
    baseUom: 'BX100',
    units: [sell('BX100', '1'), sell('CS10', '10')],
  },
];

// Maintenance chemicals and refrigerant: aerosols (UN 1950), threadlocker, and R-410A, which only the licensed may buy.
import { createDocuments, createImage } from '../catalogue/documents.ts';
import { priceEach } from '../catalogue/list-price.ts';
import { measure } from '../catalogue/measure.ts';
import type { CatalogueProduct, ProductContent } from '../catalogue/product.ts';
import { sell, sellFraction } from '../catalogue/selling-unit.ts';
import { translate } from '../catalogue/translations.ts';
import type { Translations } from '../catalogue/translations.ts';

function describeAerosol(
  subject: string,
  name: Translations,
  description: Translations,
  millilitres: string,
  hsCode: string,
): ProductContent {
  const figures = [`${millilitres} mL aerosol, UN 1950, class 2.1`];
  return {
    family: 'maintenance_chemical',
    categories: ['maintenance_chemicals'],
    name,
    shortDescription: translate(
      `Aerosol ${millilitres} mL, case of 12`,
      `Aérosol ${millilitres} mL, carton de 12`,
      `Aerosol ${millilitres} mL, caja de 12`,
    ),
    description,
    specifications: {
      content_volume: measure.ml(millilitres),
      is_hazardous: true,
      un_number: 'UN1950',
      hazard_class: '2.1',
    },
    eachWeightKg: '0.42',
    hsCode,
    images: [createImage('primary', subject, name, figures)],
    documents: [
      ...createDocuments('datasheet', subject, ['en_US'], 160, figures),
      ...createDocuments('sds', subject, ['en_US', 'fr_FR', 'es_MX'], 60, [
        'UN 1950 AEROSOLS, flammable, 2.1',
        'H222, H229',
      ]),
    ],
  };
}

const threadlockerFigures = ['50 mL, breakaway torque 26 N·m (M10), gap up to 0.25 mm'];
const refrigerantFigures = [
  'R-410A (HFC-32/HFC-125, 50/50), 11.3 kg',
  'Sold to technicians certified under EPA Section 608',
];

export const chemicals: readonly CatalogueProduct[] = [
  {
    sku: 'LUB-PEN-400',
    itemReference: 7101,
    content: {
      ...describeAerosol(
        'Penetrating oil',
        translate('Penetrating oil, aerosol 400 mL', 'Dégrippant, aérosol 400 mL', 'Aceite penetrante, aerosol 400 mL'),
        translate(
          'Creeps into rusted threads and frees them; leaves a thin protective film.',
          'S’infiltre dans les filetages rouillés et les débloque ; laisse un film protecteur.',
          'Penetra roscas oxidadas y las libera; deja una película protectora.',
        ),
        '400',
        '3403.19',
      ),
      // Kept and counted by the case.
      eachWeightKg: '5.3',
    },
    trade: {
      brand: 'oleon',
      baseUom: 'CS12',
      // One can is a twelfth of a case, which no decimal fraction can say.
      sellingUnits: [sell('CS12', '1'), sellFraction('EA', '1', '12')],
      countryOfOrigin: 'US',
      leadTime: [3, 'STOCK'],
      lowStockThreshold: '6',
      listPrice: priceEach('94.80', ['10', '88.20']),
      stock: { DAY: '64', CHI: '8', HOU: '10' },
      packs: { pallet: 80 },
    },
  },
  {
    sku: 'LUB-CHN-400',
    itemReference: 7102,
    content: describeAerosol(
      'Chain lubricant',
      translate(
        'Chain lubricant, aerosol 400 mL',
        'Lubrifiant pour chaînes, aérosol 400 mL',
        'Lubricante para cadenas, aerosol 400 mL',
      ),
      translate('Tacky lubricant for roller chains and open gears; does not fling off.'),
      '400',
      '3403.19',
    ),
    trade: {
      brand: 'oleon',
      sellingUnits: [sell('EA', '1'), sell('CS12', '12')],
      countryOfOrigin: 'US',
      leadTime: [3, 'STOCK'],
      lowStockThreshold: '48',
      listPrice: priceEach('9.60', ['12', '8.95']),
      stock: { DAY: '410', CHI: '48', HOU: '60' },
      packs: { case: 12 },
    },
  },
  {
    sku: 'LUB-CNT-400',
    itemReference: 7103,
    content: describeAerosol(
      'Contact cleaner',
      translate(
        'Contact cleaner, aerosol 400 mL',
        'Nettoyant contacts, aérosol 400 mL',
        'Limpiador de contactos, aerosol 400 mL',
      ),
      translate('Residue-free cleaner for contacts and printed circuits. Disconnect from the supply before use.'),
      '400',
      '3402.90',
    ),
    trade: {
      brand: 'oleon',
      status: 'BLOCKED',
      sellingUnits: [sell('EA', '1'), sell('CS12', '12')],
      countryOfOrigin: 'US',
      leadTime: [3, 'STOCK'],
      listPrice: priceEach('11.20'),
      stock: { DAY: '96' },
      packs: { case: 12 },
    },
  },
  {
    sku: 'LUB-TLK-50',
    itemReference: 7104,
    content: {
      family: 'maintenance_chemical',
      categories: ['maintenance_chemicals'],
      name: translate(
        'Threadlocker, medium strength, 50 mL',
        'Frein-filet, résistance moyenne, 50 mL',
        'Fijador de roscas, resistencia media, 50 mL',
      ),
      shortDescription: translate('Blue, for threads up to M36, opens with hand tools'),
      description: translate(
        'Anaerobic threadlocker: cures between metal surfaces and keeps fasteners from working loose.',
      ),
      specifications: {
        content_volume: measure.ml('50'),
        temperature_min: measure.celsius('-55'),
        temperature_max: measure.celsius('150'),
        colour: 'blue',
        is_hazardous: false,
      },
      eachWeightKg: '0.075',
      hsCode: '3506.91',
      images: [createImage('primary', 'Threadlocker', translate('Bottle of threadlocker'), threadlockerFigures)],
      // There is no Spanish and no French safety data sheet yet: readers get the English one.
      documents: createDocuments('sds', 'Threadlocker', ['en_US'], 210, ['H317, H319, H335']),
    },
    trade: {
      brand: 'oleon',
      sellingUnits: [sell('EA', '1'), sell('CS10', '10')],
      countryOfOrigin: 'IE',
      leadTime: [3, 'STOCK'],
      lowStockThreshold: '20',
      listPrice: priceEach('24.30', ['10', '22.60']),
      stock: { DAY: '140', CHI: '20', HOU: '20' },
      packs: { innerPack: 10 },
    },
  },
  {
    sku: 'REF-R410A-25',
    itemReference: 7151,
    content: {
      family: 'refrigerant',
      categories: ['refrigerants'],
      name: translate(
        'Refrigerant R-410A, cylinder of 25 lb',
        'Fluide frigorigène R-410A, bouteille de 11,3 kg',
        'Refrigerante R-410A, cilindro de 25 lb',
      ),
      shortDescription: translate('HFC-32/HFC-125 blend for air conditioning, license required'),
      description: translate(
        'Refrigerant R-410A for existing air conditioners and heat pumps. Sold only to technicians certified under EPA Section 608; the cylinder is recoverable.',
      ),
      specifications: {
        content_weight: measure.lb('25'),
        standard: 'AHRI 700',
        is_hazardous: true,
        un_number: 'UN3163',
        hazard_class: '2.2',
        licence_required: 'EPA Section 608',
      },
      eachWeightKg: '14.5',
      hsCode: '3827.63',
      images: [createImage('primary', 'R-410A', translate('Refrigerant cylinder'), refrigerantFigures)],
      documents: createDocuments('sds', 'R-410A', ['en_US', 'fr_FR', 'es_MX'], 75, [
        'UN 3163 LIQUEFIED GAS, N.O.S., 2.2',
        'H280',
      ]),
    },
    trade: {
      brand: 'northline',
      baseUom: 'CYL',
      sellingUnits: [sell('CYL', '1')],
      countryOfOrigin: 'US',
      leadTime: [4, 'STOCK'],
      isBackorderAllowed: false,
      lowStockThreshold: '5',
      listPrice: priceEach('312.00', ['10', '294.00']),
      stock: { DAY: '30', HOU: '24' },
    },
  },
];

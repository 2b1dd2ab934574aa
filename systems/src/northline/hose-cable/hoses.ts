// Hose by the metre and the foot: hydraulic hose SAE 100R2, air hose, tubing; and an assembly that sells by the piece.
import { createDocuments, createImage } from '../catalogue/documents.ts';
import { priceEach } from '../catalogue/list-price.ts';
import { measure } from '../catalogue/measure.ts';
import type { CatalogueProduct, ProductContent, SellingUnit } from '../catalogue/product.ts';
import { sell, sellFraction } from '../catalogue/selling-unit.ts';
import { translate } from '../catalogue/translations.ts';
import { describeHoseAssembly, nameHoseAssemblySku } from './describe-hose-assembly.ts';
import { findHydraulicHoseSize } from './hydraulic-hose-sizes.ts';

/** A foot is 0.3048 m exactly: 381/1250. */
const cutLengths: readonly SellingUnit[] = [sell('M', '1', '1', '0.01'), sellFraction('FT', '381', '1250', '3', '0.5')];

function describeHydraulicHose(dash: string, model?: string): ProductContent {
  const size = findHydraulicHoseSize(dash);
  const figures = [
    `${size.name} in, ${size.workingBar} bar, bend radius ${size.bendMm} mm`,
    'SAE 100R2AT / EN 853 2SN',
  ];
  return {
    family: 'hydraulic_hose',
    categories: ['hydraulic_hose'],
    name: translate(
      `Hydraulic hose SAE 100R2AT, -${Number(dash)} (${size.name} in)`,
      `Tuyau hydraulique SAE 100R2AT, -${Number(dash)} (${size.name} in)`,
      `Manguera hidráulica SAE 100R2AT, -${Number(dash)} (${size.name} in)`,
    ),
    shortDescription: translate(
      `Two wire braids, ${size.workingBar} bar working pressure, cut to length`,
      `Deux tresses métalliques, ${size.workingBar} bar, coupé à longueur`,
    ),
    description: translate(
      `High-pressure hose with two braids of steel wire for mineral and water-glycol hydraulic fluids, inside diameter ${size.name} in. Bursts no lower than four times its working pressure.`,
    ),
    specifications: {
      dash_size: `dash_${dash}`,
      hose_size: measure.inch(size.inches),
      outside_diameter: measure.mm(size.outsideMm),
      working_pressure: measure.bar(size.workingBar),
      burst_pressure: measure.bar(size.burstBar),
      minimum_bend_radius: measure.mm(size.bendMm),
      temperature_min: measure.celsius('-40'),
      temperature_max: measure.celsius('100'),
      body_material: 'rubber',
      standard: 'SAE J517 100R2AT',
      mass: measure.kg(size.kgPerMetre),
    },
    ...(model === undefined ? {} : { model }),
    eachWeightKg: size.kgPerMetre,
    hsCode: '4009.21',
    images: [createImage('primary', 'Hose 100R2', translate('Hydraulic hose with two wire braids'), ['SAE 100R2AT'])],
    documents: createDocuments('datasheet', `Hose 100R2 -${Number(dash)}`, ['en_US', 'fr_FR'], 330, figures),
  };
}

type HydraulicRow = readonly [
  itemReference: number,
  dash: string,
  price: string,
  volumePrice: string,
  stock: readonly [string, string, string],
];

// prettier-ignore
const hydraulicRows: readonly HydraulicRow[] = [
  [5001, '04', '7.85', '6.90', ['820', '120', '160.5']],
  [5002, '06', '9.40', '8.25', ['760', '110', '140']],
  [5003, '08', '11.20', '9.85', ['905.5', '150', '210']],
  [5004, '12', '17.60', '15.50', ['410', '60', '90']],
  [5005, '16', '26.90', '23.65', ['260', '0', '75']],
  [5006, '20', '41.30', '36.30', ['120', '0', '40']],
];

const airFigures = ['3/8 in, 300 psi'];
const tubeFigures = ['8 × 5.5 mm, 10 bar at 20 °C'];
const assembly = { dash: '08', ends: ['J', 'L'], lengthMm: 1000 } as const;

export const hoses: readonly CatalogueProduct[] = [
  ...hydraulicRows.map(([itemReference, dash, price, volumePrice, [day, chi, hou]]): CatalogueProduct => ({
    sku: `HSE-100R2-${dash}`,
    itemReference,
    content: describeHydraulicHose(dash, 'HSE_100R2'),
    trade: {
      brand: 'hydra',
      baseUom: 'M',
      sellingUnits: cutLengths,
      countryOfOrigin: 'IT',
      leadTime: [2, 'STOCK'],
      lowStockThreshold: '50',
      listPrice: priceEach(price, ['50', volumePrice]),
      stock: { DAY: day, CHI: chi, HOU: hou },
      ...(dash === '08' ? { associations: { COMPATIBLE_WITH: [nameHoseAssemblySku(assembly)] } } : {}),
    },
  })),
  {
    sku: nameHoseAssemblySku(assembly),
    itemReference: 5020,
    content: describeHoseAssembly(assembly),
    trade: {
      brand: 'hydra',
      countryOfOrigin: 'US',
      leadTime: [2, 'MANUFACTURE'],
      listPrice: priceEach('48.70', ['10', '44.20']),
      stock: { DAY: '12', HOU: '18' },
    },
  },
  {
    sku: 'HSE-AIR-38-RD',
    itemReference: 5030,
    content: {
      family: 'industrial_hose',
      categories: ['industrial_hose'],
      name: translate('Air and water hose, EPDM, 3/8 in, red', 'Tuyau air et eau, EPDM, 3/8 in, rouge'),
      shortDescription: translate('300 psi, spiral textile reinforcement, cut to length'),
      description: translate('Red EPDM hose for compressed air and water; does not take oil mist.'),
      specifications: {
        hose_size: measure.inch('0.375'),
        outside_diameter: measure.inch('0.656'),
        working_pressure: measure.psi('300'),
        minimum_bend_radius: measure.mm('75'),
        temperature_min: measure.celsius('-40'),
        temperature_max: measure.celsius('88'),
        body_material: 'rubber',
        colour: 'red',
        mass: measure.kg('0.19'),
      },
      eachWeightKg: '0.19',
      hsCode: '4009.31',
      images: [createImage('primary', 'HSE-AIR-38-RD', translate('Air hose, red'), airFigures)],
      documents: createDocuments('datasheet', 'HSE-AIR-38-RD', ['en_US'], 410, airFigures),
    },
    trade: {
      brand: 'northline',
      baseUom: 'M',
      sellingUnits: cutLengths,
      countryOfOrigin: 'US',
      leadTime: [2, 'STOCK'],
      lowStockThreshold: '60',
      listPrice: priceEach('3.95', ['100', '3.40']),
      stock: { DAY: '1150', CHI: '230', HOU: '305' },
    },
  },
  {
    sku: 'TUB-PU-8X5.5-BL',
    itemReference: 5031,
    content: {
      family: 'industrial_hose',
      categories: ['industrial_hose'],
      name: translate(
        'Pneumatic tubing, polyurethane, 8 × 5.5 mm, blue',
        'Tube pneumatique, polyuréthane, 8 × 5,5 mm, bleu',
      ),
      shortDescription: translate('10 bar, Shore A 98, for push-in fittings'),
      description: translate('Calibrated ester polyurethane tubing for pneumatic push-in fittings of 8 mm.'),
      specifications: {
        hose_size: measure.mm('5.5'),
        outside_diameter: measure.mm('8'),
        working_pressure: measure.bar('10'),
        minimum_bend_radius: measure.mm('25'),
        temperature_min: measure.celsius('-35'),
        temperature_max: measure.celsius('60'),
        body_material: 'polyurethane',
        colour: 'blue',
        mass: measure.kg('0.034'),
      },
      eachWeightKg: '0.034',
      hsCode: '3917.32',
      images: [createImage('primary', 'TUB-PU-8X5.5-BL', translate('Polyurethane tubing, blue'), tubeFigures)],
      documents: createDocuments('datasheet', 'TUB-PU-8X5.5-BL', ['en_US'], 410, tubeFigures),
    },
    trade: {
      brand: 'northline',
      baseUom: 'M',
      sellingUnits: cutLengths,
      countryOfOrigin: 'IT',
      leadTime: [2, 'STOCK'],
      lowStockThreshold: '200',
      listPrice: priceEach('1.42', ['100', '1.18']),
      stock: { DAY: '2400', CHI: '400', HOU: '300' },
    },
  },
];

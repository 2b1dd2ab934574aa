// Variable frequency drives, and what mounts and couples a motor.
import { createCadFiles, createDocuments, createImage } from '../catalogue/documents.ts';
import { priceEach } from '../catalogue/list-price.ts';
import { measure } from '../catalogue/measure.ts';
import type { CatalogueProduct, ProductContent } from '../catalogue/product.ts';
import { translate } from '../catalogue/translations.ts';

export interface Drive {
  designation: string;
  horsepower: string;
  voltage: '230' | '460' | '575';
  amperes: string;
  enclosure: 'ip20' | 'nema_4x';
  massKg: string;
}

export function describeDrive(drive: Drive): ProductContent {
  const phases = drive.voltage === '230' ? 'Single- or three-phase' : 'Three-phase';
  const figures = [`${drive.horsepower} hp, ${drive.voltage} V, ${drive.amperes} A`];
  return {
    family: 'variable_frequency_drive',
    categories: ['variable_frequency_drives'],
    name: translate(
      `Variable frequency drive ${drive.horsepower} hp, ${drive.voltage} V`,
      `Variateur de fréquence ${drive.horsepower} ch, ${drive.voltage} V`,
      `Variador de frecuencia ${drive.horsepower} hp, ${drive.voltage} V`,
    ),
    shortDescription: translate(
      `${phases} input, ${drive.amperes} A output, ${drive.enclosure === 'ip20' ? 'IP20' : 'NEMA 4X'}`,
    ),
    description: translate(
      `Sensorless vector drive for pumps, fans and conveyors: 0.1 to 400 Hz, keypad, Modbus RTU, safe torque off. ${phases} ${drive.voltage} V input.`,
    ),
    specifications: {
      rated_power: measure.horsepower(drive.horsepower),
      voltage_code: drive.voltage,
      phases: '3',
      frequency: measure.hertz('60'),
      rated_current: measure.ampere(drive.amperes),
      enclosure: drive.enclosure,
      temperature_max: measure.celsius('50'),
      certifications: ['ul', 'ce', 'rohs'],
      mass: measure.kg(drive.massKg),
    },
    eachWeightKg: drive.massKg,
    hsCode: '8504.40',
    images: [
      createImage(
        'primary',
        `Drive ${drive.voltage} V ${drive.enclosure}`,
        translate('Variable frequency drive', 'Variateur de fréquence'),
        ['Voltara drive'],
      ),
    ],
    documents: [
      ...createDocuments('datasheet', `Drive ${drive.designation}`, ['en_US'], 120, figures),
      ...createDocuments('manual', 'Variable frequency drives', ['en_US', 'fr_FR', 'es_MX'], 120, [
        'Parameters, wiring, faults',
      ]),
      ...createDocuments('certificate', 'Variable frequency drives UL 61800-5-1', ['en_US'], 480, ['UL 61800-5-1']),
    ],
  };
}

type DriveRow = readonly [
  itemReference: number,
  designation: string,
  horsepower: string,
  voltage: Drive['voltage'],
  amperes: string,
  massKg: string,
  price: string,
  stock: readonly [string, string, string],
];

// prettier-ignore
const driveRows: readonly DriveRow[] = [
  [6101, '001-230', '1', '230', '4.8', '1.2', '264.00', ['14', '3', '3']],
  [6102, '002-460', '2', '460', '4', '1.5', '342.00', ['16', '4', '3']],
  [6103, '003-460', '3', '460', '5.6', '1.8', '398.00', ['10', '2', '2']],
  [6104, '005-460', '5', '460', '9.5', '2.4', '486.00', ['8', '2', '0']],
];

const baseFigures = ['Slots for 2E 5.5 in; two adjusting screws'];
const couplingFigures = ['Bores 5/8 in and 7/8 in, NBR spider'];

const accessories: readonly CatalogueProduct[] = [
  {
    sku: 'MTR-BASE-145T',
    itemReference: 6151,
    content: {
      family: 'motor_accessory',
      categories: ['motor_accessories'],
      name: translate('Motor slide base for frames 143T and 145T'),
      shortDescription: translate('Welded steel, two adjusting screws'),
      description: translate('Slide base for belt drives: moves the motor to tension the belt.'),
      specifications: { frame: '143T/145T', body_material: 'carbon_steel', mass: measure.kg('3.2') },
      eachWeightKg: '3.2',
      hsCode: '8503.00',
      images: [createImage('primary', 'MTR-BASE-145T', translate('Motor slide base'), baseFigures)],
      documents: createCadFiles('MTR-BASE-145T', 900, baseFigures),
    },
    trade: {
      brand: 'ironvale',
      countryOfOrigin: 'US',
      leadTime: [5, 'STOCK'],
      listPrice: priceEach('46.50'),
      stock: { DAY: '15', CHI: '2' },
      associations: { COMPATIBLE_WITH: ['MTR-NEMA-143T-100-4', 'MTR-NEMA-145T-200-4'] },
    },
  },
  {
    sku: 'CPL-JAW-L095',
    itemReference: 6152,
    content: {
      family: 'motor_accessory',
      categories: ['motor_accessories'],
      name: translate('Jaw coupling L095, 5/8 in × 7/8 in', 'Accouplement à griffes L095, 5/8 in × 7/8 in'),
      shortDescription: translate('Sintered iron hubs, NBR spider'),
      description: translate('Jaw coupling for shafts of 5/8 in and 7/8 in with keyways: joins frames 56 and 143T.'),
      specifications: {
        shaft_diameter: measure.inch('0.875'),
        body_material: 'carbon_steel',
        mass: measure.kg('0.62'),
      },
      eachWeightKg: '0.62',
      hsCode: '8483.60',
      images: [createImage('primary', 'CPL-JAW-L095', translate('Jaw coupling'), couplingFigures)],
      documents: createDocuments('datasheet', 'CPL-JAW-L095', ['en_US'], 640, couplingFigures),
    },
    trade: {
      brand: 'ironvale',
      countryOfOrigin: 'CN',
      leadTime: [4, 'STOCK'],
      listPrice: priceEach('34.20'),
      stock: { DAY: '28', CHI: '4', HOU: '4' },
    },
  },
];

export const drivesAndAccessories: readonly CatalogueProduct[] = [
  ...driveRows.map(
    ([itemReference, designation, horsepower, voltage, amperes, massKg, price, [day, chi, hou]]): CatalogueProduct => ({
      sku: `VFD-${designation}`,
      itemReference,
      content: describeDrive({ designation, horsepower, voltage, amperes, enclosure: 'ip20', massKg }),
      trade: {
        brand: 'volta',
        countryOfOrigin: 'DK',
        leadTime: [5, 'STOCK'],
        lowStockThreshold: '3',
        listPrice: priceEach(price),
        stock: { DAY: day, CHI: chi, HOU: hou },
        ...(designation === '002-460'
          ? { associations: { COMPATIBLE_WITH: ['MTR-NEMA-145T-200-4', 'PX-200', 'PX-200-V2'] } }
          : {}),
      },
    }),
  ),
  ...accessories,
];

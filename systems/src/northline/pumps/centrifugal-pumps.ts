// The PX series of close-coupled end suction pumps, from the first to the newest, and a submersible.
import { createCadFiles, createDocuments, createImage } from '../catalogue/documents.ts';
import { priceEach } from '../catalogue/list-price.ts';
import { measure } from '../catalogue/measure.ts';
import type { CatalogueProduct, ProductContent, ProductTrade } from '../catalogue/product.ts';
import { translate } from '../catalogue/translations.ts';

interface PxPump {
  sku: string;
  itemReference: number;
  horsepower: string;
  /** At best efficiency, water at 20 °C, 60 Hz. */
  gpm: string;
  headFeet: string;
  shutoffFeet: string;
  /** NPT, inches. */
  suction: string;
  discharge: string;
  /** Full-load current at 460 V, NEC table 430.250. */
  amperes: string;
  massKg: string;
  housing: 'cast_iron' | 'stainless_316';
  impeller: string;
  isPremium: boolean;
  trade: Omit<ProductTrade, 'brand' | 'countryOfOrigin' | 'packs'>;
}

const pumps: readonly PxPump[] = [
  {
    sku: 'PX-100',
    itemReference: 2001,
    horsepower: '1',
    gpm: '40',
    headFeet: '60',
    shutoffFeet: '82',
    suction: '1.25',
    discharge: '1',
    amperes: '2.1',
    massKg: '18.6',
    housing: 'cast_iron',
    impeller: 'Brass',
    isPremium: false,
    trade: {
      status: 'DISCONTINUED',
      isBackorderAllowed: false,
      leadTime: [0, 'STOCK'],
      listPrice: priceEach('842.00'),
      stock: { DAY: '0' },
    },
  },
  {
    sku: 'PX-150',
    itemReference: 2002,
    horsepower: '1.5',
    gpm: '50',
    headFeet: '70',
    shutoffFeet: '94',
    suction: '1.25',
    discharge: '1',
    amperes: '3',
    massKg: '20.4',
    housing: 'cast_iron',
    impeller: 'Brass',
    isPremium: false,
    trade: {
      status: 'PHASE_OUT',
      isBackorderAllowed: false,
      leadTime: [2, 'STOCK'],
      listPrice: priceEach('1048.00'),
      stock: { DAY: '3', CHI: '1' },
      associations: { SUPERSEDES: ['PX-100'], SPARE_PART: ['PX-IMP-150', 'PX-SEAL-58', 'MRO-SEAL-KIT'] },
    },
  },
  {
    sku: 'PX-200',
    itemReference: 2003,
    horsepower: '2',
    gpm: '60',
    headFeet: '80',
    shutoffFeet: '108',
    suction: '1.5',
    discharge: '1.25',
    amperes: '3.4',
    massKg: '23.5',
    housing: 'cast_iron',
    impeller: 'Brass',
    isPremium: false,
    trade: {
      leadTime: [3, 'STOCK'],
      lowStockThreshold: '4',
      listPrice: priceEach('1386.00', ['5', '1331.00']),
      stock: { DAY: '14', CHI: '3', HOU: '2' },
      receipts: [{ warehouse: 'DAY', inDays: 21, quantity: '10', type: 'PURCHASE_ORDER' }],
      associations: {
        SUPERSEDES: ['PX-150'],
        SPARE_PART: ['PX-IMP-200', 'PX-SEAL-58', 'PX-SLV-58', 'PX-WRG-200', 'MRO-SEAL-KIT'],
        ACCESSORY: ['VLV-BALL-NPT112-BR', 'CAM-200-F-AL', 'VFD-002-460'],
        CONSUMABLE: ['LUB-EP2'],
        SUBSTITUTE: ['PX-200-SS'],
        CROSS_SELL: ['KIT-VALVE-ASM'],
      },
    },
  },
  {
    sku: 'PX-200-V2',
    itemReference: 2004,
    horsepower: '2',
    gpm: '64',
    headFeet: '82',
    shutoffFeet: '110',
    suction: '1.5',
    discharge: '1.25',
    amperes: '3.1',
    massKg: '22.8',
    housing: 'cast_iron',
    impeller: 'Stainless steel 316',
    isPremium: true,
    trade: {
      leadTime: [10, 'MANUFACTURE'],
      lowStockThreshold: '2',
      listPrice: priceEach('1524.00', ['5', '1463.00']),
      stock: { DAY: '6' },
      receipts: [{ warehouse: 'DAY', inDays: 14, quantity: '20', type: 'PRODUCTION' }],
      associations: {
        SUPERSEDES: ['PX-200'],
        SPARE_PART: ['PX-SEAL-58', 'MRO-SEAL-KIT'],
        ACCESSORY: ['VFD-002-460', 'VLV-BALL-NPT112-BR'],
      },
    },
  },
  {
    sku: 'PX-200-SS',
    itemReference: 2005,
    horsepower: '2',
    gpm: '60',
    headFeet: '80',
    shutoffFeet: '108',
    suction: '1.5',
    discharge: '1.25',
    amperes: '3.4',
    massKg: '21.9',
    housing: 'stainless_316',
    impeller: 'Stainless steel 316',
    isPremium: false,
    trade: {
      leadTime: [8, 'MANUFACTURE'],
      lowStockThreshold: '2',
      listPrice: priceEach('2240.00'),
      stock: { DAY: '4', HOU: '2' },
      associations: { SPARE_PART: ['PX-SEAL-58', 'MRO-SEAL-KIT'] },
    },
  },
  {
    sku: 'PX-300',
    itemReference: 2006,
    horsepower: '3',
    gpm: '85',
    headFeet: '90',
    shutoffFeet: '121',
    suction: '2',
    discharge: '1.5',
    amperes: '4.8',
    massKg: '31.2',
    housing: 'cast_iron',
    impeller: 'Stainless steel 316',
    isPremium: true,
    trade: {
      leadTime: [8, 'MANUFACTURE'],
      lowStockThreshold: '2',
      listPrice: priceEach('1862.00'),
      stock: { DAY: '0', CHI: '0' },
      receipts: [{ warehouse: 'DAY', inDays: 18, quantity: '8', type: 'PRODUCTION' }],
    },
  },
  {
    sku: 'PX-400',
    itemReference: 2007,
    horsepower: '5',
    gpm: '120',
    headFeet: '105',
    shutoffFeet: '140',
    suction: '2.5',
    discharge: '2',
    amperes: '7.6',
    massKg: '46',
    housing: 'cast_iron',
    impeller: 'Stainless steel 316',
    isPremium: true,
    trade: {
      leadTime: [30, 'MANUFACTURE'],
      listPrice: priceEach('2980.00'),
      priceOnRequestReason: 'Built to order: impeller trim and motor are chosen for the duty point.',
      stock: {},
    },
  },
];

function describePump(pump: PxPump): ProductContent {
  const material = pump.housing === 'cast_iron' ? 'cast iron' : 'stainless steel 316';
  const materialFrench = pump.housing === 'cast_iron' ? 'fonte' : 'inox 316';
  const materialSpanish = pump.housing === 'cast_iron' ? 'hierro fundido' : 'acero inoxidable 316';
  const figures = [
    `${pump.horsepower} hp, ${pump.gpm} gpm at ${pump.headFeet} ft`,
    `Suction ${pump.suction} in NPT, discharge ${pump.discharge} in NPT`,
    '230/460 V, 3 phase, 60 Hz, 3450 rpm',
  ];
  return {
    family: 'centrifugal_pump',
    categories: ['centrifugal_pumps'],
    name: translate(
      `Centrifugal pump ${pump.sku}, ${pump.horsepower} hp`,
      `Pompe centrifuge ${pump.sku}, ${pump.horsepower} ch`,
      `Bomba centrífuga ${pump.sku}, ${pump.horsepower} hp`,
    ),
    shortDescription: translate(
      `End suction, ${material}, ${pump.gpm} gpm at ${pump.headFeet} ft, 230/460 V three-phase`,
      `Aspiration axiale, ${materialFrench}, ${pump.gpm} gpm à ${pump.headFeet} ft, triphasé 230/460 V`,
      `Succión axial, ${materialSpanish}, ${pump.gpm} gpm a ${pump.headFeet} ft, trifásica 230/460 V`,
    ),
    description: translate(
      `Close-coupled end suction centrifugal pump for clean water, cooling circuits and booster sets. Back pull-out design: impeller and mechanical seal are changed without disturbing the piping. 56J motor with threaded shaft, ${pump.isPremium ? 'premium efficiency (IE3)' : 'high efficiency (IE2)'}.`,
      `Pompe centrifuge monobloc à aspiration axiale pour eau claire, circuits de refroidissement et surpression. Roue et garniture mécanique se changent sans démonter la tuyauterie.`,
      `Bomba centrífuga monobloque de succión axial para agua limpia, circuitos de enfriamiento y equipos de presión. El impulsor y el sello mecánico se cambian sin desmontar la tubería.`,
    ),
    specifications: {
      rated_power: measure.horsepower(pump.horsepower),
      flow_rate: measure.gpm(pump.gpm),
      head: measure.foot(pump.headFeet),
      shutoff_head: measure.foot(pump.shutoffFeet),
      suction_size: measure.inch(pump.suction),
      discharge_size: measure.inch(pump.discharge),
      working_pressure: measure.psi('150'),
      temperature_max: measure.fahrenheit('212'),
      speed: measure.rpm('3450'),
      phases: '3',
      voltage_code: '230/460',
      frequency: measure.hertz('60'),
      rated_current: measure.ampere(pump.amperes),
      frame: '56J',
      enclosure: 'tefc',
      body_material: pump.housing,
      impeller_material: pump.impeller,
      seal_material: 'Carbon/ceramic, FKM',
      certifications: pump.housing === 'stainless_316' ? ['csa', 'nsf_61'] : ['csa'],
      mass: measure.kg(pump.massKg),
    },
    eachWeightKg: pump.massKg,
    hsCode: '8413.70',
    images: [
      createImage(
        'primary',
        pump.sku,
        translate(`Centrifugal pump ${pump.sku}`, `Pompe centrifuge ${pump.sku}`),
        figures,
      ),
      createImage('gallery', pump.sku, translate(`Performance curve of ${pump.sku}`), figures),
    ],
    documents: [
      ...createDocuments('datasheet', pump.sku, ['en_US', 'fr_FR'], 150, figures),
      ...createDocuments('manual', 'PX series', ['en_US', 'fr_FR', 'es_MX'], 400, [
        'Centrifugal pumps PX-100 to PX-400',
        'Keep with the pump. Disconnect from the supply before opening.',
      ]),
      ...createDocuments('installation_guide', 'PX series', ['en_US'], 400, [
        'Piping, alignment, priming, first start',
      ]),
      ...createDocuments('declaration_of_conformity', 'PX series', ['en_US'], 390, ['CSA C22.2 No. 108']),
      ...createCadFiles(pump.sku, 600, figures),
    ],
  };
}

const submersible: CatalogueProduct = {
  sku: 'SP-050',
  itemReference: 2020,
  content: {
    family: 'centrifugal_pump',
    categories: ['centrifugal_pumps'],
    name: translate('Submersible dewatering pump SP-050, 1/2 hp', 'Pompe submersible SP-050, 1/2 ch'),
    shortDescription: translate('115 V, 10 A, 2 in NPT discharge, 20 ft cord, float switch'),
    description: translate(
      'Portable submersible pump for sumps and pits, with oil-filled motor, float switch and strainer for solids of up to 1/4 in.',
    ),
    specifications: {
      rated_power: measure.horsepower('0.5'),
      flow_rate: measure.gpm('45'),
      head: measure.foot('15'),
      shutoff_head: measure.foot('28'),
      discharge_size: measure.inch('2'),
      temperature_max: measure.fahrenheit('104'),
      speed: measure.rpm('3450'),
      phases: '1',
      voltage_code: '115',
      frequency: measure.hertz('60'),
      rated_current: measure.ampere('9.8'),
      body_material: 'cast_iron',
      impeller_material: 'Glass-filled nylon',
      certifications: ['csa'],
      mass: measure.kg('12.7'),
    },
    eachWeightKg: '12.7',
    hsCode: '8413.70',
    images: [createImage('primary', 'SP-050', translate('Submersible pump SP-050'), ['1/2 hp, 115 V'])],
    documents: createDocuments('manual', 'SP-050', ['en_US', 'es_MX'], 480, ['Submersible dewatering pump']),
  },
  trade: {
    brand: 'hydra',
    countryOfOrigin: 'US',
    leadTime: [3, 'STOCK'],
    lowStockThreshold: '4',
    listPrice: priceEach('318.00'),
    stock: { DAY: '22', CHI: '6', HOU: '8' },
    associations: { ACCESSORY: ['CAM-200-F-AL'] },
  },
};

export const centrifugalPumps: readonly CatalogueProduct[] = [
  ...pumps.map((pump): CatalogueProduct => ({
    sku: pump.sku,
    itemReference: pump.itemReference,
    content: describePump(pump),
    trade: { brand: 'hydra', countryOfOrigin: 'US', packs: { pallet: 12 }, ...pump.trade },
  })),
  submersible,
];

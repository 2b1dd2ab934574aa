// Building wire cut to length: H07V-K by the metre (IEC 60228 class 5), THHN by the foot (NEC sizes).
import { createDocuments, createImage } from '../catalogue/documents.ts';
import { priceEach } from '../catalogue/list-price.ts';
import { measure } from '../catalogue/measure.ts';
import type { CatalogueProduct, ProductContent } from '../catalogue/product.ts';
import { sell, sellFraction } from '../catalogue/selling-unit.ts';
import { translate } from '../catalogue/translations.ts';
import type { Translations } from '../catalogue/translations.ts';

export interface HarmonizedWire {
  /** Square millimetres. */
  section: string;
  outsideMm: string;
  /** Largest resistance at 20 °C of a plain class 5 conductor, ohm per kilometre. */
  ohmPerKm: string;
  bendMm: string;
  kgPerMetre: string;
}

// prettier-ignore
const harmonizedRows = [
  ['1.5', '3', '13.3', '12', '0.02'],
  ['2.5', '3.6', '7.98', '15', '0.031'],
  ['4', '4.2', '4.95', '17', '0.046'],
  ['6', '4.7', '3.3', '19', '0.064'],
  ['10', '6.1', '1.91', '25', '0.11'],
  ['16', '7.2', '1.21', '29', '0.163'],
  ['25', '8.9', '0.78', '36', '0.251'],
  ['35', '10.2', '0.554', '41', '0.348'],
] as const;

/** By cross-section: `2.5`. */
export const harmonizedWires: ReadonlyMap<string, HarmonizedWire> = new Map(
  harmonizedRows.map(([section, outsideMm, ohmPerKm, bendMm, kgPerMetre]) => [
    section,
    { section, outsideMm, ohmPerKm, bendMm, kgPerMetre },
  ]),
);

export const wireColours = {
  black: { code: 'BK', name: translate('black', 'noir', 'negro') },
  blue: { code: 'BU', name: translate('blue', 'bleu', 'azul') },
  brown: { code: 'BN', name: translate('brown', 'marron', 'café') },
  red: { code: 'RD', name: translate('red', 'rouge', 'rojo') },
  white: { code: 'WH', name: translate('white', 'blanc', 'blanco') },
  grey: { code: 'GY', name: translate('gray', 'gris', 'gris') },
  green_yellow: { code: 'GNYE', name: translate('green/yellow', 'vert/jaune', 'verde/amarillo') },
} as const satisfies Record<string, { code: string; name: Translations }>;

export type WireColour = keyof typeof wireColours;

export function describeHarmonizedWire(section: string, colour: WireColour, model?: string): ProductContent {
  const wire = harmonizedWires.get(section);
  if (wire === undefined) throw new RangeError(`Cross-section ${section} mm² is not in the table of wires.`);
  const { name: colourName } = wireColours[colour];
  const figures = [`1 × ${section} mm², outside diameter ${wire.outsideMm} mm`, '450/750 V, −5 to 70 °C'];
  return {
    family: 'cable',
    categories: ['wire_cable'],
    name: translate(
      `Wire H07V-K 1 × ${section} mm², ${colourName.en_US}`,
      `Fil H07V-K 1 × ${section} mm², ${colourName.fr_FR}`,
      `Cable H07V-K 1 × ${section} mm², ${colourName.es_MX}`,
    ),
    shortDescription: translate(
      'Flexible class 5 copper, PVC, 450/750 V, cut to length',
      'Cuivre souple classe 5, PVC, 450/750 V',
    ),
    description: translate(
      `Single-core wire for switch cabinets and conduits, with fine-stranded class 5 copper conductor of ${section} mm² and PVC insulation.`,
    ),
    specifications: {
      conductor_cross_section: measure.mm2(section),
      cores: '1',
      outside_diameter: measure.mm(wire.outsideMm),
      rated_voltage: measure.volt('750'),
      conductor_resistance: measure.ohmPerKm(wire.ohmPerKm),
      temperature_min: measure.celsius('-5'),
      temperature_max: measure.celsius('70'),
      minimum_bend_radius: measure.mm(wire.bendMm),
      colour,
      body_material: 'copper',
      standard: 'EN 50525-2-31, IEC 60228',
      certifications: ['ce', 'rohs'],
      mass: measure.kg(wire.kgPerMetre),
    },
    ...(model === undefined ? {} : { model }),
    eachWeightKg: wire.kgPerMetre,
    hsCode: '8544.49',
    images: [createImage('primary', 'Wire H07V-K', translate('Single-core wire H07V-K'), ['H07V-K'])],
    documents: createDocuments('datasheet', `H07V-K ${section} mm2`, ['en_US', 'fr_FR'], 450, figures),
  };
}

type HarmonizedStock = readonly [
  itemReference: number,
  section: string,
  colour: WireColour,
  price: string,
  reelPrice: string,
  stock: readonly [string, string, string],
];

// prettier-ignore
const harmonizedStock: readonly HarmonizedStock[] = [
  [5101, '1.5', 'black', '0.4200', '0.3385', ['6100', '915', '610']],
  [5102, '2.5', 'black', '0.6600', '0.5310', ['5490', '915', '915']],
  [5103, '4', 'black', '1.0200', '0.8215', ['3050', '305', '305']],
  [5104, '6', 'black', '1.4900', '1.1995', ['1830', '305', '0']],
  [5105, '10', 'black', '2.5800', '2.0770', ['915', '0', '0']],
  [5106, '2.5', 'green_yellow', '0.6800', '0.5470', ['4270', '610', '610']],
];

type BuildingWireRow = readonly [
  itemReference: number,
  awg: string,
  section: string,
  outsideInch: string,
  amperes: string,
  ohmPerKm: string,
  kgPerFoot: string,
  price: string,
  reelPrice: string,
  stock: readonly [string, string, string],
];

/** THHN, stranded: ampacity at 90 °C of NEC table 310.16, resistance of chapter 9 table 8. */
// prettier-ignore
const buildingWires: readonly BuildingWireRow[] = [
  [5151, '14', '2.08', '0.109', '25', '10.3', '0.0073', '0.1480', '0.1210', ['18000', '4000', '6000']],
  [5152, '12', '3.31', '0.128', '30', '6.5', '0.0109', '0.2150', '0.1765', ['22000', '5000', '7000']],
  [5153, '10', '5.26', '0.161', '40', '4.07', '0.0172', '0.3390', '0.2780', ['9000', '2000', '3000']],
  [5154, '8', '8.37', '0.213', '55', '2.551', '0.0286', '0.5620', '0.4610', ['4000', '500', '1000']],
];

function describeBuildingWire(row: BuildingWireRow): ProductContent {
  const [, awg, section, outsideInch, amperes, ohmPerKm, kgPerFoot] = row;
  const figures = [`${awg} AWG, ${amperes} A at 90 °C`, '600 V'];
  return {
    family: 'cable',
    categories: ['wire_cable'],
    name: translate(
      `Building wire THHN/THWN-2, ${awg} AWG stranded, black`,
      undefined,
      `Cable THHN/THWN-2, ${awg} AWG, negro`,
    ),
    shortDescription: translate('600 V, 90 °C dry and wet, cut to length'),
    description: translate(
      `Stranded copper building wire ${awg} AWG with PVC insulation and nylon jacket, for conduit and cable trays, 90 °C dry and wet.`,
    ),
    specifications: {
      conductor_cross_section: measure.mm2(section),
      wire_gauge: `${awg} AWG`,
      cores: '1',
      outside_diameter: measure.inch(outsideInch),
      rated_voltage: measure.volt('600'),
      ampacity: measure.ampere(amperes),
      conductor_resistance: measure.ohmPerKm(ohmPerKm),
      temperature_max: measure.celsius('90'),
      colour: 'black',
      body_material: 'copper',
      standard: 'UL 83, NEC 310',
      certifications: ['ul'],
      mass: measure.kg(kgPerFoot),
    },
    eachWeightKg: kgPerFoot,
    hsCode: '8544.49',
    images: [createImage('primary', 'Wire THHN', translate('Building wire THHN'), ['THHN/THWN-2'])],
    documents: createDocuments('datasheet', `THHN ${awg} AWG`, ['en_US'], 450, figures),
  };
}

export const cables: readonly CatalogueProduct[] = [
  ...harmonizedStock.map(([itemReference, section, colour, price, reelPrice, [day, chi, hou]]): CatalogueProduct => ({
    sku: `CBL-H07VK-${section}-${wireColours[colour].code}`,
    itemReference,
    content: describeHarmonizedWire(section, colour, colour === 'black' ? 'CBL_H07VK_BK' : undefined),
    trade: {
      brand: 'cableworks',
      baseUom: 'M',
      sellingUnits: [
        sell('M', '1', '1', '0.01'),
        sellFraction('FT', '381', '1250', '3', '0.5'),
        sell('REEL305', '305'),
      ],
      countryOfOrigin: 'PT',
      leadTime: [2, 'STOCK'],
      lowStockThreshold: '305',
      listPrice: priceEach(price, ['305', reelPrice]),
      stock: { DAY: day, CHI: chi, HOU: hou },
    },
  })),
  ...buildingWires.map((row): CatalogueProduct => {
    const [itemReference, awg, , , , , , price, reelPrice, [day, chi, hou]] = row;
    return {
      sku: `CBL-THHN-${awg}-BK`,
      itemReference,
      content: describeBuildingWire(row),
      trade: {
        brand: 'cableworks',
        baseUom: 'FT',
        sellingUnits: [
          sell('FT', '1', '1', '0.5'),
          sellFraction('M', '1250', '381', '1', '0.01'),
          sell('REEL1000', '1000'),
        ],
        countryOfOrigin: 'US',
        leadTime: [2, 'STOCK'],
        lowStockThreshold: '1000',
        listPrice: priceEach(price, ['1000', reelPrice]),
        stock: { DAY: day, CHI: chi, HOU: hou },
      },
    };
  }),
];

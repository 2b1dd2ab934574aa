// Content of a deep groove ball bearing from its designation, closure and clearance.
import { createCadFiles, createDocuments, createImage } from '../catalogue/documents.ts';
import { measure } from '../catalogue/measure.ts';
import type { ProductContent } from '../catalogue/product.ts';
import { translate } from '../catalogue/translations.ts';
import { deepGrooveDimensions } from './deep-groove-dimensions.ts';

export type BearingClosure = 'open' | 'two_seals' | 'two_shields';

export interface DeepGrooveBearing {
  /** Without suffixes: `6205`. */
  designation: string;
  closure: BearingClosure;
  /** Radial internal clearance of ISO 5753-1. */
  clearance: 'CN' | 'C3' | 'C2' | 'C4';
  model?: string;
  /** Products that come by the thousand share the documents of their series. */
  documentsOf?: 'bearing' | 'series';
}

const closures = {
  open: { suffix: '', english: 'open', french: 'ouvert', spanish: 'abierto' },
  two_seals: { suffix: '-2RS', english: 'sealed', french: 'étanche', spanish: 'sellado' },
  two_shields: { suffix: '-ZZ', english: 'shielded', french: 'flasqué', spanish: 'con tapas metálicas' },
} as const;

export function nameBearing(bearing: DeepGrooveBearing): string {
  const clearance = bearing.clearance === 'CN' ? '' : `/${bearing.clearance}`;
  return `${bearing.designation}${closures[bearing.closure].suffix}${clearance}`;
}

export function describeDeepGrooveBearing(bearing: DeepGrooveBearing): ProductContent {
  const size = deepGrooveDimensions.get(bearing.designation);
  if (size === undefined) throw new RangeError(`Bearing ${bearing.designation} is not in the table of dimensions.`);
  const { english, french, spanish } = closures[bearing.closure];
  const name = nameBearing(bearing);
  const millimetres = `${size.d} × ${size.D} × ${size.B} mm`;
  const isSealed = bearing.closure === 'two_seals';
  const isShared = bearing.documentsOf === 'series';
  const subject = isShared ? `Bearing series ${bearing.designation.slice(0, 2)}, ${english}` : `Bearing ${name}`;
  const figures = [
    ...(isShared ? [] : [millimetres, `C ${size.C} kN, C0 ${size.C0} kN`]),
    'Boundary dimensions to ISO 15',
  ];
  return {
    family: 'deep_groove_ball_bearing',
    categories: ['deep_groove_ball_bearings'],
    name: translate(
      `Deep groove ball bearing ${name}`,
      `Roulement rigide à billes ${name}`,
      `Rodamiento rígido de bolas ${name}`,
    ),
    shortDescription: translate(
      `Single row, ${english}, ${millimetres}`,
      `Une rangée, ${french}, ${millimetres}`,
      `Una hilera, ${spanish}, ${millimetres}`,
    ),
    description: translate(
      `Single row deep groove ball bearing ${name}, ${english}, bore ${size.d} mm. Takes radial loads up to a basic dynamic rating of ${size.C} kN, and axial loads in both directions.${isSealed ? ' Greased for life behind contact seals on both sides.' : ''}`,
      `Roulement rigide à une rangée de billes ${name}, ${french}, alésage ${size.d} mm. Supporte des charges radiales (charge dynamique de base ${size.C} kN) et axiales dans les deux sens.${isSealed ? ' Graissé à vie, joints frottants des deux côtés.' : ''}`,
    ),
    specifications: {
      bore_diameter: measure.mm(size.d),
      outside_diameter: measure.mm(size.D),
      width: measure.mm(size.B),
      chamfer_dimension: measure.mm(size.rMin),
      dynamic_load_rating: measure.kilonewton(size.C),
      static_load_rating: measure.kilonewton(size.C0),
      // Contact seals rub: they cost about 40 % of the speed, and their rubber about 20 °C of the temperature.
      limiting_speed: measure.rpm(
        String(isSealed ? Math.round((size.limitingSpeed * 6) / 1000) * 100 : size.limitingSpeed),
      ),
      temperature_min: measure.celsius(isSealed ? '-40' : '-30'),
      temperature_max: measure.celsius(isSealed ? '100' : '120'),
      closure: bearing.closure,
      internal_clearance: bearing.clearance,
      body_material: 'bearing_steel',
      standard: 'ISO 15',
      mass: measure.kg(size.massKg),
    },
    ...(bearing.model === undefined ? {} : { model: bearing.model }),
    eachWeightKg: size.massKg,
    hsCode: '8482.10',
    images: [
      createImage('primary', subject, translate(subject), figures),
      createImage('line_art', subject, translate(`Section: ${subject}`), figures),
    ],
    documents: [
      ...createDocuments('datasheet', subject, ['en_US', 'fr_FR'], 210, figures),
      ...createCadFiles(subject, 540, figures),
    ],
  };
}

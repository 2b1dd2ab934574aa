// Sizes, threads and weights.
import { translate } from '../catalogue/translations.ts';
import { createMetric, createNumber, createSelect, createText } from './attribute.ts';
import type { AttributeDefinition } from './attribute.ts';

const createMillimetre = (english: string, french?: string, spanish?: string) =>
  createMetric('dimensions', 'Length', 'MILLIMETER', english, french, spanish);
const createInch = (english: string, french?: string, spanish?: string) =>
  createMetric('dimensions', 'Length', 'INCH', english, french, spanish);

export const dimensionAttributes = {
  bore_diameter: createMillimetre('Bore diameter d', 'Diamètre d’alésage d', 'Diámetro interior d'),
  outside_diameter: createMillimetre('Outside diameter D', 'Diamètre extérieur D', 'Diámetro exterior D'),
  width: createMillimetre('Width B', 'Largeur B', 'Ancho B'),
  chamfer_dimension: createMillimetre('Chamfer dimension r min', 'Arrondi r min', 'Chaflán r mín'),
  shaft_diameter: createMillimetre('Shaft diameter', 'Diamètre d’arbre', 'Diámetro de la flecha'),
  centre_height: createMillimetre('Shaft center height', 'Hauteur d’axe', 'Altura al centro de la flecha'),
  overall_length: createMillimetre('Overall length', 'Longueur hors tout', 'Longitud total'),
  bolt_spacing: createMillimetre('Bolt spacing', 'Entraxe de fixation', 'Distancia entre barrenos'),
  mounting_bolt: createText('dimensions', 'Mounting bolt', 'Vis de fixation', 'Tornillo de montaje'),
  nominal_length: createMillimetre('Nominal length', 'Longueur nominale', 'Longitud nominal'),
  thread_length: createMillimetre('Thread length b', 'Longueur filetée b', 'Longitud de rosca b'),
  thread: createText('dimensions', 'Thread', 'Filetage', 'Rosca'),
  thread_pitch: createMillimetre('Thread pitch P', 'Pas P', 'Paso P'),
  threads_per_inch: createNumber('dimensions', 'Threads per inch', 'Filets au pouce', 'Hilos por pulgada'),
  width_across_flats: createMillimetre('Width across flats s', 'Cote sur plats s', 'Distancia entre caras s'),
  head_height: createMillimetre('Head height k', 'Hauteur de tête k', 'Altura de cabeza k'),
  nut_height: createMillimetre('Nut height m', 'Hauteur d’écrou m', 'Altura de tuerca m'),
  inside_diameter: createMillimetre('Inside diameter', 'Diamètre intérieur', 'Diámetro interno'),
  section_diameter: createMillimetre('Section diameter', 'Diamètre de tore', 'Diámetro de sección'),
  thickness: createMillimetre('Thickness', 'Épaisseur', 'Espesor'),
  pipe_size: createInch('Nominal pipe size', 'Diamètre nominal', 'Diámetro nominal'),
  pipe_outside_diameter: createInch(
    'Pipe outside diameter',
    'Diamètre extérieur du tube',
    'Diámetro exterior del tubo',
  ),
  hose_size: createInch('Hose inside diameter', 'Diamètre intérieur du tuyau', 'Diámetro interior de manguera'),
  connection: createText('dimensions', 'Connection', 'Raccordement', 'Conexión'),
  angle: createMetric('dimensions', 'Angle', 'DEGREE', 'Angle', 'Angle', 'Ángulo'),
  dash_size: createSelect(
    'dimensions',
    translate('Dash size', 'Module', 'Tamaño dash'),
    Object.fromEntries(
      ['04', '06', '08', '12', '16', '20', '24', '32'].map((dash) => [`dash_${dash}`, translate(`-${Number(dash)}`)]),
    ),
  ),
  minimum_bend_radius: createMillimetre(
    'Minimum bend radius',
    'Rayon de courbure minimal',
    'Radio mínimo de curvatura',
  ),
  suction_size: createInch('Suction connection NPT', 'Aspiration NPT', 'Succión NPT'),
  discharge_size: createInch('Discharge connection NPT', 'Refoulement NPT', 'Descarga NPT'),
  shaft_height_inch: createInch('Shaft height D', 'Hauteur d’axe D', 'Altura de flecha D'),
  shaft_diameter_inch: createInch('Shaft diameter U', 'Diamètre d’arbre U', 'Diámetro de flecha U'),
  foot_spacing_2e: createInch('Foot spacing 2E', 'Entraxe des pattes 2E', 'Distancia de patas 2E'),
  foot_spacing_2f: createInch('Foot spacing 2F', 'Entraxe des pattes 2F', 'Distancia de patas 2F'),
  shaft_length: createMillimetre('Shaft end length', 'Longueur de bout d’arbre', 'Longitud de extremo de flecha'),
  conductor_cross_section: createMetric(
    'dimensions',
    'Area',
    'SQUARE_MILLIMETER',
    'Conductor cross-section',
    'Section du conducteur',
    'Sección del conductor',
  ),
  cores: createNumber('dimensions', 'Number of cores', 'Nombre de conducteurs', 'Número de conductores'),
  wire_gauge: createText('dimensions', 'Wire gauge', 'Calibre', 'Calibre'),
  size: createSelect('dimensions', translate('Size', 'Taille', 'Talla'), {
    size_7: translate('7 / S'),
    size_8: translate('8 / M'),
    size_9: translate('9 / L'),
    size_10: translate('10 / XL'),
    size_11: translate('11 / XXL'),
    size_m: translate('M'),
    size_l: translate('L'),
    size_xl: translate('XL'),
  }),
  content_volume: createMetric('dimensions', 'Volume', 'MILLILITER', 'Content', 'Contenance', 'Contenido'),
  content_weight: createMetric('dimensions', 'Weight', 'KILOGRAM', 'Net content', 'Contenu net', 'Contenido neto'),
  mass: createMetric('dimensions', 'Weight', 'KILOGRAM', 'Mass', 'Masse', 'Masa'),
} as const satisfies Record<string, AttributeDefinition>;

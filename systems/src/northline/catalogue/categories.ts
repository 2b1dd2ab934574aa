// The master category tree: eight families of goods, and the shelves in them.
import { translate } from './translations.ts';
import type { Translations } from './translations.ts';

export interface CategoryRecord {
  code: string;
  parent: string | null;
  names: Translations;
}

const createCategory = (code: string, parent: string | null, english: string, french?: string, spanish?: string) =>
  ({ code, parent, names: translate(english, french, spanish) }) satisfies CategoryRecord;

export const categories: readonly CategoryRecord[] = [
  createCategory('master', null, 'Northline catalog', 'Catalogue Northline', 'Catálogo Northline'),

  createCategory('bearings', 'master', 'Bearings', 'Roulements', 'Rodamientos'),
  createCategory(
    'deep_groove_ball_bearings',
    'bearings',
    'Deep groove ball bearings',
    'Roulements rigides à billes',
    'Rodamientos rígidos de bolas',
  ),
  createCategory('mounted_bearings', 'bearings', 'Mounted bearings', 'Paliers', 'Chumaceras'),

  createCategory('linear_shafts', 'bearings', 'Precision shafts', 'Arbres de précision', 'Flechas de precisión'),

  createCategory('pumps', 'master', 'Pumps', 'Pompes', 'Bombas'),
  createCategory('centrifugal_pumps', 'pumps', 'Centrifugal pumps', 'Pompes centrifuges', 'Bombas centrífugas'),
  createCategory(
    'pump_parts',
    'pumps',
    'Pump parts and seals',
    'Pièces et garnitures de pompe',
    'Refacciones y sellos de bomba',
  ),

  createCategory('o_rings', 'pumps', 'O-rings', 'Joints toriques', 'O-rings'),

  createCategory('fittings', 'master', 'Fittings and valves', 'Raccords et vannes', 'Conexiones y válvulas'),
  createCategory('pipe_fittings', 'fittings', 'Pipe fittings', 'Raccords filetés', 'Conexiones roscadas'),
  createCategory('hose_fittings', 'fittings', 'Hose fittings and couplings', 'Raccords pour tuyaux'),
  createCategory('valves', 'fittings', 'Valves', 'Vannes', 'Válvulas'),

  createCategory('fasteners', 'master', 'Fasteners', 'Visserie et boulonnerie', 'Tornillería'),
  createCategory(
    'hex_bolts',
    'fasteners',
    'Hex bolts and screws',
    'Vis à tête hexagonale',
    'Tornillos de cabeza hexagonal',
  ),
  createCategory('nuts', 'fasteners', 'Nuts', 'Écrous', 'Tuercas'),
  createCategory('washers', 'fasteners', 'Washers', 'Rondelles', 'Rondanas'),

  createCategory('hose_cable', 'master', 'Hose and cable', 'Tuyaux et câbles', 'Mangueras y cables'),
  createCategory('hydraulic_hose', 'hose_cable', 'Hydraulic hose', 'Tuyaux hydrauliques', 'Mangueras hidráulicas'),
  createCategory('industrial_hose', 'hose_cable', 'Industrial hose and tubing', 'Tuyaux industriels'),
  createCategory('wire_cable', 'hose_cable', 'Wire and cable', 'Fils et câbles', 'Cables y conductores'),

  createCategory('motors_drives', 'master', 'Motors and drives', 'Moteurs et variateurs', 'Motores y variadores'),
  createCategory('nema_motors', 'motors_drives', 'NEMA motors', 'Moteurs NEMA', 'Motores NEMA'),
  createCategory('iec_motors', 'motors_drives', 'IEC motors', 'Moteurs CEI', 'Motores IEC'),
  createCategory(
    'variable_frequency_drives',
    'motors_drives',
    'Variable frequency drives',
    'Variateurs de fréquence',
    'Variadores de frecuencia',
  ),
  createCategory('motor_accessories', 'motors_drives', 'Motor accessories'),

  createCategory(
    'lubricants',
    'master',
    'Lubricants and chemicals',
    'Lubrifiants et produits chimiques',
    'Lubricantes y químicos',
  ),
  createCategory('oils', 'lubricants', 'Oils', 'Huiles', 'Aceites'),
  createCategory('greases', 'lubricants', 'Greases', 'Graisses', 'Grasas'),
  createCategory(
    'maintenance_chemicals',
    'lubricants',
    'Maintenance chemicals',
    'Produits de maintenance',
    'Químicos de mantenimiento',
  ),
  createCategory('refrigerants', 'lubricants', 'Refrigerants', 'Fluides frigorigènes', 'Refrigerantes'),

  createCategory('safety', 'master', 'Safety', 'Sécurité', 'Seguridad'),
  createCategory(
    'eye_face_protection',
    'safety',
    'Eye and face protection',
    'Protection des yeux et du visage',
    'Protección ocular y facial',
  ),
  createCategory('head_protection', 'safety', 'Head protection', 'Protection de la tête', 'Protección de la cabeza'),
  createCategory('hand_protection', 'safety', 'Hand protection', 'Protection des mains', 'Protección de las manos'),
  createCategory(
    'hearing_respiratory',
    'safety',
    'Hearing and respiratory protection',
    'Protection auditive et respiratoire',
  ),
  createCategory('workwear_lockout', 'safety', 'High-visibility wear and lockout'),
];

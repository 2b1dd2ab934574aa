// What a product can do: loads, flows, pressures, speeds, temperatures, and what it needs of electricity.
import { translate } from '../catalogue/translations.ts';
import { createBoolean, createMetric, createNumber, createSelect, createText } from './attribute.ts';
import type { AttributeDefinition } from './attribute.ts';

const createForce = (unit: string, english: string, french: string, spanish: string) =>
  createMetric('performance', 'Force', unit, english, french, spanish);
const createPressure = (unit: string, english: string, french: string, spanish: string) =>
  createMetric('performance', 'Pressure', unit, english, french, spanish);
const createTemperature = (english: string, french: string, spanish: string) =>
  createMetric('performance', 'Temperature', 'CELSIUS', english, french, spanish);

export const performanceAttributes = {
  dynamic_load_rating: createForce(
    'KILONEWTON',
    'Basic dynamic load rating C',
    'Charge dynamique de base C',
    'Capacidad de carga dinámica C',
  ),
  static_load_rating: createForce(
    'KILONEWTON',
    'Basic static load rating C0',
    'Charge statique de base C0',
    'Capacidad de carga estática C0',
  ),
  limiting_speed: createMetric(
    'performance',
    'RotationalSpeed',
    'REVOLUTION_PER_MINUTE',
    'Limiting speed',
    'Vitesse limite',
    'Velocidad límite',
  ),
  proof_load: createForce('NEWTON', 'Proof load', 'Charge d’épreuve', 'Carga de prueba'),
  tensile_strength: createPressure(
    'MEGAPASCAL',
    'Tensile strength, min',
    'Résistance à la traction, min',
    'Resistencia a la tracción, mín',
  ),
  working_pressure: createPressure(
    'BAR',
    'Maximum working pressure',
    'Pression de service maximale',
    'Presión máxima de trabajo',
  ),
  burst_pressure: createPressure(
    'BAR',
    'Minimum burst pressure',
    'Pression d’éclatement minimale',
    'Presión mínima de ruptura',
  ),
  temperature_min: createTemperature('Lowest temperature', 'Température minimale', 'Temperatura mínima'),
  temperature_max: createTemperature('Highest temperature', 'Température maximale', 'Temperatura máxima'),
  flow_rate: createMetric(
    'performance',
    'VolumeFlow',
    'GALLON_PER_MINUTE',
    'Flow at best efficiency',
    'Débit au meilleur rendement',
    'Caudal en el mejor punto',
  ),
  head: createMetric(
    'performance',
    'Length',
    'FOOT',
    'Head at best efficiency',
    'Hauteur au meilleur rendement',
    'Carga en el mejor punto',
  ),
  shutoff_head: createMetric(
    'performance',
    'Length',
    'FOOT',
    'Shut-off head',
    'Hauteur à débit nul',
    'Carga a caudal cero',
  ),
  speed: createMetric(
    'performance',
    'RotationalSpeed',
    'REVOLUTION_PER_MINUTE',
    'Rated speed',
    'Vitesse nominale',
    'Velocidad nominal',
  ),
  efficiency_class: createText('performance', 'Efficiency class', 'Classe de rendement', 'Clase de eficiencia'),
  viscosity_grade: createText(
    'performance',
    'ISO viscosity grade',
    'Grade de viscosité ISO',
    'Grado de viscosidad ISO',
  ),
  viscosity_40c: createMetric(
    'performance',
    'KinematicViscosity',
    'CENTISTOKE',
    'Viscosity at 40 °C',
    'Viscosité à 40 °C',
    'Viscosidad a 40 °C',
  ),
  viscosity_index: createNumber('performance', 'Viscosity index', 'Indice de viscosité', 'Índice de viscosidad'),
  flash_point: createTemperature('Flash point', 'Point d’éclair', 'Punto de inflamación'),
  pour_point: createTemperature('Pour point', 'Point d’écoulement', 'Punto de congelación'),
  nlgi_grade: createText('performance', 'NLGI grade', 'Grade NLGI', 'Grado NLGI'),
  noise_reduction: createMetric(
    'performance',
    'Decibel',
    'DECIBEL',
    'Noise reduction rating (NRR)',
    'Indice NRR',
    'Índice NRR',
  ),
  breakaway_force: createForce(
    'NEWTON',
    'Shear strength of the body',
    'Résistance au cisaillement',
    'Resistencia al corte',
  ),

  rated_power: createMetric(
    'electrical',
    'Power',
    'HORSEPOWER',
    'Rated power',
    'Puissance nominale',
    'Potencia nominal',
  ),
  rated_voltage: createMetric('electrical', 'Voltage', 'VOLT', 'Rated voltage', 'Tension nominale', 'Tensión nominal'),
  voltage_code: createText('electrical', 'Voltage connection', 'Couplage', 'Conexión de tensión'),
  rated_current: createMetric(
    'electrical',
    'Intensity',
    'AMPERE',
    'Rated current',
    'Intensité nominale',
    'Corriente nominal',
  ),
  ampacity: createMetric(
    'electrical',
    'Intensity',
    'AMPERE',
    'Ampacity in conduit',
    'Intensité admissible',
    'Ampacidad en tubo',
  ),
  frequency: createMetric('electrical', 'Frequency', 'HERTZ', 'Frequency', 'Fréquence', 'Frecuencia'),
  phases: createNumber('electrical', 'Phases', 'Phases', 'Fases'),
  poles: createNumber('electrical', 'Poles', 'Pôles', 'Polos'),
  frame: createText('electrical', 'Frame', 'Carcasse', 'Armazón'),
  enclosure: createSelect('electrical', translate('Enclosure', 'Enveloppe', 'Envolvente'), {
    tefc: translate(
      'TEFC (totally enclosed, fan cooled)',
      'TEFC (fermé, autoventilé)',
      'TEFC (totalmente cerrado, ventilación exterior)',
    ),
    odp: translate(
      'ODP (open, drip proof)',
      'ODP (ouvert, protégé contre les gouttes)',
      'ODP (abierto a prueba de goteo)',
    ),
    ip20: translate('IP20'),
    ip55: translate('IP55'),
    nema_4x: translate('NEMA 4X'),
  }),
  service_factor: createNumber('electrical', 'Service factor', 'Facteur de service', 'Factor de servicio'),
  duty: createText('electrical', 'Duty', 'Service', 'Servicio'),
  conductor_resistance: createMetric(
    'electrical',
    'LinearResistance',
    'OHM_PER_KILOMETER',
    'Conductor resistance at 20 °C',
    'Résistance à 20 °C',
    'Resistencia a 20 °C',
  ),
  is_inverter_duty: createBoolean(
    'electrical',
    'Suited to inverter duty',
    'Adapté à un variateur',
    'Apto para variador',
  ),
} as const satisfies Record<string, AttributeDefinition>;

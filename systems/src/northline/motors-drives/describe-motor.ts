// Content of three-phase motors: NEMA frames to MG 1, IEC frames to IEC 60072-1.
import { createCadFiles, createDocuments, createImage } from '../catalogue/documents.ts';
import { measure } from '../catalogue/measure.ts';
import type { ProductContent } from '../catalogue/product.ts';
import { translate } from '../catalogue/translations.ts';

/** D, U, 2E and 2F in inches, as NEMA MG 1 fixes them for each frame. */
// prettier-ignore
const nemaFrameRows = [
  ['56C', '3.5', '0.625', '4.875', '3'],
  ['143T', '3.5', '0.875', '5.5', '4'],
  ['145T', '3.5', '0.875', '5.5', '5'],
  ['182T', '4.5', '1.125', '7.5', '4.5'],
  ['184T', '4.5', '1.125', '7.5', '5.5'],
  ['213T', '5.25', '1.375', '8.5', '5.5'],
  ['215T', '5.25', '1.375', '8.5', '7'],
] as const;

const nemaFrames = new Map<string, { D: string; U: string; twoE: string; twoF: string }>(
  nemaFrameRows.map(([frame, D, U, twoE, twoF]) => [frame, { D, U, twoE, twoF }]),
);

/** Shaft height H, shaft diameter D and shaft end length E in millimetres, 4 poles and more. */
// prettier-ignore
const iecFrameRows = [
  ['80M', '80', '19', '40'],
  ['90S', '90', '24', '50'],
  ['90L', '90', '24', '50'],
  ['100L', '100', '28', '60'],
  ['112M', '112', '28', '60'],
  ['132S', '132', '38', '80'],
  ['132M', '132', '38', '80'],
] as const;

const iecFrames = new Map<string, { H: string; D: string; E: string }>(
  iecFrameRows.map(([frame, H, D, E]) => [frame, { H, D, E }]),
);

export interface Motor {
  /** As the part number spells it. */
  designation: string;
  frame: string;
  /** Horsepower of a NEMA motor, kilowatts of an IEC motor. */
  power: string;
  rpm: string;
  poles: '2' | '4' | '6';
  voltage: string;
  amperes: string;
  efficiency: string;
  massKg: string;
}

export function describeNemaMotor(motor: Motor): ProductContent {
  const frame = nemaFrames.get(motor.frame);
  if (frame === undefined) throw new RangeError(`NEMA frame ${motor.frame} is not in the table of frames.`);
  const figures = [
    `${motor.power} hp, ${motor.rpm} rpm, ${motor.voltage} V, 60 Hz`,
    `D ${frame.D} in, U ${frame.U} in`,
  ];
  return {
    family: 'nema_motor',
    categories: ['nema_motors'],
    name: translate(
      `Motor ${motor.power} hp, ${motor.rpm} rpm, frame ${motor.frame}, ${motor.voltage} V`,
      `Moteur ${motor.power} ch, ${motor.rpm} tr/min, carcasse ${motor.frame}, ${motor.voltage} V`,
      `Motor ${motor.power} hp, ${motor.rpm} rpm, armazón ${motor.frame}, ${motor.voltage} V`,
    ),
    shortDescription: translate(`Three-phase, TEFC, ${motor.efficiency}, shaft ${frame.U} in`),
    description: translate(
      `General purpose three-phase motor, totally enclosed and fan cooled, in NEMA frame ${motor.frame}: shaft height D ${frame.D} in, shaft diameter U ${frame.U} in. Suited to inverters, 10:1 variable torque.`,
    ),
    specifications: {
      rated_power: measure.horsepower(motor.power),
      speed: measure.rpm(motor.rpm),
      poles: motor.poles,
      phases: '3',
      voltage_code: motor.voltage,
      frequency: measure.hertz('60'),
      rated_current: measure.ampere(motor.amperes),
      frame: motor.frame,
      enclosure: 'tefc',
      efficiency_class: motor.efficiency,
      service_factor: '1.15',
      duty: 'Continuous',
      is_inverter_duty: true,
      shaft_height_inch: measure.inch(frame.D),
      shaft_diameter_inch: measure.inch(frame.U),
      foot_spacing_2e: measure.inch(frame.twoE),
      foot_spacing_2f: measure.inch(frame.twoF),
      certifications: ['ul', 'csa'],
      mass: measure.kg(motor.massKg),
    },
    eachWeightKg: motor.massKg,
    hsCode: Number(motor.power) > 1 ? '8501.52' : '8501.51',
    images: [
      createImage('primary', `Motor frame ${motor.frame}`, translate(`Motor in frame ${motor.frame}`), [
        `D ${frame.D} in, U ${frame.U} in`,
      ]),
    ],
    documents: [
      ...createDocuments('datasheet', `Motor ${motor.designation}`, ['en_US'], 240, figures),
      ...createDocuments('manual', 'Three-phase motors', ['en_US', 'fr_FR', 'es_MX'], 700, [
        'Installation, lubrication, maintenance',
      ]),
      ...createCadFiles(`Motor frame ${motor.frame}`, 800, [
        `D ${frame.D} in, U ${frame.U} in, 2E ${frame.twoE} in, 2F ${frame.twoF} in`,
      ]),
    ],
  };
}

export function describeIecMotor(motor: Motor): ProductContent {
  const frame = iecFrames.get(motor.frame);
  if (frame === undefined) throw new RangeError(`IEC frame ${motor.frame} is not in the table of frames.`);
  const figures = [
    `${motor.power} kW, ${motor.rpm} rpm, ${motor.voltage} V, 50 Hz`,
    `Shaft ${frame.D} × ${frame.E} mm`,
  ];
  return {
    family: 'iec_motor',
    categories: ['iec_motors'],
    name: translate(
      `IEC motor ${motor.power} kW, ${motor.poles} poles, frame ${motor.frame}, ${motor.voltage} V`,
      `Moteur CEI ${motor.power} kW, ${motor.poles} pôles, carcasse ${motor.frame}, ${motor.voltage} V`,
      `Motor IEC ${motor.power} kW, ${motor.poles} polos, armazón ${motor.frame}, ${motor.voltage} V`,
    ),
    shortDescription: translate(
      `Three-phase, B3, IP55, ${motor.efficiency}, shaft ${frame.D} × ${frame.E} mm`,
      `Triphasé, B3, IP55, ${motor.efficiency}, arbre ${frame.D} × ${frame.E} mm`,
    ),
    description: translate(
      `Foot-mounted three-phase motor in aluminum, frame ${motor.frame}: shaft height ${frame.H} mm, shaft end ${frame.D} × ${frame.E} mm, protected to IP55, insulation class F.`,
    ),
    specifications: {
      rated_power: measure.kilowatt(motor.power),
      speed: measure.rpm(motor.rpm),
      poles: motor.poles,
      phases: '3',
      voltage_code: motor.voltage,
      frequency: measure.hertz('50'),
      rated_current: measure.ampere(motor.amperes),
      frame: motor.frame,
      enclosure: 'ip55',
      efficiency_class: motor.efficiency,
      duty: 'S1',
      is_inverter_duty: true,
      centre_height: measure.mm(frame.H),
      shaft_diameter: measure.mm(frame.D),
      shaft_length: measure.mm(frame.E),
      certifications: ['ce', 'rohs'],
      mass: measure.kg(motor.massKg),
    },
    eachWeightKg: motor.massKg,
    hsCode: Number(motor.power) > 0.75 ? '8501.52' : '8501.51',
    images: [
      createImage('primary', `IEC motor ${motor.frame}`, translate(`IEC motor ${motor.frame}`), [
        `Shaft ${frame.D} × ${frame.E} mm`,
      ]),
    ],
    documents: [
      ...createDocuments('datasheet', `Motor ${motor.designation}`, ['en_US', 'fr_FR'], 240, figures),
      ...createDocuments('declaration_of_conformity', 'IEC motors', ['en_US', 'fr_FR'], 620, [
        '2014/35/EU, EU 2019/1781',
      ]),
      ...createCadFiles(`IEC motor ${motor.frame}`, 800, [`H ${frame.H} mm, D ${frame.D} mm, E ${frame.E} mm`]),
    ],
  };
}

// The product models: ranges whose variants differ in a size or a closure.
import { translate } from './translations.ts';
import type { FamilyCode } from './families.ts';
import type { Translations } from './translations.ts';

export interface ProductModelRecord {
  code: string;
  family: FamilyCode;
  rangeName: Translations;
}

const createModel = (code: string, family: FamilyCode, english: string, french?: string, spanish?: string) =>
  ({ code, family, rangeName: translate(english, french, spanish) }) satisfies ProductModelRecord;

const createBoltModel = (standard: '4014' | '4017', size: string) =>
  createModel(
    `BLT_${standard}_${size}_88`,
    'hex_bolt',
    `Hex bolts ${size} ISO ${standard} 8.8, zinc plated`,
    `Vis à tête hexagonale ${size} ISO ${standard} 8.8, zinguées`,
    `Tornillos hexagonales ${size} ISO ${standard} 8.8, galvanizados`,
  );

const createBearingModel = (designation: string) =>
  createModel(
    `BRG_${designation}`,
    'deep_groove_ball_bearing',
    `Deep groove ball bearings ${designation}`,
    `Roulements rigides à billes ${designation}`,
    `Rodamientos rígidos de bolas ${designation}`,
  );

export const productModels: readonly ProductModelRecord[] = [
  createBearingModel('6205'),
  createBoltModel('4017', 'M6'),
  createBoltModel('4017', 'M8'),
  createBoltModel('4017', 'M10'),
  createBoltModel('4017', 'M12'),
  createBoltModel('4017', 'M16'),
  createBoltModel('4014', 'M12'),
  createModel('HSE_100R2', 'hydraulic_hose', 'Hydraulic hose SAE 100R2AT', 'Tuyaux hydrauliques SAE 100R2AT'),
  createModel('CBL_H07VK_BK', 'cable', 'Wire H07V-K, black', 'Fil H07V-K, noir'),
  createModel('SAF_GLV_388', 'glove', 'Mechanic gloves, nitrile foam', 'Gants de manutention, mousse nitrile'),
  createModel('SAF_VST_C2', 'workwear', 'High-visibility vests, class 2'),
];

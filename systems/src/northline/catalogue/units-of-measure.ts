// The units Northline stocks and sells in, with their UN/ECE codes (Recommendation 20 for measures, 21 with X for packages).
import type { UnitOfMeasureSeed } from '../../erp/seed.ts';

export const unitsOfMeasure = [
  { code: 'EA', name: 'Each', unece: 'EA', decimals: 0 },
  { code: 'PR', name: 'Pair', unece: 'PR', decimals: 0 },
  { code: 'KT', name: 'Kit', unece: 'KT', decimals: 0 },
  { code: 'BAG25', name: 'Bag of 25', unece: 'XBG', decimals: 0 },
  { code: 'BX12', name: 'Box of 12', unece: 'XBX', decimals: 0 },
  { code: 'BX20', name: 'Box of 20', unece: 'XBX', decimals: 0 },
  { code: 'BX50', name: 'Box of 50', unece: 'XBX', decimals: 0 },
  { code: 'BX100', name: 'Box of 100', unece: 'XBX', decimals: 0 },
  { code: 'BX200', name: 'Box of 200', unece: 'XBX', decimals: 0 },
  { code: 'CS6', name: 'Case of 6', unece: 'XCS', decimals: 0 },
  { code: 'CS10', name: 'Case of 10', unece: 'XCS', decimals: 0 },
  { code: 'CS12', name: 'Case of 12', unece: 'XCS', decimals: 0 },
  { code: 'CS24', name: 'Case of 24', unece: 'XCS', decimals: 0 },
  { code: 'CS144', name: 'Case of 144', unece: 'XCS', decimals: 0 },
  { code: 'CS240', name: 'Case of 240', unece: 'XCS', decimals: 0 },
  { code: 'CS250', name: 'Case of 250', unece: 'XCS', decimals: 0 },
  { code: 'KEG', name: 'Keg', unece: 'XKG', decimals: 0 },
  { code: 'PLT', name: 'Pallet', unece: 'XPX', decimals: 0 },
  { code: 'M', name: 'Metre', unece: 'MTR', decimals: 2 },
  { code: 'FT', name: 'Foot', unece: 'FOT', decimals: 1 },
  { code: 'REEL305', name: 'Reel of 305 m', unece: 'XRL', decimals: 0 },
  { code: 'REEL1000', name: 'Reel of 1,000 ft', unece: 'XRL', decimals: 0 },
  { code: 'L', name: 'Litre', unece: 'LTR', decimals: 1 },
  { code: 'PAIL20', name: 'Pail of 20 L', unece: 'XPL', decimals: 0 },
  { code: 'DRUM208', name: 'Drum of 208 L', unece: 'XDR', decimals: 0 },
  { code: 'TOTE1000', name: 'Tote of 1,000 L', unece: 'XWA', decimals: 0 },
  { code: 'KG', name: 'Kilogram', unece: 'KGM', decimals: 2 },
  { code: 'CART400', name: 'Cartridge of 400 g', unece: 'XCQ', decimals: 0 },
  { code: 'PAIL18', name: 'Pail of 18 kg', unece: 'XPL', decimals: 0 },
  { code: 'DRUM180', name: 'Drum of 180 kg', unece: 'XDR', decimals: 0 },
  { code: 'CYL', name: 'Cylinder', unece: 'XCY', decimals: 0 },
] as const satisfies readonly UnitOfMeasureSeed[];

export type UnitOfMeasureCode = (typeof unitsOfMeasure)[number]['code'];

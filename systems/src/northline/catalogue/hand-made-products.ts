// The whole hand-made catalogue, shelf by shelf.
import { deepGrooveBearings } from '../bearings/deep-groove-bearings.ts';
import { linearShafts } from '../bearings/linear-shafts.ts';
import { mountedBearings } from '../bearings/mounted-bearings.ts';
import { hexBolts } from '../fasteners/hex-bolts.ts';
import { hexNuts, plainWashers } from '../fasteners/nuts-washers.ts';
import { hoseFittings } from '../fittings/hose-fittings.ts';
import { pipeFittings } from '../fittings/pipe-fittings.ts';
import { valveProducts } from '../fittings/valves.ts';
import { cables } from '../hose-cable/cables.ts';
import { hoses } from '../hose-cable/hoses.ts';
import { chemicals } from '../lubricants/chemicals.ts';
import { oilsAndGreases } from '../lubricants/oils-greases.ts';
import { drivesAndAccessories } from '../motors-drives/drives-accessories.ts';
import { motors } from '../motors-drives/motors.ts';
import { centrifugalPumps } from '../pumps/centrifugal-pumps.ts';
import { pumpParts } from '../pumps/pump-parts.ts';
import { safetyProducts } from '../safety/safety-products.ts';
import type { CatalogueProduct } from './product.ts';

export const handMadeProducts: readonly CatalogueProduct[] = [
  ...deepGrooveBearings,
  ...mountedBearings,
  ...linearShafts,
  ...centrifugalPumps,
  ...pumpParts,
  ...pipeFittings,
  ...hoseFittings,
  ...valveProducts,
  ...hexBolts,
  ...hexNuts,
  ...plainWashers,
  ...hoses,
  ...cables,
  ...motors,
  ...drivesAndAccessories,
  ...oilsAndGreases,
  ...chemicals,
  ...safetyProducts,
];

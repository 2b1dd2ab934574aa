// Hydraulic hose SAE 100R2 (two steel wire braids): pressures and bend radii of SAE J517, which since 2006 are those of
// EN 853 type 2SN; and the JIC 37° threads of SAE J514 that go with each size.

export interface HydraulicHoseSize {
  /** Sixteenths of an inch, two digits: `08`. */
  dash: string;
  /** Inside diameter as people say it, and in inches. */
  name: string;
  inches: string;
  outsideMm: string;
  workingBar: string;
  /** Four times the working pressure. */
  burstBar: string;
  bendMm: string;
  kgPerMetre: string;
  jicThread: string;
}

// prettier-ignore
const rows = [
  ['04', '1/4', '0.25', '15', '400', '1600', '100', '0.36', '7/16-20'],
  ['06', '3/8', '0.375', '19', '330', '1320', '130', '0.54', '9/16-18'],
  ['08', '1/2', '0.5', '22.2', '275', '1100', '180', '0.63', '3/4-16'],
  ['12', '3/4', '0.75', '29.4', '215', '860', '240', '0.94', '1-1/16-12'],
  ['16', '1', '1', '38.1', '165', '660', '300', '1.36', '1-5/16-12'],
  ['20', '1-1/4', '1.25', '48.3', '125', '500', '420', '2', '1-5/8-12'],
  ['24', '1-1/2', '1.5', '54.6', '90', '360', '500', '2.35', '1-7/8-12'],
  ['32', '2', '2', '67.3', '80', '320', '630', '3.1', '2-1/2-12'],
] as const;

/** By dash size: `08`. */
export const hydraulicHoseSizes: ReadonlyMap<string, HydraulicHoseSize> = new Map(
  rows.map(([dash, name, inches, outsideMm, workingBar, burstBar, bendMm, kgPerMetre, jicThread]) => [
    dash,
    { dash, name, inches, outsideMm, workingBar, burstBar, bendMm, kgPerMetre, jicThread },
  ]),
);

export function findHydraulicHoseSize(dash: string): HydraulicHoseSize {
  const size = hydraulicHoseSizes.get(dash);
  if (size === undefined) throw new RangeError(`Dash size ${dash} is not in the table of hoses.`);
  return size;
}

// Metric fastener sizes: coarse threads of ISO 261, heads of ISO 4014/4017, nuts of ISO 4032, washers of ISO 7089,
// loads of ISO 898-1 and 898-2.

export interface MetricThread {
  /** `M12`. */
  size: string;
  /** Pitch, and the stress area in square millimetres. */
  pitch: string;
  stressArea: string;
  /** Width across flats of ISO heads and nuts, and of DIN 933, which differs at M10, M12 and M14. */
  acrossFlats: string;
  acrossFlatsDin: string;
  headHeight: string;
  nutHeight: string;
  /** Washer: inside and outside diameter, thickness. */
  washer: readonly [string, string, string];
  /** Bolt proof loads in newtons by property class. */
  proofLoad: Readonly<Record<'8.8' | '10.9', string>>;
  /** Nut proof load in newtons, class 8. */
  nutProofLoad: string;
  /** Mass of a hundred nuts and of a hundred washers, kilograms. */
  nutsMassKg: string;
  washersMassKg: string;
}

type Row = readonly [
  size: string,
  pitch: string,
  stressArea: string,
  acrossFlats: string,
  acrossFlatsDin: string,
  headHeight: string,
  nutHeight: string,
  washer: readonly [string, string, string],
  proof88: string,
  proof109: string,
  nutProofLoad: string,
  nutsMassKg: string,
  washersMassKg: string,
];

// prettier-ignore
const rows: readonly Row[] = [
  ['M6', '1', '20.1', '10', '10', '4', '5.2', ['6.4', '12', '1.6'], '11600', '16700', '17200', '0.25', '0.102'],
  ['M8', '1.25', '36.6', '13', '13', '5.3', '6.8', ['8.4', '16', '1.6'], '21200', '30400', '31800', '0.52', '0.183'],
  ['M10', '1.5', '58', '16', '17', '6.4', '8.4', ['10.5', '20', '2'], '33700', '48100', '50500', '1.0', '0.357'],
  ['M12', '1.75', '84.3', '18', '19', '7.5', '10.8', ['13', '24', '2.5'], '48900', '70000', '74200', '1.5', '0.627'],
  ['M14', '2', '115', '21', '22', '8.8', '12.8', ['15', '28', '2.5'], '66700', '95500', '101200', '2.33', '0.862'],
  ['M16', '2', '157', '24', '24', '10', '14.8', ['17', '30', '3'], '91000', '130000', '138200', '3.3', '1.13'],
  ['M20', '2.5', '245', '30', '30', '12.5', '18', ['21', '37', '3'], '147000', '203000', '225400', '6.4', '1.72'],
];

/** By size: `M12`. */
export const metricThreads: ReadonlyMap<string, MetricThread> = new Map(
  rows.map(
    ([
      size,
      pitch,
      stressArea,
      acrossFlats,
      acrossFlatsDin,
      headHeight,
      nutHeight,
      washer,
      proof88,
      proof109,
      nutProofLoad,
      nutsMassKg,
      washersMassKg,
    ]) => [
      size,
      {
        size,
        pitch,
        stressArea,
        acrossFlats,
        acrossFlatsDin,
        headHeight,
        nutHeight,
        washer,
        proofLoad: { '8.8': proof88, '10.9': proof109 },
        nutProofLoad,
        nutsMassKg,
        washersMassKg,
      },
    ],
  ),
);

export function findMetricThread(size: string): MetricThread {
  const thread = metricThreads.get(size);
  if (thread === undefined) {
    throw new RangeError(`Thread ${size} is not in the table; it has ${[...metricThreads.keys()].join(', ')}.`);
  }
  return thread;
}

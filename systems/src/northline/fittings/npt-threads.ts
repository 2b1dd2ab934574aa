// American taper pipe threads (NPT) of ASME B1.20.1.

export interface NptThread {
  /** As people say it: `1/2`. */
  size: string;
  /** As part numbers spell it: `12` for 1/2, `112` for 1-1/2. */
  code: string;
  /** Nominal size in inches, as a decimal. */
  inches: string;
  threadsPerInch: string;
  /** Outside diameter of the pipe, inches. */
  pipeOutsideDiameter: string;
}

// prettier-ignore
const rows = [
  ['1/8', '18', '0.125', '27', '0.405'],
  ['1/4', '14', '0.25', '18', '0.540'],
  ['3/8', '38', '0.375', '18', '0.675'],
  ['1/2', '12', '0.5', '14', '0.840'],
  ['3/4', '34', '0.75', '14', '1.050'],
  ['1', '100', '1', '11.5', '1.315'],
  ['1-1/4', '114', '1.25', '11.5', '1.660'],
  ['1-1/2', '112', '1.5', '11.5', '1.900'],
  ['2', '200', '2', '11.5', '2.375'],
] as const;

/** By size: `1/2`. */
export const nptThreads: ReadonlyMap<string, NptThread> = new Map(
  rows.map(([size, code, inches, threadsPerInch, pipeOutsideDiameter]) => [
    size,
    { size, code, inches, threadsPerInch, pipeOutsideDiameter },
  ]),
);

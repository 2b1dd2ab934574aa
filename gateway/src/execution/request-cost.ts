// What one request is estimated at, and what it has cost.

export interface RequestCost {
  readonly estimated: number;
  /** The most that one may be estimated at. */
  readonly max: number;
  /** Of what subgraphs were asked for it, or the estimate where one of them gave nothing; 0 for what was kept, or fetched for somebody else. Absent: it was refused. */
  actual?: number;
}

export function isTooExpensive({ estimated, max }: RequestCost): boolean {
  return estimated > max;
}

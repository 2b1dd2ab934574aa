/** The middle of some durations, and that which one of a hundred exceeds; 0 where there are none. */
export function findPercentiles(durations) {
  const sorted = Float64Array.from(durations).toSorted();
  const find = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: find(0.5), p99: find(0.99) };
}

// Whether a store is worth asking: not after several failures in a row, and again once a probe of ours succeeds.

export interface AvailabilityOptions {
  /** So many failures in a row mean that it is unavailable. */
  readonly failureThreshold: number;
  /** How long it is left alone between two probes. Twice as long each time when it fails again soon after one succeeded. */
  readonly probeIntervalMs: number;
  /** Resolves when the store works as it should. There is one at a time. No request waits for it. */
  readonly probe: () => Promise<void>;
  readonly onAvailable: () => void;
  readonly onUnavailable: (error: unknown) => void;
}

export interface Availability {
  /** False until the first probe has succeeded. */
  readonly isAvailable: boolean;
  /** Resolves when the first probe has succeeded or failed. */
  readonly known: Promise<void>;
  recordSuccess(): void;
  recordFailure(error: unknown): void;
  /** No more probes. */
  close(): void;
}

/** After so long without a failure in between, the past counts no more. */
const calmMs = 10_000;
const longestIntervalMs = 30_000;

export function createAvailability(options: AvailabilityOptions): Availability {
  const { failureThreshold, probeIntervalMs, probe, onAvailable, onUnavailable } = options;
  let state: 'unknown' | 'available' | 'unavailable' | 'closed' = 'unknown';
  let failures = 0;
  let intervalMs = probeIntervalMs;
  let availableSince = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  function becomeAvailable(): void {
    state = 'available';
    failures = 0;
    availableSince = performance.now();
    onAvailable();
  }

  function becomeUnavailable(error: unknown): void {
    const isRelapse = state === 'available' && performance.now() - availableSince < calmMs;
    intervalMs = isRelapse ? Math.min(intervalMs * 2, longestIntervalMs) : probeIntervalMs;
    state = 'unavailable';
    onUnavailable(error);
    probeLater();
  }

  function probeLater(): void {
    timer = setTimeout(() => void runProbe(), intervalMs);
    timer.unref();
  }

  async function runProbe(): Promise<void> {
    try {
      await probe();
      if (state !== 'closed') becomeAvailable();
    } catch (error) {
      if (state === 'unknown') becomeUnavailable(error);
      else if (state === 'unavailable') probeLater();
    }
  }

  return {
    get isAvailable() {
      return state === 'available';
    },
    known: runProbe(),
    recordSuccess() {
      failures = 0;
    },
    recordFailure(error) {
      // What was asked before it became unavailable may fail long after.
      if (state !== 'available') return;
      failures += 1;
      if (failures >= failureThreshold) becomeUnavailable(error);
    },
    close() {
      state = 'closed';
      clearTimeout(timer);
    },
  };
}

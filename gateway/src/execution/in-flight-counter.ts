// Counts what is under way, to wait for its end.

export interface InFlightCounter {
  /** Counts one more until the returned function is called. */
  start(): () => void;
  /** Resolves when nothing is under way. */
  drained(): Promise<void>;
}

export function createInFlightCounter(): InFlightCounter {
  let count = 0;
  let onDrained: (() => void) | undefined;
  return {
    start() {
      count += 1;
      return () => {
        count -= 1;
        if (count === 0) onDrained?.();
      };
    },
    drained: () =>
      new Promise<void>((resolve) => {
        if (count === 0) resolve();
        else onDrained = resolve;
      }),
  };
}

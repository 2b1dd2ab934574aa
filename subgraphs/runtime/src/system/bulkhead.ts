// Limits how many calls to a system run at once; the others wait in order, and leave the queue when nobody wants them.

/**
 * Own, because cockatiel's bulkhead keeps callers in its queue who have long hung up: a system that hangs would fill it
 * with the dead and turn the living away.
 */
export interface Bulkhead {
  /** Runs the task when there is room. Rejects with `createRejection()` when the queue is full, with the signal's reason when it fires. */
  run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

export function createBulkhead(maxConcurrent: number, maxQueued: number, createRejection: () => Error): Bulkhead {
  let running = 0;
  const waiting = new Set<() => void>();

  async function enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (running < maxConcurrent) {
      running++;
      return;
    }
    if (waiting.size >= maxQueued) throw createRejection();
    await new Promise<void>((resolve, reject) => {
      const admit = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        waiting.delete(admit);
        reject(signal.reason as Error);
      };
      waiting.add(admit);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  function exit(): void {
    const [next] = waiting;
    if (next === undefined) {
      running--;
      return;
    }
    // The place passes on directly: a newcomer cannot slip in before the one who waits.
    waiting.delete(next);
    next();
  }

  return {
    async run(task, signal) {
      await enter(signal);
      try {
        return await task();
      } finally {
        exit();
      }
    },
  };
}

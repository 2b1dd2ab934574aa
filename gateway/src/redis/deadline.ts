// Waits for something no longer than is worth it.

export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';

  constructor(deadlineMs: number) {
    super(`no answer within ${deadlineMs} ms`);
  }
}

/**
 * Rejects with a `DeadlineError` when `work` takes longer; what becomes of it afterwards does not matter. Time in which
 * this process was too busy to ask or to read the answer is not held against the other side.
 */
export function withDeadline<Result>(work: Promise<Result>, deadlineMs: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    // An answer that has arrived and waits to be read is read before an immediate runs.
    const refuse = (): void => void setImmediate(() => reject(new DeadlineError(deadlineMs)));
    let timer = setTimeout(() => {
      const wasBusy = performance.now() - start > 1.5 * deadlineMs;
      if (wasBusy) timer = setTimeout(refuse, deadlineMs);
      else refuse();
    }, deadlineMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

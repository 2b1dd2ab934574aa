// Lets those who ask for the same thing at the same time share one piece of work.

export interface SharedWork<Result> {
  /**
   * The result of `work`, begun now or by somebody else who asked under the same key and still waits. The signal given to
   * `work` fires when the last one who waits for it has gone. Rejects with the reason of `signal` when that fires and
   * others still wait.
   */
  join(key: string, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
}

interface Piece<Result> {
  readonly result: Promise<Result>;
  readonly stop: AbortController;
  waiting: number;
}

export function createSharedWork<Result>(): SharedWork<Result> {
  const pieces = new Map<string, Piece<Result>>();

  function begin(key: string, work: (signal: AbortSignal) => Promise<Result>): Piece<Result> {
    const stop = new AbortController();
    const result = work(stop.signal).finally(() => {
      if (pieces.get(key) === piece) pieces.delete(key);
    });
    const piece: Piece<Result> = { result, stop, waiting: 0 };
    pieces.set(key, piece);
    return piece;
  }

  return {
    join(key, signal, work) {
      const piece = pieces.get(key) ?? begin(key, work);
      piece.waiting += 1;
      // Without a signal this one waits to the end, whoever else goes.
      if (signal === undefined) return piece.result;
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          piece.waiting -= 1;
          if (piece.waiting > 0) {
            reject(signal.reason as Error);
            return;
          }
          // Nobody may join what is being stopped.
          if (pieces.get(key) === piece) pieces.delete(key);
          piece.stop.abort(signal.reason);
        };
        if (signal.aborted) leave();
        else signal.addEventListener('abort', leave, { once: true });
        piece.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
      });
    },
  };
}

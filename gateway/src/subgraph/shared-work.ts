// Lets those who ask for the same thing at the same time share one piece of work.
import { setMaxListeners } from 'node:events';

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

/**
 * Empty once the piece has ended. A map that things come to and go from copies itself now and then, and what the copies
 * before it hold stays in memory until V8 next collects everything: results are large.
 */
interface Holder<Result> {
  piece?: Piece<Result> | undefined;
}

export function createSharedWork<Result>(): SharedWork<Result> {
  const holders = new Map<string, Holder<Result>>();

  function begin(key: string, work: (signal: AbortSignal) => Promise<Result>): Piece<Result> {
    const stop = new AbortController();
    // Each request of the work listens. Node.js takes more than ten for a leak.
    setMaxListeners(0, stop.signal);
    const holder: Holder<Result> = {};
    const result = work(stop.signal).finally(() => {
      holder.piece = undefined;
      if (holders.get(key) === holder) holders.delete(key);
    });
    const piece = { result, stop, waiting: 0 };
    holder.piece = piece;
    holders.set(key, holder);
    return piece;
  }

  return {
    join(key, signal, work) {
      const piece = holders.get(key)?.piece ?? begin(key, work);
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
          if (holders.get(key)?.piece === piece) holders.delete(key);
          piece.stop.abort(signal.reason);
        };
        if (signal.aborted) leave();
        else signal.addEventListener('abort', leave, { once: true });
        piece.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
      });
    },
  };
}

// Whether what is read from a server is all that there is: as long as it answers, and the answers were followed up.
import type { Logger } from 'pino';
import { describeRedisError } from './describe-redis-error.ts';

export interface ReadingTrust {
  /** False at first. */
  readonly isTrusted: boolean;
  /** When it was confirmed last, as `performance.now()` has it. */
  readonly heardAt: number;
  /** Up to now nothing is missing that has not been reported. */
  confirm(): void;
  /** What the next loss of trust is told to come from. */
  noteError(error: unknown): void;
  /** Nothing is lost any more. */
  stop(): void;
}

export interface ReadingTrustOptions {
  /** What is read, in the plural: begins the lines of the log. */
  readonly what: string;
  /** Where it is read from. */
  readonly stream: string;
  /** For how long, in milliseconds, nothing may be confirmed until trust is lost. */
  readonly lostAfterMs: number;
  readonly log: Logger;
  readonly onTrustChange: (isTrusted: boolean) => void;
}

export function createReadingTrust(options: ReadingTrustOptions): ReadingTrust {
  const { what, stream, lostAfterMs, log, onTrustChange } = options;
  let isTrusted = false;
  let isLossLogged = false;
  let isStopped = false;
  let heardAt = performance.now();
  let lastError: unknown;

  const lossTimer = setTimeout(() => {
    const heardBefore = heardAt;
    // Answers that have arrived and wait to be read are read before this runs.
    setImmediate(() => {
      if (!isStopped && heardAt === heardBefore) lose();
    });
  }, lostAfterMs);

  function lose(): void {
    if (!isLossLogged) {
      isLossLogged = true;
      const reason = lastError === undefined ? 'no answer' : describeRedisError(lastError);
      log.warn({ stream, reason }, `${what} do not get here`);
    }
    if (!isTrusted) return;
    isTrusted = false;
    onTrustChange(false);
  }

  return {
    get isTrusted() {
      return isTrusted;
    },
    get heardAt() {
      return heardAt;
    },
    confirm() {
      heardAt = performance.now();
      lastError = undefined;
      lossTimer.refresh();
      if (isTrusted) return;
      isTrusted = true;
      isLossLogged = false;
      log.info({ stream }, `${what} get here`);
      onTrustChange(true);
    },
    noteError: (error) => void (lastError = error),
    stop() {
      isStopped = true;
      clearTimeout(lossTimer);
    },
  };
}

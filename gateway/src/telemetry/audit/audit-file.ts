// The audit log in a file that others may move away. A disk that is full or slow costs the lines that do not fit into
// memory, and never a request.
import { open } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { AuditDestination, CountAuditLines } from './audit-destination.ts';

export interface AuditFileOptions {
  /** It is appended to, and made where it is missing; its folder must be there. */
  readonly file: string;
  /** How much may wait for the disk. What comes when that is full is lost. */
  readonly bufferLimitBytes: number;
  /** After a failure, the time until the next try. */
  readonly retryDelayMs?: number;
  readonly count: CountAuditLines;
  readonly log: Logger;
}

/** For whoever runs the gateway, and for a group that collects logs. */
const fileMode = 0o640;

/** Throws when the file cannot be opened now. */
export async function openAuditFile(options: AuditFileOptions): Promise<AuditDestination> {
  const { file, bufferLimitBytes, retryDelayMs = 1000, count, log } = options;
  let handle = await open(file, 'a', fileMode);
  /** Whole lines that are being written, and how much of them has been. */
  let current = Buffer.alloc(0);
  let written = 0;
  let waiting: string[] = [];
  let waitingBytes = 0;
  let isReopenAsked = false;
  let lostLines = 0;
  let failure: unknown;
  let writing: Promise<void> | undefined;
  const end = new AbortController();

  async function writeAll(): Promise<void> {
    while (isReopenAsked || written < current.length || waiting.length > 0) {
      try {
        if (isReopenAsked) await reopen();
        if (written === current.length) takeWaiting();
        const { bytesWritten } = await handle.write(current, written);
        count('written', countLines(current.subarray(written, written + bytesWritten)));
        written += bytesWritten;
        noteSuccess();
      } catch (error) {
        noteFailure(error);
        if (end.signal.aborted) return;
        await waitUnlessEnded(retryDelayMs, end.signal);
      }
    }
  }

  async function reopen(): Promise<void> {
    const opened = await open(file, 'a', fileMode);
    await handle.close().catch(() => undefined);
    handle = opened;
    isReopenAsked = false;
    // The rest of a line would make no sense in another file.
    written = current.subarray(0, written).lastIndexOf('\n') + 1;
  }

  function takeWaiting(): void {
    current = Buffer.from(waiting.join(''));
    written = 0;
    waiting = [];
    waitingBytes = 0;
  }

  function noteFailure(error: unknown): void {
    if (failure === undefined) {
      log.error({ file, err: error }, 'The audit log cannot be written; its lines wait in memory as long as they fit');
    }
    failure = error;
  }

  function noteSuccess(): void {
    if (failure !== undefined) log.warn({ file, lostLines }, 'The audit log is written again');
    failure = undefined;
    lostLines = 0;
  }

  function lose(lines: number): void {
    if (lines === 0) return;
    if (lostLines === 0) log.error({ file }, 'Lines of the audit log are lost: too many wait for the disk');
    lostLines += lines;
    count('lost', lines);
  }

  function start(): void {
    writing ??= writeAll().finally(() => (writing = undefined));
  }

  return {
    write(line) {
      const size = Buffer.byteLength(line);
      if (end.signal.aborted || current.length - written + waitingBytes + size > bufferLimitBytes) return lose(1);
      waiting.push(line);
      waitingBytes += size;
      return start();
    },
    reopen() {
      isReopenAsked = true;
      start();
    },
    async close() {
      end.abort();
      await writing;
      if (written < current.length || waiting.length > 0) await writeAll();
      lose(countLines(current.subarray(written)) + waiting.length);
      await handle.close().catch(() => undefined);
    },
  };
}

function countLines(text: Buffer): number {
  let count = 0;
  for (const byte of text) if (byte === lineEnd) count += 1;
  return count;
}

const lineEnd = 0x0a;

function waitUnlessEnded(delayMs: number, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      end.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, delayMs).unref();
    end.addEventListener('abort', finish);
  });
}

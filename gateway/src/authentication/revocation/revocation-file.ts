// Keeps revocations over a restart: a line of JSON for each, added when it is learnt.
import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { decodeRevocation, type TokenRevocation } from './token-revocation.ts';

export interface RevocationFile {
  /** What it held when it was opened. */
  readonly revocations: readonly TokenRevocation[];
  /** Resolves when they are on the disk. */
  append(revocations: readonly TokenRevocation[]): Promise<void>;
  close(): Promise<void>;
}

/** Rejects when the file holds something else: to go on without it would bring revoked tokens back. */
export async function openRevocationFile(file: string, clock: () => number = Date.now): Promise<RevocationFile> {
  const now = clock() / 1000;
  const revocations = (await readRevocations(file)).filter(({ until }) => until >= now);
  // Without those that have expired. Who the subjects are is nobody else's business.
  const unfinished = `${file}.new`;
  await writeFile(unfinished, revocations.map(renderLine).join(''), { mode: 0o600 });
  await rename(unfinished, file);
  const handle = await open(file, 'a', 0o600);

  let writing = Promise.resolve();
  return {
    revocations,
    append(added) {
      const write = async (): Promise<void> => {
        await handle.appendFile(added.map(renderLine).join(''));
        await handle.datasync();
      };
      const written = writing.then(write);
      writing = written.catch(() => {});
      return written;
    },
    async close() {
      await writing;
      await handle.close();
    },
  };
}

async function readRevocations(file: string): Promise<TokenRevocation[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  // Behind the last line end is nothing, or what a crash left of a line that nobody was told of.
  lines.pop();
  return lines.map((line, index) => {
    const revocation = decodeRevocation(line);
    if (revocation === undefined) throw new Error(`${file}, line ${index + 1}: this is no revocation of tokens.`);
    return revocation;
  });
}

function renderLine(revocation: TokenRevocation): string {
  return `${JSON.stringify(revocation)}\n`;
}

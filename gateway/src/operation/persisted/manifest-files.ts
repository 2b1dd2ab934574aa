// The manifests in force: read when the gateway starts, and again when one of the files changes.
import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { createOperationList, type OperationList } from './operation-list.ts';
import { readManifest } from './read-manifest.ts';

export interface ManifestFiles {
  readonly list: OperationList;
  close(): void;
}

export interface ManifestFilesOptions {
  readonly files: readonly string[];
  readonly isWatched: boolean;
  /** The longest document that a client may send, in tokens. */
  readonly maxTokens: number;
  readonly log: Logger;
}

/** The files are looked at, not subscribed to: that also sees a file that is replaced as a whole, or a ConfigMap. */
const checkIntervalMs = 500;

/** Throws with every mistake when a manifest may not be used. Later on, the last ones that could be stay. */
export async function openManifestFiles({
  files,
  isWatched,
  maxTokens,
  log,
}: ManifestFilesOptions): Promise<ManifestFiles> {
  let texts: readonly string[] = [];
  let list = createOperationList([], { maxTokens });

  async function load(): Promise<boolean> {
    const read = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    if (read.every((text, index) => text === texts[index])) return false;
    texts = read;
    const manifests = read.map(readManifest);
    const problems = manifests.flatMap((each, index) => each.problems.map((problem) => `${files[index]}: ${problem}`));
    if (problems.length > 0) {
      throw new Error(['A manifest of persisted queries cannot be used:', ...problems].join('\n  '));
    }
    list = createOperationList(
      manifests.flatMap(({ operations }) => operations),
      { maxTokens },
    );
    return true;
  }

  await load();
  let lastLoad = Promise.resolve();
  const reload = async (): Promise<void> => {
    try {
      if (await load()) log.info({ operations: list.size }, 'Changed persisted queries are now in force');
    } catch (error) {
      log.error({ err: error }, 'Changed persisted queries are refused; the ones before stay');
    }
  };
  const listener = (): void => void (lastLoad = lastLoad.then(reload));
  if (isWatched) for (const file of files) watchFile(file, { interval: checkIntervalMs, persistent: false }, listener);
  return {
    get list() {
      return list;
    },
    close() {
      for (const file of files) unwatchFile(file, listener);
    },
  };
}

// A composed supergraph in a file.
import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { SupergraphError } from './supergraph-error.ts';
import type { SupergraphSource } from './supergraph-source.ts';

/**
 * The file is looked at, not subscribed to: that also sees files that are replaced as a whole and folders whose link
 * is turned to another one, as Kubernetes does with a changed ConfigMap.
 */
const checkIntervalMs = 500;

export function createFileSource(
  { file, isWatched }: { readonly file: string; readonly isWatched: boolean },
  log: Logger,
): SupergraphSource {
  let current = '';
  return {
    async load() {
      try {
        current = await readFile(file, 'utf8');
        return current;
      } catch (cause) {
        throw new SupergraphError(`The supergraph ${file} cannot be read:`, [(cause as Error).message], { cause });
      }
    },
    watch(onChange) {
      if (!isWatched) return () => {};
      const readAgain = async (): Promise<void> => {
        try {
          const text = await readFile(file, 'utf8');
          if (text === current) return;
          current = text;
          onChange(text);
        } catch (error) {
          log.error({ file, err: error }, 'The supergraph cannot be read; the one before stays');
        }
      };
      const listener = () => void readAgain();
      watchFile(file, { interval: checkIntervalMs, persistent: false }, listener);
      return () => unwatchFile(file, listener);
    },
    close: () => Promise.resolve(),
  };
}

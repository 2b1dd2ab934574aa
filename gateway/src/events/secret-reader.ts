// The secrets of a sender as its file has them now, so that they are exchanged without a restart.
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { parseWebhookSecrets } from '../configuration/webhook-secrets.ts';

export interface SecretReaderOptions {
  /** Whose they are, for the log. */
  readonly name: string;
  /** Those that are good until others are read. */
  readonly secrets: readonly string[];
  readonly secret_file?: string;
}

/** What it gives is never empty: a file that cannot be used leaves what was read before. */
export function createSecretReader(options: SecretReaderOptions, log: Logger): () => Promise<readonly string[]> {
  const { name: webhook, secret_file: file } = options;
  let { secrets } = options;
  let lastProblem: string | undefined;
  if (file === undefined) return () => Promise.resolve(secrets);

  // Each time: a small file is read faster than a request, and nothing else tells surely that it is another one.
  return async () => {
    const { secrets: read, problem } = await readSecrets(file);
    if (problem !== undefined) {
      if (problem !== lastProblem) {
        log.error(
          { webhook, file, reason: problem },
          'The file with the secrets of a webhook cannot be used, and those that were read from it before stay good. Mend ' +
            'the file; a restart is not needed, and would fail until then',
        );
      }
    } else if (lastProblem !== undefined || read.join() !== secrets.join()) {
      secrets = read;
      log.info({ webhook, file, secrets: secrets.length }, 'The secrets of a webhook were read anew');
    }
    lastProblem = problem;
    return secrets;
  };
}

async function readSecrets(file: string): Promise<{ secrets: readonly string[]; problem: string | undefined }> {
  try {
    const { secrets, problems } = parseWebhookSecrets(await readFile(file, 'utf8'));
    return { secrets, problem: problems[0] };
  } catch (error) {
    return { secrets: [], problem: `cannot be read: ${(error as Error).message}` };
  }
}

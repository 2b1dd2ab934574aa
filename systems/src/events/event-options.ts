// Whom a system tells of its changes, checked before anything starts.
import { readFileSync } from 'node:fs';

export interface EventOptions {
  /** Receivers, `http:` or `https:`. Each gets every event. */
  readonly urls: readonly string[];
  /** Secret of the Standard Webhooks signature: `whsec_` and the Base64 of 24 to 64 bytes. */
  readonly secret: string;
  /** Bounds of the wait after a failure that should pass: no connection, no answer, 429, 5xx. Default 500 to 60000 ms. */
  readonly retry?: { readonly minMs: number; readonly maxMs: number };
  /**
   * Bounds of the wait after a refusal that somebody has to mend: any other status outside 2xx. Default 30000 to
   * 3600000 ms.
   */
  readonly refusedRetry?: { readonly minMs: number; readonly maxMs: number };
  /** How long a receiver may take to answer, in milliseconds. Default 10000. */
  readonly timeoutMs?: number;
}

/** Throws one error that names everything that is wrong. */
export function checkEventOptions({ urls, secret }: Pick<EventOptions, 'urls' | 'secret'>): void {
  const problems = urls.flatMap((text) => findUrlFault(text) ?? []);
  const repeated = urls.find((url, index) => urls.indexOf(url) !== index);
  if (repeated !== undefined) problems.push(`The events URL ${repeated} is given twice.`);
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const bytes = base64 === undefined ? 0 : Buffer.from(base64, 'base64').length;
  if (bytes < 24 || bytes > 64) {
    problems.push(
      'The events secret is not a Standard Webhooks secret: give whsec_ and the Base64 of 24 to 64 random bytes, as ' +
        '`echo whsec_$(openssl rand -base64 32)` prints it.',
    );
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** The secret in a file of one line. */
export function readEventSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Error(`The events secret cannot be read from ${file}: ${(cause as Error).message}`, { cause });
  }
}

function findUrlFault(text: string): string | undefined {
  if (!URL.canParse(text)) return `The events URL ${JSON.stringify(text)} is no URL.`;
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:') return `The events URL ${text} is neither http: nor https:.`;
  // It would be written to the database and to the log.
  if (username !== '' || password !== '')
    return 'An events URL holds credentials: the signature is what proves the sender.';
  return undefined;
}

// Whom to tell of changes, checked before anything starts.
import { readFileSync } from 'node:fs';

export interface EventOptions {
  /** Receivers, `http:` or `https:`. Each gets every event. */
  readonly urls: readonly string[];
  /**
   * Secret of the Standard Webhooks signature: `whsec_` and the Base64 of 24 to 64 bytes. Several, with white space between,
   * while one takes over from another: every event is signed with each.
   */
  readonly secret: string;
  /** Where it was read. It is read anew for every attempt; a file that cannot be used leaves what was read before. */
  readonly secretFile?: string;
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
  const fault = findSecretFault(secret);
  if (fault !== undefined) problems.push(fault);
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** The secrets in a file. */
export function readEventSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Error(`The events secret cannot be read from ${file}: ${(cause as Error).message}`, { cause });
  }
}

export function splitSecrets(secret: string): string[] {
  return secret.split(/\s+/).filter((each) => each !== '');
}

/** Says what is wrong without repeating any of it. */
export function findSecretFault(secret: string): string | undefined {
  const secrets = splitSecrets(secret);
  if (secrets.length > 0 && secrets.every(isSecret)) return undefined;
  return (
    'The events secret is not a Standard Webhooks secret: give whsec_ and the Base64 of 24 to 64 random bytes, as ' +
    '`echo whsec_$(openssl rand -base64 32)` prints it.'
  );
}

function isSecret(text: string): boolean {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = base64 === undefined ? 0 : Buffer.from(base64, 'base64').length;
  return bytes >= 24 && bytes <= 64;
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

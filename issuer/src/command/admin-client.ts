// Calls the admin listener of a running issuer, here or elsewhere. The key goes from its file into a header, and nowhere else.
import { readFileSync } from 'node:fs';
import { isLoopback } from '../applications/application.ts';

export interface AdminClientOptions {
  /** `http://127.0.0.1:4005`; https for any other machine. */
  readonly url: string;
  readonly keyFile: string;
}

export interface AdminClient {
  /** Answers the body, undefined when there is none. Rejects with what to do when the call is refused or nobody answers. */
  call<Result>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Result>;
}

const timeoutMs = 15_000;

export function createAdminClient({ url, keyFile }: AdminClientOptions): AdminClient {
  if (!URL.canParse(url)) throw new Error(`ISSUER_ADMIN_URL is ${JSON.stringify(url)}, which is no URL.`);
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) {
    throw new Error(
      `ISSUER_ADMIN_URL is ${url}: the admin key goes there, so it has to be https: but on this machine itself.`,
    );
  }
  return {
    async call<Result>(method: string, path: string, body?: object) {
      const headers = { authorization: `Bearer ${readAdminKey(keyFile)}` };
      const response = await fetch(new URL(path, url), {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }).catch((cause: unknown) => {
        throw new Error(
          `The issuer does not answer at ${url}. Start it ("npm start" starts all of the graph), or say where it is: ` +
            'ISSUER_ADMIN_URL.',
          { cause },
        );
      });
      const text = await response.text();
      if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Result;
      if (response.status === 401) {
        throw new Error(
          `The issuer at ${url} has another admin key than ${keyFile}: ISSUER_ADMIN_KEY_FILE names the file.`,
        );
      }
      throw new Error(readDetail(text) ?? `The issuer at ${url} answers with status ${response.status}.`);
    },
  };
}

function readAdminKey(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Error(
      `The admin key cannot be read from ${file}. The issuer makes it at its first start ("npm start"); ` +
        'ISSUER_ADMIN_KEY_FILE names another file.',
      { cause },
    );
  }
}

function readDetail(text: string): string | undefined {
  try {
    const { detail } = JSON.parse(text) as { detail?: unknown };
    return typeof detail === 'string' ? detail : undefined;
  } catch {
    return undefined;
  }
}

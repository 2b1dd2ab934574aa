// The whole issuer in the process of a test, on free ports and a temporary folder, with what a client of it does.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type AdminClient, createAdminClient, type IssuerOptions, startIssuer } from 'commerce-graph-issuer';
import { findFreePort } from '../graph/free-port.ts';

export interface TestableIssuer {
  readonly issuer: string;
  readonly adminUrl: string;
  readonly adminKey: string;
  readonly options: IssuerOptions;
  readonly admin: AdminClient;
  /** Closes it and starts another on what is on the disk. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startTestIssuer(
  changes: Partial<IssuerOptions> = {},
  clock: () => number = Date.now,
): Promise<TestableIssuer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-graph-issuer-'));
  const port = await findFreePort();
  const adminPort = await findFreePort();
  const keyFile = path.join(dataDir, 'admin.key');
  const options: IssuerOptions = {
    issuer: `http://127.0.0.1:${port}`,
    host: '127.0.0.1',
    port,
    admin: { host: '127.0.0.1', port: adminPort, keyFile, hosts: [] },
    dataDir,
    encryptionKeyFile: path.join(dataDir, 'encryption.key'),
    audience: 'commerce-graph',
    accessTokenSeconds: 600,
    logLevel: 'silent',
    ...changes,
  };
  let running = await startIssuer(options, { clock });
  return {
    issuer: options.issuer,
    adminUrl: running.adminUrl,
    adminKey: (await readFile(keyFile, 'utf8')).trim(),
    options,
    admin: createAdminClient({ url: running.adminUrl, keyFile }),
    async restart() {
      await running.close();
      running = await startIssuer(options, { clock });
    },
    async close() {
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface IssuedPartner {
  readonly client_id: string;
  readonly client_secret: string;
}

/** A partner of Acme; `changes` go to the admin listener as they are. */
export async function issuePartner(admin: AdminClient, changes: object = {}): Promise<IssuedPartner> {
  const request = {
    name: 'Acme portal',
    accounts: ['acme', 'acme-dayton'],
    scope: 'orders:read prices:read',
    ...changes,
  };
  const { partner, client_secret: secret } = await admin.call<{
    partner: { client_id: string };
    client_secret: string;
  }>('POST', '/partners', request);
  return { client_id: partner.client_id, client_secret: secret };
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: {
    readonly access_token?: string;
    readonly refresh_token?: string;
    readonly id_token?: string;
    readonly expires_in?: number;
    readonly scope?: string;
    readonly error?: string;
    readonly error_description?: string;
  };
}

export async function requestToken(
  issuer: string,
  form: Readonly<Record<string, string>>,
  { client_id: id, client_secret: secret }: Partial<IssuedPartner> = {},
  endpoint = '/token',
): Promise<TokenAnswer> {
  const response = await fetch(`${issuer}${endpoint}`, {
    method: 'POST',
    headers: secret === undefined ? {} : { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
    body: new URLSearchParams(form),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as TokenAnswer['body'] };
}

export const requestPartnerToken = (issuer: string, partner: IssuedPartner, form: Record<string, string> = {}) =>
  requestToken(issuer, { grant_type: 'client_credentials', ...form }, partner);

/** A browser without scripts: keeps cookies, follows redirects within the issuer, fills in forms. */
export function createBrowser(issuer: string) {
  const cookies = new Map<string, { readonly value: string; readonly path: string }>();
  const send = async (target: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const url = new URL(target, issuer);
    const cookie = [...cookies]
      .filter(([, { path: prefix }]) => url.pathname.startsWith(prefix))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie, accept: 'text/html' },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, { value, path: /path=([^;]+)/.exec(line)?.[1] ?? '/' });
    }
    return response;
  };
  /** Ends at a page, or where it would leave the issuer. */
  const follow = async (response: Response, at: string): Promise<{ response: Response; at: string }> => {
    const location = response.headers.get('location');
    if (location === null) return { response, at };
    const next = new URL(location, issuer);
    if (next.origin !== issuer) return { response, at: next.href };
    return follow(await send(next.href), next.href);
  };
  return {
    open: async (target: string) => follow(await send(target), target),
    submit: async (target: string, form: Readonly<Record<string, string>>) => follow(await send(target, form), target),
  };
}

export interface ProofKey {
  readonly verifier: string;
  readonly challenge: string;
}

export function createProofKey(): ProofKey {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

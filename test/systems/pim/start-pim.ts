// Starts a PIM on a temporary file, and talks to it as a connector does.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPimSystem, type PimSystemOptions } from '@commerce-graph/systems';
import { createSmallCatalogue } from './small-catalogue.ts';

export const credentials = {
  clientId: 'connector',
  clientSecret: 'connector:secret',
  username: 'reader',
  password: 'reader-password',
};

export interface Answer {
  status: number;
  headers: Headers;
  // An answer of the PIM, whose form is what the tests are about.
  body: Record<string, unknown>;
  text: string;
}

export interface HalItem extends Record<string, unknown> {
  code: string;
  uuid: string;
  identifier: string;
}

export interface RunningPim {
  url: string;
  system: Awaited<ReturnType<typeof createPimSystem>>;
  databaseFile: string;
  /** GET with a valid token; a path, or a whole URL from a link. `search` is sent as JSON. */
  get: (pathOrUrl: string, query?: Record<string, unknown>) => Promise<Answer>;
  post: (pathOrUrl: string, body: unknown, query?: Record<string, unknown>) => Promise<Answer>;
  /** The items of a page of a list. */
  items: (path: string, query?: Record<string, unknown>) => Promise<HalItem[]>;
  request: (pathOrUrl: string, init?: RequestInit) => Promise<Answer>;
  /** Asks the token endpoint. */
  token: (body: Record<string, string>, authorization?: string) => Promise<Answer>;
  /** Starts it anew on the same file. */
  restart: (options?: Partial<PimSystemOptions>) => Promise<void>;
  close: () => Promise<void>;
}

export const basicAuthorization = `Basic ${Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64')}`;

export async function startPim(options: Partial<PimSystemOptions> = {}): Promise<RunningPim> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pim-'));
  const databaseFile = path.join(folder, 'pim.db');
  // Tests ask faster than a connector may; the limits have tests of their own.
  const unlimited = { concurrentCalls: 1000, callsPerSecond: 100_000 };
  const start = (more: Partial<PimSystemOptions>) =>
    createPimSystem({
      databaseFile,
      credentials,
      seed: createSmallCatalogue(),
      limits: unlimited,
      logLevel: 'silent',
      ...options,
      ...more,
    });
  let system = await start({});

  const request = async (pathOrUrl: string, init?: RequestInit): Promise<Answer> => {
    const url = pathOrUrl.startsWith('http') ? pathOrUrl : `${system.url}${pathOrUrl}`;
    const response = await fetch(url, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    const body = isJson ? (JSON.parse(text) as Answer['body']) : {};
    return { status: response.status, headers: response.headers, body, text };
  };
  const token = (body: Record<string, string>, authorization = basicAuthorization): Promise<Answer> =>
    request('/api/oauth/v1/token', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const { username, password } = credentials;
  const granted = await token({ grant_type: 'password', username, password });
  const authorization = `Bearer ${String(granted.body['access_token'])}`;
  const pim: RunningPim = {
    get url() {
      return system.url;
    },
    get system() {
      return system;
    },
    databaseFile,
    request,
    token,
    get: (pathOrUrl, query) =>
      request(withQuery(pathOrUrl, query), { headers: { authorization, accept: 'application/json' } }),
    post: (pathOrUrl, body, query) =>
      request(withQuery(pathOrUrl, query), {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async items(pathOrUrl, query) {
      const answer = await pim.get(pathOrUrl, query);
      if (answer.status !== 200) throw new Error(`${pathOrUrl} answered ${answer.status}: ${answer.text}`);
      return (answer.body['_embedded'] as { items: HalItem[] }).items;
    },
    async restart(more = {}) {
      await system.close();
      system = await start(more);
    },
    async close() {
      await system.close();
      await rm(folder, { recursive: true });
    },
  };
  return pim;
}

function withQuery(pathOrUrl: string, query: Record<string, unknown> = {}): string {
  const entries = Object.entries(query).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return entries.length === 0 ? pathOrUrl : `${pathOrUrl}?${new URLSearchParams(entries).toString()}`;
}

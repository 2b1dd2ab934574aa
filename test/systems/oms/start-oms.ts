// An OMS in a folder of its own, and a client that is signed in to it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { components } from '@commerce-graph/schema/oms-integration';
import { type OmsSystemOptions, type Switches, createOmsSystem } from '@commerce-graph/systems';

export const omsCredentials = { clientId: 'graph', clientSecret: 'oms secret: with / marks' };

/** Nothing listens there: for tests that need no ERP. */
const noErp = { url: 'http://127.0.0.1:9', clientId: 'oms', clientSecret: 'secret', deadlineMs: 500 };

export interface OmsAnswer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface OmsClient {
  /** The caller names what it expects; the OMS checks its own answers against the contract while it runs. */
  send<Body = unknown>(method: 'GET' | 'POST', path: string, request?: OmsRequest): Promise<OmsAnswer<Body>>;
  submit(key: string, submission: unknown): Promise<OmsAnswer<SubmissionAnswer>>;
}

export interface OmsRequest {
  body?: unknown;
  headers?: Record<string, string>;
}

/** An order, or the problem that took its place. */
export type SubmissionAnswer = Partial<components['schemas']['Order']> & {
  code?: string;
  detail?: string;
  errors?: { code?: string; message: string; lineIndex?: number }[];
};

export interface RunningOms extends OmsClient {
  url: string;
  switches: Switches;
  databaseFile: string;
  /** Ends the OMS and keeps its file. */
  stop(): Promise<void>;
  /** Ends the OMS and removes its file. */
  close(): Promise<void>;
}

export async function createDatabaseFile(): Promise<string> {
  return path.join(await mkdtemp(path.join(tmpdir(), 'oms-')), 'oms.db');
}

export async function startOms(options: Partial<OmsSystemOptions> = {}): Promise<RunningOms> {
  const databaseFile = options.databaseFile ?? (await createDatabaseFile());
  const system = await createOmsSystem({
    credentials: omsCredentials,
    erp: noErp,
    checkResponses: true,
    reservationRetryMs: 20,
    logLevel: 'silent',
    ...options,
    databaseFile,
  });
  return {
    ...(await signIn(system.url)),
    url: system.url,
    switches: system.switches,
    databaseFile,
    stop: () => system.close(),
    async close() {
      await system.close();
      await rm(path.dirname(databaseFile), { recursive: true });
    },
  };
}

/** A client with an access token. */
export async function signIn(url: string): Promise<OmsClient> {
  const { clientId, clientSecret } = omsCredentials;
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const response = await fetch(`${url}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  if (!response.ok) throw new Error(`The OMS issued no token: ${response.status} ${await response.text()}`);
  const { access_token: token } = (await response.json()) as components['schemas']['Token'];

  const send: OmsClient['send'] = async (method, target, { body, headers = {} } = {}) => {
    const answer = await fetch(`${url}${target}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
  return { send, submit: (key, body) => send('POST', '/orders', { body, headers: { 'idempotency-key': key } }) };
}

// Makes the embedded issuer give out one of every secret that it has, each to the one it is for, and finds its keys.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createAdminClient, locateDemoPassword, openDatabase } from 'commerce-graph-issuer';
import { createSealer } from '../../issuer/src/secrets/sealer.ts';
import {
  createBrowser,
  createProofKey,
  issuePartner,
  requestPartnerToken,
  requestToken,
} from '../issuer/running-issuer.ts';
import type { Secret } from './search-secrets.ts';

interface IssuerOfGraph {
  readonly url: string;
  readonly adminUrl: string;
  readonly dataDir: string;
  /** Where the sandbox is, to which people sign in. */
  readonly sandboxUrl: string;
}

/** `username` signs in with `password`, and is sent back to the sandbox with a code. */
async function signIn({ url, sandboxUrl }: IssuerOfGraph, username: string, password: string) {
  const key = createProofKey();
  const query = new URLSearchParams({
    client_id: 'sandbox',
    response_type: 'code',
    redirect_uri: sandboxUrl,
    scope: 'openid offline_access orders:read',
    prompt: 'consent',
    state: 'xyz',
    code_challenge: key.challenge,
    code_challenge_method: 'S256',
  });
  const browser = createBrowser(url);
  const page = await browser.open(`/authorize?${query.toString()}`);
  const consent = await browser.submit(page.at, { username, password, action: 'continue' });
  const back = new URL((await browser.submit(consent.at, { action: 'continue' })).at);
  const code = back.searchParams.get('code') ?? '';
  const form = { client_id: 'sandbox', redirect_uri: sandboxUrl, code_verifier: key.verifier };
  return { code, form, verifier: key.verifier };
}

export async function drawIssuerSecrets(issuer: IssuerOfGraph): Promise<Secret[]> {
  const admin = createAdminClient({ url: issuer.adminUrl, keyFile: path.join(issuer.dataDir, 'admin.key') });
  const password = `of a person ${randomBytes(12).toString('base64url')}`;
  const username = 'secret-keeper@acme';
  await admin.call('POST', '/people', { username, name: 'Keeper', account: 'acme', scope: 'orders:read', password });
  const partner = await issuePartner(admin, { accounts: ['acme'], scope: 'orders:read' });
  const partnerToken = (await requestPartnerToken(issuer.url, partner)).body.access_token;

  const demoPassword = readFileSync(locateDemoPassword(issuer.dataDir), 'utf8').trim();
  await signIn(issuer, 'anna@acme', demoPassword);
  const unused = await signIn(issuer, username, password);
  const used = await signIn(issuer, username, password);
  const exchange = { grant_type: 'authorization_code', ...used.form, code: used.code };
  const { body: tokens } = await requestToken(issuer.url, exchange);
  const refresh = { grant_type: 'refresh_token', client_id: 'sandbox', refresh_token: tokens.refresh_token ?? '' };
  const { body: refreshed } = await requestToken(issuer.url, refresh);
  const secrets: Record<string, string | undefined> = {
    "a partner's secret": partner.client_secret,
    "a partner's token": partnerToken,
    "a person's password": password,
    'the password of the demo people': demoPassword,
    'a code': used.code,
    'a code that nobody used': unused.code,
    'the verifier of a code': used.verifier,
    "a person's token": tokens.access_token,
    "a person's ID token": tokens.id_token,
    'a refresh token': tokens.refresh_token,
    'a refresh token after a renewal': refreshed.refresh_token,
  };
  const missing = Object.entries(secrets).flatMap(([name, value]) => ((value ?? '') === '' ? [name] : []));
  if (missing.length > 0) throw new Error(`The issuer did not give: ${missing.join(', ')}.`);
  const given = Object.entries(secrets).map(([name, value]) => ({ name, value: value ?? '' }));
  return [...given, ...(await openKeys(issuer.dataDir))];
}

/** Those that sign tokens and cookies are in the database, sealed. */
async function openKeys(dataDir: string): Promise<Secret[]> {
  const sealer = createSealer(readFileSync(path.join(dataDir, 'encryption.key'), 'utf8').trim());
  const database = await openDatabase({ dataDir });
  try {
    const keys = await database.all<{ kid: string; kind: string; sealed: string }>('SELECT * FROM issuer_keys', []);
    return keys.map(({ kid, kind, sealed }) => {
      const text = sealer.open(sealed, `key ${kid}`);
      return { name: kid, value: kind === 'signing' ? String((JSON.parse(text) as { d?: string }).d) : text };
    });
  } finally {
    await database.close();
  }
}

/** All that is refused, with what was nearly right: what came back. */
export async function askIssuerBadly({ url, adminUrl }: IssuerOfGraph, secrets: readonly Secret[]): Promise<string[]> {
  const answers: string[] = [];
  const send = async (target: string, init: RequestInit): Promise<void> => {
    const response = await fetch(target, { redirect: 'manual', ...init });
    answers.push(`${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`);
  };
  for (const { value } of secrets) {
    const client = `partner:${encodeURIComponent(value)}`;
    for (const form of [
      { grant_type: 'authorization_code', client_id: 'sandbox', code: value, redirect_uri: url, code_verifier: value },
      { grant_type: 'refresh_token', client_id: 'sandbox', refresh_token: value },
      { grant_type: 'client_credentials', client_id: 'sandbox', client_secret: value },
      { grant_type: 'password', username: 'anna@acme', password: value },
    ]) {
      await send(`${url}/token`, { method: 'POST', body: new URLSearchParams(form) });
    }
    const grant = new URLSearchParams({ grant_type: 'client_credentials' });
    await send(`${url}/token`, { method: 'POST', headers: { authorization: `Basic ${btoa(client)}` }, body: grant });
    await send(`${adminUrl}/partners`, { headers: { authorization: `Bearer ${value}x` } });
  }
  return answers;
}

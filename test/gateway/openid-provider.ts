// A real OpenID provider on a free port: people sign in with a browser, partners with a secret, and its keys rotate.
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Provider } from 'oidc-provider';

export const resource = 'https://graph.example';
const redirectUri = 'https://shop.example/callback';
export const shopClient = 'shop';
const portalClient = { client_id: 'portal', client_secret: 'a-secret-of-the-portal-and-the-provider' };

export interface OpenIdProvider {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** The keys from now on: the first one signs. */
  useKeys(keys: readonly JWK[]): void;
  /** As a partner's program does it. */
  askAsPortal(parameters?: Record<string, string>): Promise<TokenAnswer>;
  /** As a person in a browser does it, with an authorization code and PKCE. */
  signIn(user: string): Promise<TokenAnswer>;
  close(): Promise<void>;
}

export interface TokenAnswer {
  readonly access_token: string;
  readonly id_token?: string;
}

export async function createSigningKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' };
}

export async function startOpenIdProvider(keys: readonly JWK[]): Promise<OpenIdProvider> {
  let handle: RequestListener = () => {};
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const postForm = async (url: string, form: Record<string, string>) => {
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(body));
    return body as TokenAnswer;
  };
  const useKeys = (current: readonly JWK[]): void => {
    const answer = createProvider(issuer, current).callback();
    handle = (request, response) => void answer(request, response);
  };
  useKeys(keys);
  return {
    issuer,
    jwksUrl: `${issuer}/jwks`,
    useKeys,
    askAsPortal: (parameters = { resource }) =>
      postForm(`${issuer}/token`, {
        grant_type: 'client_credentials',
        scope: 'orders:read',
        ...portalClient,
        ...parameters,
      }),
    async signIn(user) {
      const verifier = randomBytes(32).toString('base64url');
      const callback = await signInWithBrowser(
        `${issuer}/auth?${new URLSearchParams({
          client_id: shopClient,
          response_type: 'code',
          redirect_uri: redirectUri,
          scope: 'openid orders:read',
          nonce: 'n-1',
          resource,
          code_challenge: createHash('sha256').update(verifier).digest('base64url'),
          code_challenge_method: 'S256',
        }).toString()}`,
        user,
      );
      const code = callback.searchParams.get('code');
      if (code === null) throw new Error(`Nobody was signed in: ${callback.search}`);
      const exchange = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
      return postForm(`${issuer}/token`, { ...exchange, client_id: shopClient });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createProvider(issuer: string, keys: readonly JWK[]): Provider {
  return new Provider(issuer, {
    jwks: { keys: [...keys] as never },
    cookies: { keys: ['a key of the tests'] },
    clients: [
      {
        ...portalClient,
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
      {
        client_id: shopClient,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        redirect_uris: [redirectUri],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    scopes: ['openid', 'orders:read'],
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    extraTokenClaims: (_context, token) =>
      token.kind === 'ClientCredentials' ? { account: 'acme' } : { account: 'borealis', roles: ['buyer'] },
    pkce: { required: () => true },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'orders:read',
          audience: 'commerce-graph',
          accessTokenFormat: 'jwt',
          accessTokenTTL: 300,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  });
}

/** Follows redirects, keeps cookies and sends every form it meets, until it is led back to the shop. */
async function signInWithBrowser(start: string, user: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 20; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    const page = await response.text();
    if (location === null) {
      const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
      if (action === undefined) throw new Error(`There is nothing to do at ${url}: ${page}`);
      form = new URLSearchParams({ login: user, password: 'any' });
      for (const [, name = '', value = ''] of page.matchAll(/<input[^>]*name="(prompt)"[^>]*value="(\w+)"/g))
        form.set(name, value);
      url = new URL(action, url).href;
    } else {
      form = undefined;
      url = new URL(location, url).href;
      if (url.startsWith(redirectUri)) return new URL(url);
    }
  }
  throw new Error('The way to sign in does not end.');
}

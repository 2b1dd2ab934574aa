// oidc-provider as the issuer runs it: which flows there are, how long things live, and that it prints nothing of its own.
import type { Configuration, KoaContextWithOIDC, Provider as ProviderType } from 'oidc-provider';
import { Provider } from 'oidc-provider/lib/provider.js';
import type { Logger } from 'pino';
import type { ApplicationStore } from '../applications/application-store.ts';
import { type KeySet, signingAlgorithm } from '../keys/key-ring.ts';
import { renderMessagePage, renderSignOutPage } from '../pages/render-page.ts';
import type { PartnerStore } from '../partners/partner-store.ts';
import type { PersonStore } from '../people/person-store.ts';
import { type ArtefactAdapterOptions, createArtefactAdapter } from './artefact-adapter.ts';
import { createClientAdapter } from './client-adapter.ts';
import { createResourceServer, nameResource } from './resource-server.ts';
import type { TokenClaims } from './token-claims.ts';

export interface ProviderOptions extends ArtefactAdapterOptions {
  /** Public URL; the claim `iss`. */
  readonly issuer: string;
  readonly audience: string;
  /** Life of an access token, in seconds. */
  readonly accessTokenSeconds: number;
  readonly partners: PartnerStore;
  readonly applications: ApplicationStore;
  readonly people: PersonStore;
  readonly claims: TokenClaims;
  readonly developmentClientId?: string;
  readonly log: Logger;
}

/** Lives in seconds. A refresh token is exchanged at each use, and one that comes twice ends its whole grant. */
const lives = {
  AuthorizationCode: 60,
  IdToken: 3600,
  Interaction: 900,
  RefreshToken: 14 * 86_400,
  Session: 14 * 86_400,
};

export function createProvider(options: ProviderOptions, keys: KeySet): ProviderType {
  const { issuer, audience, accessTokenSeconds, partners, people, claims, log } = options;
  const resourceServer = createResourceServer(options);
  const clients = createClientAdapter(options);
  const configuration: Configuration = {
    adapter: (model) => (model === 'Client' ? clients : createArtefactAdapter(model, options)),
    jwks: { keys: [...keys.signing] },
    cookies: {
      keys: [...keys.cookies],
      names: { session: 'issuer_session', interaction: 'issuer_interaction', resume: 'issuer_resume' },
      long: { signed: true, httpOnly: true, sameSite: 'lax' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    routes: {
      authorization: '/authorize',
      token: '/token',
      jwks: '/jwks',
      revocation: '/token/revocation',
      introspection: '/token/introspection',
      end_session: '/sign-out',
    },
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    clientDefaults: { id_token_signed_response_alg: signingAlgorithm },
    enabledJWA: { idTokenSigningAlgValues: [signingAlgorithm] },
    // Proof of the code verifier is asked of everybody.
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    // Pages may ask from where their application returns to, and from nowhere else.
    clientBasedCORS: (_ctx, origin, client) =>
      client.clientAuthMethod === 'none' && (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      userinfo: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => client.clientId === token.clientId },
      introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => client.clientId === token.clientId },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => void (ctx.body = renderSignOutPage(form)),
        postLogoutSuccessSource: (ctx) =>
          void (ctx.body = renderMessagePage('You have signed out', 'You can close this page.')),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => nameResource(audience),
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource, client) => resourceServer.find(ctx, resource, client.clientId),
      },
    },
    extraTokenClaims: async (_ctx, token) => ({ ...(await claims.find(token)) }),
    formats: {
      customizers: {
        async jwt(_ctx, token, parts) {
          const { payload } = parts;
          if (payload === undefined || typeof payload['scope'] !== 'string') return;
          if (token.kind !== 'AccessToken' && token.kind !== 'ClientCredentials') return;
          payload['scope'] = await claims.narrowScope(token, payload['scope']);
        },
      },
    },
    ttl: {
      ...lives,
      Grant: lives.RefreshToken,
      AccessToken: accessTokenSeconds,
      ClientCredentials: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? accessTokenSeconds,
    },
    rotateRefreshToken: true,
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    async findAccount(_ctx, username) {
      const person = await people.find(username);
      return person && { accountId: person.username, claims: () => ({ sub: person.username, name: person.name }) };
    },
    renderError(ctx, { error, error_description: description }) {
      ctx.type = 'html';
      ctx.body = renderMessagePage('This did not work', `${description ?? error} (${error})`);
    },
  };
  const provider = new Provider(issuer, configuration);
  // Behind a proxy that ends TLS, it is the proxy that knows of it.
  provider.proxy = issuer.startsWith('https:');
  // What the library compares is what it was given; here that is no secret, and the hashes decide.
  provider.Client.prototype.compareClientSecret = function compareClientSecret(actual: string) {
    return partners.verifySecret(this.clientId, actual);
  };
  provider.on('server_error', (ctx: KoaContextWithOIDC, error: Error) => {
    log.error({ err: error, path: ctx.path }, 'a request failed');
  });
  // Koa would print what a client that went away has left.
  provider.silent = true;
  return provider;
}

// Akeneo's way in: OAuth with the password of an API user, over a client that authenticates by HTTP Basic.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../../server/problem.ts';
import type { TokenStore } from '../store/token-store.ts';

/** What a connection of the PIM is given: its client, and the API user it acts as. */
export interface PimCredentials {
  clientId: string;
  clientSecret: string;
  username: string;
  password: string;
}

export interface AuthenticationOptions {
  credentials: PimCredentials;
  tokens: TokenStore;
  clock: () => Date;
}

/** Seconds an access token is good for: Akeneo's default, an hour. */
const accessTokenSeconds = 3600;
/** Seconds a refresh token is good for: Akeneo's default, 14 days. */
const refreshTokenSeconds = 1_209_600;

export interface Authentication {
  /** Serves `POST /api/oauth/v1/token`. */
  installTokenRoute: (app: FastifyInstance) => void;
  /** @throws Problem 401 unless the request has a valid access token. */
  authenticate: (request: FastifyRequest) => void;
}

export function createAuthentication({ credentials, tokens, clock }: AuthenticationOptions): Authentication {
  return {
    installTokenRoute(app) {
      app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
        done(null, Object.fromEntries(new URLSearchParams(String(body))));
      });
      app.post('/api/oauth/v1/token', { config: { isPublic: true } }, async (request, reply) => {
        // The tokens in the answer must not stay in any cache on the way.
        reply.header('cache-control', 'no-store');
        return grantToken(request);
      });
    },
    authenticate(request) {
      const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (token === undefined) {
        throw new Problem({ status: 401, detail: 'This needs a bearer token: ask POST /api/oauth/v1/token for one.' });
      }
      const state = tokens.check('access', token, clock());
      if (state === 'expired') {
        throw new Problem({ status: 401, detail: 'The access token has expired: refresh it.' });
      }
      if (state === 'unknown') throw new Problem({ status: 401, detail: 'The access token is not one of this PIM.' });
    },
  };

  function grantToken(request: FastifyRequest): Record<string, unknown> {
    if (!isKnownClient(request.headers.authorization)) {
      throw refuse('The client is missing or unknown, or its secret is wrong: send both by HTTP Basic.');
    }
    const form = (typeof request.body === 'object' && request.body !== null ? request.body : {}) as Record<
      string,
      unknown
    >;
    switch (form['grant_type']) {
      case 'password':
        if (!isFilled(form['username']) || !isFilled(form['password'])) {
          throw refuse('The password grant needs a "username" and a "password".');
        }
        // Both are compared in any case, so that the time taken tells nothing.
        if (!isSame(form['username'], credentials.username) || !isSame(form['password'], credentials.password)) {
          throw refuse('No API user has this username and password.');
        }
        return issueTokens();
      case 'refresh_token':
        return refreshTokens(form['refresh_token']);
      default:
        throw refuse('The "grant_type" must be "password" or "refresh_token".');
    }
  }

  function refreshTokens(refreshToken: unknown): Record<string, unknown> {
    if (!isFilled(refreshToken)) throw refuse('The refresh grant needs a "refresh_token".');
    if (tokens.check('refresh', refreshToken, clock()) !== 'valid') {
      throw refuse('The refresh token is unknown, used already, or expired: use the password grant.');
    }
    tokens.revoke(refreshToken);
    return issueTokens();
  }

  function issueTokens(): Record<string, unknown> {
    const now = clock();
    return {
      access_token: tokens.issue('access', accessTokenSeconds, now),
      expires_in: accessTokenSeconds,
      token_type: 'bearer',
      scope: null,
      refresh_token: tokens.issue('refresh', refreshTokenSeconds, now),
    };
  }

  function isKnownClient(authorization: string | undefined): boolean {
    const encoded = /^Basic ([\w+/-]+=*)$/i.exec(authorization ?? '')?.[1];
    if (encoded === undefined) return false;
    const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    const isId = isSame(id, credentials.clientId);
    const isSecret = isSame(secret.join(':'), credentials.clientSecret);
    return isId && isSecret;
  }
}

/** Every failure of the token endpoint is a 422, wrong credentials included. */
function refuse(detail: string): Problem {
  return new Problem({ status: 422, detail });
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

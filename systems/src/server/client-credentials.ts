// OAuth 2.0 client credentials: the token endpoint, and the check of the tokens it has issued.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

export interface ClientCredentialsOptions {
  clientId: string;
  clientSecret: string;
  clock: () => Date;
  /** How long a token is good for, in seconds. Default 3600. */
  tokenSeconds?: number;
}

export interface ClientCredentials {
  /** Serves `POST /oauth2/token`. */
  installTokenRoute: (app: FastifyInstance) => void;
  /** Throws a 401 problem unless the request carries a token that was issued here and has not expired. */
  authenticate: (request: FastifyRequest) => void;
}

export function createClientCredentials(options: ClientCredentialsOptions): ClientCredentials {
  const { clock, tokenSeconds = 3600 } = options;
  // Only digests are kept: whoever can read this memory cannot use what it finds.
  const expiryByDigest = new Map<string, number>();

  return {
    installTokenRoute(app) {
      app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
        done(null, new URLSearchParams(String(body)));
      });
      app.post('/oauth2/token', { config: { isPublic: true } }, issueToken);
    },
    authenticate(request) {
      const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (token === undefined) throw unauthenticated('This needs a bearer token from POST /oauth2/token.', 'Bearer');
      const expiry = expiryByDigest.get(digest(token));
      if (expiry === undefined || expiry <= clock().getTime()) {
        const detail = 'The access token is unknown or has expired: ask POST /oauth2/token for another.';
        throw unauthenticated(detail, 'Bearer error="invalid_token"');
      }
    },
  };

  function issueToken(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    reply.header('cache-control', 'no-store');
    if (!isKnownClient(request.headers.authorization)) {
      return reply
        .code(401)
        .header('www-authenticate', 'Basic realm="oauth2"')
        .send({ error: 'invalid_client', error_description: 'Unknown client, or wrong secret.' });
    }
    const form = request.body;
    const grants = form instanceof URLSearchParams ? form.getAll('grant_type') : [];
    if (grants.length !== 1) {
      const description = 'The form must have one grant_type.';
      return reply.code(400).send({ error: 'invalid_request', error_description: description });
    }
    if (grants[0] !== 'client_credentials') {
      const description = `The grant type ${JSON.stringify(grants[0])} is not client_credentials.`;
      return reply.code(400).send({ error: 'unsupported_grant_type', error_description: description });
    }
    const token = randomBytes(32).toString('base64url');
    const now = clock().getTime();
    for (const [known, expiry] of expiryByDigest) if (expiry <= now) expiryByDigest.delete(known);
    expiryByDigest.set(digest(token), now + tokenSeconds * 1000);
    return reply.send({ access_token: token, token_type: 'Bearer', expires_in: tokenSeconds });
  }

  function isKnownClient(authorization: string | undefined): boolean {
    const encoded = /^Basic ([\w+/-]+=*)$/i.exec(authorization ?? '')?.[1];
    if (encoded === undefined) return false;
    const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    // Both are compared in any case, so that the time taken tells nothing.
    const isId = isSame(decodeForm(id), options.clientId);
    const isSecret = isSame(decodeForm(secret.join(':')), options.clientSecret);
    return isId && isSecret;
  }
}

/** RFC 6749 section 2.3.1: id and secret are form-encoded before they are joined. */
function decodeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // Not encoded after all: such a text matches no client, unless it is one as it stands.
    return text;
  }
}

function isSame(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(digest(left)), Buffer.from(digest(right)));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function unauthenticated(detail: string, challenge: string): Problem {
  return new Problem({ status: 401, detail, headers: { 'www-authenticate': challenge } });
}

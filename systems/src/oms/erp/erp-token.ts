// The access token for the ERP: asked for once, shared by all calls, renewed before it expires.
import type { components } from '@commerce-graph/schema/erp-integration';
import { ErpUnavailableError } from './erp-errors.ts';

export interface ErpToken {
  /** The current token, or a new one. Concurrent callers share one request. */
  read(): Promise<string>;
  /** The ERP no longer takes it. */
  forget(): void;
}

export interface ErpTokenOptions {
  clientId: string;
  clientSecret: string;
  post: (body: string, headers: Record<string, string>) => Promise<{ status: number; body: unknown }>;
}

/** A token is not used in the last seconds of its life: it would expire on the way. */
const marginMs = 10_000;

export function createErpToken({ clientId, clientSecret, post }: ErpTokenOptions): ErpToken {
  let current: { token: Promise<string>; goodUntil: number } | undefined;

  return {
    read() {
      // A monotonic clock: the token's life does not change when somebody sets the time.
      if (current !== undefined && performance.now() < current.goodUntil) return current.token;
      const request = { token: requestToken(), goodUntil: Number.POSITIVE_INFINITY };
      current = request;
      return request.token;

      async function requestToken(): Promise<string> {
        try {
          const { accessToken, lifeMs } = await askForToken();
          request.goodUntil = performance.now() + Math.max(lifeMs - marginMs, lifeMs / 2);
          return accessToken;
        } catch (error) {
          if (current === request) current = undefined;
          throw error;
        }
      }
    },
    forget() {
      current = undefined;
    },
  };

  async function askForToken(): Promise<{ accessToken: string; lifeMs: number }> {
    const credentials = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
    const { status, body } = await post('grant_type=client_credentials', {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
    });
    if (status !== 200) {
      // Mended by whoever set the credentials, not by changing the order: to the buyer the ERP is not there.
      const { error } = body as components['schemas']['TokenError'];
      throw new ErpUnavailableError(
        `The ERP issues no token to the OMS: ${error}. Check ERP_CLIENT_ID and its secret.`,
      );
    }
    const answer = body as components['schemas']['AccessToken'];
    return { accessToken: answer.access_token, lifeMs: answer.expires_in * 1000 };
  }
}

// Asks an OAuth 2.0 token endpoint (RFC 6749) for a token.
import { request } from 'undici';
import { z } from 'zod';
import { SystemUnavailableError } from '../system/system-unavailable-error.ts';
import { describeTokenFailure } from './token-source.ts';

export interface TokenRequest {
  /** Names the system in errors. */
  readonly system: string;
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly form: Readonly<Record<string, string>>;
  readonly deadlineMs: number;
}

const tokenResponse = z.object({
  access_token: z.string().min(1),
  // RFC 6749 only recommends it. Without it the token is taken to last five minutes.
  expires_in: z.number().positive().default(300),
  refresh_token: z.string().min(1).optional(),
});

export async function requestToken({
  system,
  url,
  clientId,
  clientSecret,
  form,
  deadlineMs,
}: TokenRequest): Promise<z.infer<typeof tokenResponse>> {
  // RFC 6749 section 2.3.1: identifier and secret are form-encoded before they are joined.
  const credentials = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
  const response = await request(url, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams(form).toString(),
    signal: AbortSignal.timeout(deadlineMs),
  }).catch((cause: unknown) => {
    throw new SystemUnavailableError(system, cause instanceof DOMException ? 'timeout' : 'connection', { cause });
  });
  const text = await response.body.text();
  if (response.statusCode !== 200) throw describeTokenFailure(system, response.statusCode);
  try {
    return tokenResponse.parse(JSON.parse(text));
  } catch {
    // The cause is left out on purpose: it could quote a token.
    throw new SystemUnavailableError(system, 'response');
  }
}

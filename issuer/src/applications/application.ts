// An application in which people sign in: a portal, the sandbox. It has no secret and proves itself by PKCE.
import { z } from 'zod';
import { displayName, scopeText } from '../partners/partner-request.ts';

export interface Application {
  readonly client_id: string;
  readonly name: string;
  readonly redirect_uris: readonly string[];
  /** The most that people can grant to it. */
  readonly scope: string;
  readonly created_at: string;
}

export const applicationRequest = z.strictObject({
  client_id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'a client id has small letters, digits and hyphens'),
  name: displayName,
  redirect_uris: z
    .array(z.string().refine(isRedirectUri, 'give an https URL without a fragment (http for this machine alone)'))
    .min(1, 'give at least one URL to return to'),
  scope: scopeText,
});

export type ApplicationRequest = z.output<typeof applicationRequest>;

/** Whether nobody on the network can be at the other end. */
export function isLoopback(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text) || text.includes('#')) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

// Holds tokens that are for the pages of some origins to those.
import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../authentication/caller.ts';
import { RequestRefusal } from './request-refusal.ts';

/**
 * A browser sends the origin with every POST and with whatever a page of another origin asks; a page cannot choose it. No
 * origin means no page, or none that can be told, and such a token is for pages. `null` is any page that hides its origin.
 */
export function checkOrigin({ origin }: IncomingHttpHeaders, { token }: Caller): void {
  const allowed = token?.restrictions.origins;
  if (allowed === undefined || (origin !== undefined && origin !== 'null' && allowed.includes(origin))) return;
  throw new RequestRefusal({
    status: 403,
    code: 'ORIGIN_NOT_ALLOWED',
    message: 'The token is for pages of other origins than the one that this request is from.',
  });
}

// Who may speak to the admin listener: a program that has the key. Not a page in a browser, whatever it was made to send.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AdminProblem } from './admin-problem.ts';

export interface AdminGuardOptions {
  readonly key: string;
  /** Values of the header `host` that are taken, in small letters. */
  readonly hosts: ReadonlySet<string>;
}

/** Throws an `AdminProblem` for a request that may not be served. */
export type AdminGuard = (headers: IncomingHttpHeaders) => void;

export function createAdminGuard({ key, hosts }: AdminGuardOptions): AdminGuard {
  const expected = digest(key);
  return (headers) => {
    // A page whose name was bound to this address after it was loaded still sends its own name.
    if (!hosts.has((headers.host ?? '').toLowerCase())) {
      throw new AdminProblem(
        421,
        'The header Host names another server: ISSUER_ADMIN_HOSTS lists those that are taken.',
      );
    }
    if (headers.origin !== undefined || (headers['sec-fetch-site'] ?? 'none') !== 'none') {
      throw new AdminProblem(403, 'Requests of web pages are not taken here.');
    }
    const given = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
    if (!timingSafeEqual(digest(given), expected)) {
      throw new AdminProblem(401, 'The admin key is missing or wrong: send "Authorization: Bearer <key>".');
    }
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

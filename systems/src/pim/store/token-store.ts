// The tokens the PIM has issued. They outlive a restart, as the clients that hold them do.
import { createHash, randomBytes } from 'node:crypto';
import type { SystemDatabase } from '../../server/database.ts';

export type TokenKind = 'access' | 'refresh';

export type TokenState = 'valid' | 'expired' | 'unknown';

export interface TokenStore {
  /** Issues a token that is good for some seconds from `now`. */
  issue: (kind: TokenKind, lifetimeSeconds: number, now: Date) => string;
  check: (kind: TokenKind, token: string, now: Date) => TokenState;
  revoke: (token: string) => void;
}

/** Only digests are stored: whoever reads the file cannot use what it finds. */
export function createTokenStore(database: SystemDatabase): TokenStore {
  const insert = database.prepare('INSERT INTO tokens (hash, kind, expires_at) VALUES (@hash, @kind, @expiresAt)');
  const find = database.prepare<{ expires_at: number }>(
    'SELECT expires_at FROM tokens WHERE hash = @hash AND kind = @kind',
  );
  const remove = database.prepare('DELETE FROM tokens WHERE hash = @hash');
  // Long enough that a client is told its token has expired, rather than that there never was one.
  const removeOld = database.prepare('DELETE FROM tokens WHERE expires_at < @before');
  const keptExpiredMs = 24 * 60 * 60 * 1000;

  return {
    issue(kind, lifetimeSeconds, now) {
      const token = randomBytes(32).toString('base64url');
      removeOld.run({ before: now.getTime() - keptExpiredMs });
      insert.run({ hash: digest(token), kind, expiresAt: now.getTime() + lifetimeSeconds * 1000 });
      return token;
    },
    check(kind, token, now) {
      const row = find.first({ hash: digest(token), kind });
      if (row === undefined) return 'unknown';
      return row.expires_at > now.getTime() ? 'valid' : 'expired';
    },
    revoke(token) {
      remove.run({ hash: digest(token) });
    },
  };
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

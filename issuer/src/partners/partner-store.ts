// Partners and the hashes of their secrets.
import { randomBytes } from 'node:crypto';
import { hashSecret, verifySecret } from '../secrets/secret-hash.ts';
import type { IssuerDatabase, SqlCommand } from '../store/issuer-database.ts';
import type { IssuedSecret, Partner } from './partner.ts';
import type { PartnerRequest } from './partner-request.ts';

export interface PartnerStore {
  issue(request: PartnerRequest): Promise<IssuedSecret>;
  /** The newest first. */
  list(): Promise<Partner[]>;
  find(clientId: string): Promise<Partner | undefined>;
  /**
   * A new secret, together with `announcement`. The ones before are good for `overlapMs` more; undefined when there is no
   * such active partner.
   */
  rotateSecret(
    clientId: string,
    overlapMs: number,
    announcement: readonly SqlCommand[],
  ): Promise<IssuedSecret | undefined>;
  /** Ends a partner for good, together with `announcement`; undefined when there is none. */
  revoke(clientId: string, announcement: readonly SqlCommand[]): Promise<Partner | undefined>;
  /** Whether the secret is one of the partner's now. */
  verifySecret(clientId: string, secret: string): Promise<boolean>;
  noteUse(clientId: string): Promise<void>;
}

interface PartnerRow {
  readonly client_id: string;
  readonly name: string;
  readonly accounts: string;
  readonly scope: string;
  readonly restrictions: string;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly revoked_at: number | null;
  readonly last_used_at: number | null;
}

/** A use is written at most so often. */
const usePrecisionMs = 60_000;

export function createPartnerStore(database: IssuerDatabase, clock: () => number): PartnerStore {
  const find = async (clientId: string): Promise<Partner | undefined> => {
    const [row] = await database.all<PartnerRow>('SELECT * FROM partners WHERE client_id = ?', [clientId]);
    return row && readPartner(row, clock());
  };
  const requirePartner = async (clientId: string): Promise<Partner> => {
    const partner = await find(clientId);
    if (partner === undefined) throw new Error(`The partner ${clientId} is gone.`);
    return partner;
  };
  const insertSecret = async (clientId: string, secret: string): Promise<SqlCommand> => ({
    sql: 'INSERT INTO partner_secrets (client_id, hash, created_at) VALUES (?, ?, ?)',
    values: [clientId, await hashSecret(secret), clock()],
  });

  return {
    find,
    async issue({ name, accounts, scope, restrictions, expires_at: expiresAt }) {
      const clientId = createClientId(name);
      const secret = createSecret();
      await database.run(
        {
          sql:
            'INSERT INTO partners (client_id, name, accounts, scope, restrictions, created_at, expires_at) ' +
            'VALUES (?, ?, ?, ?, ?, ?, ?)',
          values: [
            clientId,
            name,
            JSON.stringify(accounts),
            scope,
            JSON.stringify(restrictions),
            clock(),
            expiresAt === null ? null : Date.parse(expiresAt),
          ],
        },
        await insertSecret(clientId, secret),
      );
      return { partner: await requirePartner(clientId), client_secret: secret };
    },
    async list() {
      const rows = await database.all<PartnerRow>('SELECT * FROM partners ORDER BY created_at DESC, client_id');
      return rows.map((row) => readPartner(row, clock()));
    },
    async rotateSecret(clientId, overlapMs, announcement) {
      const partner = await find(clientId);
      if (partner?.state !== 'active') return undefined;
      const secret = createSecret();
      const until = clock() + overlapMs;
      await database.run(
        {
          sql: 'UPDATE partner_secrets SET valid_until = ? WHERE client_id = ? AND (valid_until IS NULL OR valid_until > ?)',
          values: [until, clientId, until],
        },
        { sql: 'DELETE FROM partner_secrets WHERE client_id = ? AND valid_until <= ?', values: [clientId, clock()] },
        await insertSecret(clientId, secret),
        ...announcement,
      );
      return { partner, client_secret: secret };
    },
    async revoke(clientId, announcement) {
      if ((await find(clientId)) === undefined) return undefined;
      await database.run(
        {
          sql: 'UPDATE partners SET revoked_at = ? WHERE client_id = ? AND revoked_at IS NULL',
          values: [clock(), clientId],
        },
        { sql: 'DELETE FROM partner_secrets WHERE client_id = ?', values: [clientId] },
        ...announcement,
      );
      return requirePartner(clientId);
    },
    async verifySecret(clientId, secret) {
      const hashes = await database.all<{ hash: string }>(
        'SELECT hash FROM partner_secrets WHERE client_id = ? AND (valid_until IS NULL OR valid_until > ?)',
        [clientId, clock()],
      );
      const matches = await Promise.all(hashes.map(({ hash }) => verifySecret(secret, hash)));
      return matches.includes(true);
    },
    async noteUse(clientId) {
      await database.run({
        sql: 'UPDATE partners SET last_used_at = ? WHERE client_id = ? AND (last_used_at IS NULL OR last_used_at < ?)',
        values: [clock(), clientId, clock() - usePrecisionMs],
      });
    },
  };
}

function readPartner(row: PartnerRow, now: number): Partner {
  const isExpired = row.expires_at !== null && row.expires_at <= now;
  return {
    client_id: row.client_id,
    name: row.name,
    state: row.revoked_at === null ? (isExpired ? 'expired' : 'active') : 'revoked',
    accounts: JSON.parse(row.accounts) as [string, ...string[]],
    scope: row.scope,
    restrictions: JSON.parse(row.restrictions) as Partner['restrictions'],
    created_at: formatTime(row.created_at),
    expires_at: row.expires_at === null ? null : formatTime(row.expires_at),
    revoked_at: row.revoked_at === null ? null : formatTime(row.revoked_at),
    last_used_at: row.last_used_at === null ? null : formatTime(row.last_used_at),
  };
}

/** Says whose it is, in logs and lists, and is never given twice. */
function createClientId(name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${words === '' ? 'partner' : words}-${randomBytes(4).toString('hex')}`;
}

/** 256 bits. The prefix is for those who look for leaked secrets. */
function createSecret(): string {
  return `cgps_${randomBytes(32).toString('base64url')}`;
}

function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

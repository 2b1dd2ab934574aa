// The keys of the issuer: those that sign tokens and cookies now, those that will, and those that did and are still believed.
import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'oidc-provider';
import type { Sealer } from '../secrets/sealer.ts';
import type { IssuerDatabase } from '../store/issuer-database.ts';

/** The keys at one moment. The first of each list signs; the others are believed. */
export interface KeySet {
  readonly signing: readonly JWK[];
  readonly cookies: readonly string[];
  /** Changes with the keys or their order. */
  readonly version: string;
}

/** What an operator may know of a key. */
export interface KeyState {
  readonly kid: string;
  readonly state: 'next' | 'signing' | 'published';
  readonly created_at: string;
  readonly retired_at: string | null;
}

export interface KeyRing {
  load(): Promise<KeySet>;
  list(): Promise<KeyState[]>;
  /** Makes a new key of each kind. Published at once, it signs after `leadMs`; the old ones are believed until all they signed is over. */
  rotate(leadMs: number): Promise<void>;
}

export interface KeyRingOptions {
  readonly database: IssuerDatabase;
  readonly sealer: Sealer;
  readonly clock: () => number;
  /** The longest life of a token, in milliseconds: for so long an old key is published after its last signature. */
  readonly longestTokenMs: number;
}

type KeyKind = 'signing' | 'cookie';

interface KeyRow {
  readonly kid: string;
  readonly kind: KeyKind;
  readonly sealed: string;
  readonly created_at: number;
  readonly used_from: number;
  readonly retired_at: number | null;
}

/** Signed with, and verified by, every JOSE library there is. */
export const signingAlgorithm = 'ES256';

/** A session's cookie lives so long, and its signature with it. */
const cookieLifeMs = 14 * 24 * 3_600_000;

export function createKeyRing({ database, sealer, clock, longestTokenMs }: KeyRingOptions): KeyRing {
  const selectLive = async (): Promise<KeyRow[]> => {
    const rows = await database.all<KeyRow>(
      'SELECT * FROM issuer_keys WHERE retired_at IS NULL OR retired_at > ? ORDER BY used_from DESC, kid',
      [clock()],
    );
    // What signs comes first, then the older ones, then those whose time has not come.
    const now = clock();
    return [...rows.filter((row) => row.used_from <= now), ...rows.filter((row) => row.used_from > now)];
  };
  const insert = async (kind: KeyKind, usedFrom: number) => {
    const kid = `${kind}-${randomBytes(6).toString('hex')}`;
    const secret = kind === 'signing' ? await createSigningKey(kid) : randomBytes(32).toString('base64url');
    return {
      sql: 'INSERT INTO issuer_keys (kid, kind, sealed, created_at, used_from) VALUES (?, ?, ?, ?, ?)',
      values: [kid, kind, sealer.seal(secret, `key ${kid}`), clock(), usedFrom],
    };
  };
  const openKey = ({ kid, sealed }: KeyRow): string => {
    try {
      return sealer.open(sealed, `key ${kid}`);
    } catch (cause) {
      throw new Error(
        'The signing keys in the database were sealed with another encryption key: ISSUER_ENCRYPTION_KEY_FILE must ' +
          'name the file that was used when they were made.',
        { cause },
      );
    }
  };

  return {
    async load() {
      let rows = await selectLive();
      const kinds: readonly KeyKind[] = ['signing', 'cookie'];
      const missing = kinds.filter((kind) => !rows.some((row) => row.kind === kind && row.used_from <= clock()));
      if (missing.length > 0) {
        await database.run(...(await Promise.all(missing.map((kind) => insert(kind, clock())))));
        rows = await selectLive();
      }
      return {
        signing: rows.filter(({ kind }) => kind === 'signing').map((row) => JSON.parse(openKey(row)) as JWK),
        // A cookie is signed by the first: one whose time has not come stays out.
        cookies: rows.filter(({ kind, used_from: from }) => kind === 'cookie' && from <= clock()).map(openKey),
        version: rows.map(({ kid, used_from: from }) => `${kid}${from <= clock() ? '' : '+'}`).join(' '),
      };
    },
    async list() {
      const rows = (await selectLive()).filter(({ kind }) => kind === 'signing');
      const current = rows.find(({ used_from: from }) => from <= clock())?.kid;
      return rows.map((row) => ({
        kid: row.kid,
        state: row.kid === current ? 'signing' : row.used_from > clock() ? 'next' : 'published',
        created_at: new Date(row.created_at).toISOString(),
        retired_at: row.retired_at === null ? null : new Date(row.retired_at).toISOString(),
      }));
    },
    async rotate(leadMs) {
      const usedFrom = clock() + leadMs;
      const retire = (kind: KeyKind, lifeMs: number) => ({
        sql: 'UPDATE issuer_keys SET retired_at = ? WHERE kind = ? AND retired_at IS NULL',
        values: [usedFrom + lifeMs, kind],
      });
      const marginMs = 300_000;
      await database.run(
        retire('signing', longestTokenMs + marginMs),
        retire('cookie', cookieLifeMs),
        await insert('signing', usedFrom),
        await insert('cookie', usedFrom),
        { sql: 'DELETE FROM issuer_keys WHERE retired_at <= ?', values: [clock()] },
      );
    },
  };
}

async function createSigningKey(kid: string): Promise<string> {
  const { privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  return JSON.stringify({ ...(await exportJWK(privateKey)), kid, alg: signingAlgorithm, use: 'sig' });
}

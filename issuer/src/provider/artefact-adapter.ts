// Keeps what oidc-provider has to remember: sessions, codes, grants, refresh tokens. Identifiers are blinded and contents
// sealed, so that whoever reads the database can use none of them.
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { InvalidGrant } from 'oidc-provider/lib/helpers/errors.js';
import type { Sealer } from '../secrets/sealer.ts';
import type { IssuerDatabase } from '../store/issuer-database.ts';

export interface ArtefactAdapterOptions {
  readonly database: IssuerDatabase;
  readonly sealer: Sealer;
  readonly clock: () => number;
}

interface ArtefactRow {
  readonly sealed: string;
  readonly consumed_at: number | null;
}

export function createArtefactAdapter(model: string, { database, sealer, clock }: ArtefactAdapterOptions): Adapter {
  const purpose = `artefact ${model}`;
  const read = async (column: 'id' | 'uid', value: string): Promise<AdapterPayload | undefined> => {
    const [row] = await database.all<ArtefactRow>(
      `SELECT sealed, consumed_at FROM artefacts WHERE model = ? AND ${column} = ? AND (expires_at IS NULL OR expires_at > ?)`,
      [model, sealer.blind(value), clock()],
    );
    if (row === undefined) return undefined;
    const payload = JSON.parse(sealer.open(row.sealed, purpose)) as AdapterPayload;
    return row.consumed_at === null ? payload : { ...payload, consumed: Math.floor(row.consumed_at / 1000) };
  };
  return {
    async upsert(id, payload, expiresIn) {
      await database.run({
        sql:
          'INSERT INTO artefacts (model, id, sealed, grant_id, uid, expires_at) VALUES (?, ?, ?, ?, ?, ?) ' +
          'ON CONFLICT (model, id) DO UPDATE SET sealed = excluded.sealed, grant_id = excluded.grant_id, ' +
          'uid = excluded.uid, expires_at = excluded.expires_at',
        values: [
          model,
          sealer.blind(id),
          sealer.seal(JSON.stringify(payload), purpose),
          payload.grantId === undefined ? null : sealer.blind(payload.grantId),
          payload.uid === undefined ? null : sealer.blind(payload.uid),
          expiresIn === undefined ? null : clock() + expiresIn * 1000,
        ],
      });
    },
    find: (id) => read('id', id),
    findByUid: (uid) => read('uid', uid),
    // The device flow is off.
    findByUserCode: () => Promise.resolve(undefined),
    async consume(id) {
      const [consumed] = await database.run({
        sql: 'UPDATE artefacts SET consumed_at = ? WHERE model = ? AND id = ? AND consumed_at IS NULL',
        values: [clock(), model, sealer.blind(id)],
      });
      // Two requests with one code at the same moment: the second gets nothing.
      if (consumed !== 1) throw new InvalidGrant('already used');
    },
    async destroy(id) {
      await database.run({
        sql: 'DELETE FROM artefacts WHERE model = ? AND id = ?',
        values: [model, sealer.blind(id)],
      });
    },
    async revokeByGrantId(grantId) {
      await database.run({
        sql: 'DELETE FROM artefacts WHERE model = ? AND grant_id = ?',
        values: [model, sealer.blind(grantId)],
      });
    },
  };
}

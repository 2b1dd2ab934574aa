// The tables of the issuer, in the SQL that SQLite and PostgreSQL share. Secrets are hashed or sealed before they come here.
import type { Migrations } from './issuer-database.ts';

export const tables: Migrations = [
  `
  CREATE TABLE issuer_keys (
    kid TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    sealed TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_from BIGINT NOT NULL,
    retired_at BIGINT
  );

  CREATE TABLE partners (
    client_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    accounts TEXT NOT NULL,
    scope TEXT NOT NULL,
    restrictions TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    last_used_at BIGINT
  );
  CREATE TABLE partner_secrets (
    client_id TEXT NOT NULL REFERENCES partners (client_id),
    hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    valid_until BIGINT,
    PRIMARY KEY (client_id, hash)
  );

  CREATE TABLE people (
    username TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    account TEXT,
    accounts TEXT NOT NULL,
    scope TEXT NOT NULL,
    roles TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    failures BIGINT NOT NULL DEFAULT 0,
    locked_until BIGINT NOT NULL DEFAULT 0
  );

  CREATE TABLE applications (
    client_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    redirect_uris TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_at BIGINT NOT NULL
  );

  CREATE TABLE artefacts (
    model TEXT NOT NULL,
    id TEXT NOT NULL,
    sealed TEXT NOT NULL,
    grant_id TEXT,
    uid TEXT,
    consumed_at BIGINT,
    expires_at BIGINT,
    PRIMARY KEY (model, id)
  );
  CREATE INDEX artefacts_by_grant ON artefacts (grant_id);
  CREATE INDEX artefacts_by_uid ON artefacts (uid);
  CREATE INDEX artefacts_by_expiry ON artefacts (expires_at);

  CREATE TABLE outbox (
    target TEXT NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    time TEXT NOT NULL,
    data TEXT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    due_at BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (target, id)
  );
  CREATE INDEX outbox_by_due ON outbox (target, due_at);
  `,
];

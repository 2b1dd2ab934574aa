// The tables of the outbox: what has changed and is still to be told, one row for each event and receiver.

/**
 * A migration that every system's database has. Triggers write to the view `changes`, with the parts of the subject as a
 * JSON array; who is to be told is in `outbox_targets`. `due_at` is in milliseconds, 0 until an attempt has failed.
 *
 * An event that nobody has tried to send yet stands for every change of its subject up to now: the next one moves its
 * time on and adds nothing. Once tried it may have arrived, and what changes after that is another event.
 */
export const outboxTables = `
  CREATE TABLE outbox_targets (url TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

  CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    target TEXT NOT NULL REFERENCES outbox_targets (url) ON DELETE CASCADE,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    time TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX outbox_by_subject ON outbox (subject, target, sequence);

  CREATE VIEW changes (type, subject) AS SELECT type, subject FROM outbox;
  CREATE TRIGGER record_change INSTEAD OF INSERT ON changes BEGIN
    UPDATE outbox SET time = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    WHERE subject = NEW.subject AND type = NEW.type AND attempts = 0;
    -- LIMIT keeps SQLite from making an id for each receiver.
    INSERT INTO outbox (target, id, type, subject, time)
    SELECT t.url, e.id, NEW.type, NEW.subject, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    FROM (SELECT lower(hex(randomblob(16))) AS id LIMIT 1) e CROSS JOIN outbox_targets t
    WHERE NOT EXISTS (
      SELECT 1 FROM outbox o
      WHERE o.subject = NEW.subject AND o.target = t.url AND o.type = NEW.type AND o.attempts = 0
    );
  END;
`;

// People, the hashes of their passwords, and how often somebody guessed.
import { hashSecret, verifySecret } from '../secrets/secret-hash.ts';
import type { IssuerDatabase, SqlCommand } from '../store/issuer-database.ts';
import type { Person, PersonRequest } from './person.ts';

export type SignInOutcome =
  | { readonly outcome: 'SIGNED_IN'; readonly person: Person }
  | { readonly outcome: 'WRONG' }
  /** Nothing was looked at. */
  | { readonly outcome: 'LOCKED'; readonly seconds: number };

export interface PersonStore {
  /** Undefined when the user name is taken. */
  add(request: PersonRequest): Promise<Person | undefined>;
  list(): Promise<Person[]>;
  find(username: string): Promise<Person | undefined>;
  /** Together with `announcement`; false when there is none. */
  setPassword(username: string, password: string, announcement: readonly SqlCommand[]): Promise<boolean>;
  remove(username: string, announcement: readonly SqlCommand[]): Promise<boolean>;
  signIn(username: string, password: string): Promise<SignInOutcome>;
}

interface PersonRow {
  readonly username: string;
  readonly name: string;
  readonly account: string | null;
  readonly accounts: string;
  readonly scope: string;
  readonly roles: string;
  readonly password_hash: string;
  readonly created_at: number;
  readonly failures: number;
  readonly locked_until: number;
}

/** So many wrong passwords in a row are a slip. Each further one locks for twice as long, from a minute to an hour. */
const forgivenFailures = 5;
const shortestLockMs = 60_000;
const longestLockMs = 3_600_000;

export function createPersonStore(database: IssuerDatabase, clock: () => number): PersonStore {
  // Whether a user name exists is not told by how long an answer takes.
  const nobody = hashSecret('nobody has this password');
  const select = async (username: string): Promise<PersonRow | undefined> => {
    const [row] = await database.all<PersonRow>('SELECT * FROM people WHERE username = ?', [username]);
    return row;
  };
  const find = async (username: string): Promise<Person | undefined> => {
    const row = await select(username);
    return row && readPerson(row, clock());
  };

  /**
   * Counts an attempt as a failure, and locks for it, before the password is looked at: guesses that come together are
   * counted one after the other, in whichever replica.
   */
  async function countAttempt(username: string): Promise<{ row: PersonRow | undefined; lockedMs: number }> {
    for (;;) {
      const row = await select(username);
      if (row === undefined) return { row, lockedMs: 0 };
      const now = clock();
      if (row.locked_until > now) return { row, lockedMs: row.locked_until - now };
      const excess = row.failures + 1 - forgivenFailures;
      const lockMs = excess < 0 ? 0 : Math.min(longestLockMs, shortestLockMs * 2 ** Math.min(excess, 10));
      const [counted] = await database.run({
        sql: 'UPDATE people SET failures = ?, locked_until = ? WHERE username = ? AND failures = ? AND locked_until = ?',
        values: [row.failures + 1, lockMs === 0 ? 0 : now + lockMs, username, row.failures, row.locked_until],
      });
      if (counted === 1) return { row, lockedMs: 0 };
    }
  }

  return {
    find,
    async add({ username, name, account, accounts, scope, roles, password }) {
      const [added] = await database.run({
        sql:
          'INSERT INTO people (username, name, account, accounts, scope, roles, password_hash, created_at) ' +
          'VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (username) DO NOTHING',
        values: [
          username,
          name,
          account,
          JSON.stringify(accounts),
          scope,
          JSON.stringify(roles),
          await hashSecret(password),
          clock(),
        ],
      });
      return added === 1 ? find(username) : undefined;
    },
    async list() {
      const rows = await database.all<PersonRow>('SELECT * FROM people ORDER BY username');
      return rows.map((row) => readPerson(row, clock()));
    },
    async setPassword(username, password, announcement) {
      if ((await select(username)) === undefined) return false;
      await database.run(
        {
          sql: 'UPDATE people SET password_hash = ?, failures = 0, locked_until = 0 WHERE username = ?',
          values: [await hashSecret(password), username],
        },
        ...announcement,
      );
      return true;
    },
    async remove(username, announcement) {
      if ((await select(username)) === undefined) return false;
      await database.run({ sql: 'DELETE FROM people WHERE username = ?', values: [username] }, ...announcement);
      return true;
    },
    async signIn(username, password) {
      const attempt = await countAttempt(username);
      if (attempt.lockedMs > 0) return { outcome: 'LOCKED', seconds: Math.ceil(attempt.lockedMs / 1000) };
      const { row } = attempt;
      const isRight = await verifySecret(password.slice(0, 200), row?.password_hash ?? (await nobody));
      if (row === undefined || !isRight) return { outcome: 'WRONG' };
      const sql = 'UPDATE people SET failures = 0, locked_until = 0 WHERE username = ?';
      await database.run({ sql, values: [username] });
      return { outcome: 'SIGNED_IN', person: readPerson({ ...row, locked_until: 0 }, clock()) };
    },
  };
}

function readPerson(row: PersonRow, now: number): Person {
  return {
    username: row.username,
    name: row.name,
    account: row.account,
    accounts: JSON.parse(row.accounts) as string[],
    scope: row.scope,
    roles: JSON.parse(row.roles) as string[],
    created_at: new Date(row.created_at).toISOString(),
    locked_until: row.locked_until > now ? new Date(row.locked_until).toISOString() : null,
  };
}

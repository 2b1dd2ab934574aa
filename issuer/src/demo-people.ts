// The people, and the application, of the demo accounts: there to try signing in on a developer's machine.
import path from 'node:path';
import type { ApplicationStore } from './applications/application-store.ts';
import type { DevelopmentOptions } from './issuer-options.ts';
import type { PersonStore } from './people/person-store.ts';
import { prepareKeyFile } from './secrets/key-file.ts';

const buyerScope = 'orders:read orders:write credit:read';

const demoPeople = [
  { username: 'anna@acme', name: 'Anna of Acme Pumps', account: 'acme', scope: buyerScope },
  { username: 'dan@acme-dayton', name: "Dan of Acme's branch in Dayton", account: 'acme-dayton', scope: buyerScope },
  { username: 'bo@borealis', name: 'Bo of Borealis Mining', account: 'borealis', scope: buyerScope },
  {
    username: 'rep@northline',
    name: 'A sales representative of Northline',
    account: null,
    scope: `${buyerScope} accounts:act-on-behalf`,
  },
];

/** Where the one password of all demo people is: random, made at the first start. */
export function locateDemoPassword(dataDir: string): string {
  return path.join(dataDir, 'demo-password');
}

/** Adds those that are missing, with the password in the file. */
export async function seedDemoPeople(
  people: PersonStore,
  applications: ApplicationStore,
  dataDir: string,
  { sandboxUrl }: DevelopmentOptions,
): Promise<void> {
  const password = prepareKeyFile(locateDemoPassword(dataDir));
  await applications.put({
    client_id: 'sandbox',
    name: 'Sandbox',
    redirect_uris: [sandboxUrl],
    scope: `${buyerScope} accounts:act-on-behalf`,
  });
  const known = new Set((await people.list()).map(({ username }) => username));
  const missing = demoPeople.filter(({ username }) => !known.has(username));
  await Promise.all(missing.map((person) => people.add({ ...person, accounts: [], roles: [], password })));
}

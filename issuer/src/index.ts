// The issuer, for whoever starts it in a process of their own, and a client of its admin listener.
export { type AdminClient, createAdminClient } from './command/admin-client.ts';
export { locateDemoPassword } from './demo-people.ts';
export { type IssuerOptions } from './issuer-options.ts';
export { type RunningIssuer, startIssuer } from './start-issuer.ts';
export { openDatabase } from './store/open-database.ts';

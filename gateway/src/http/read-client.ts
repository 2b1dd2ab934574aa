// Which program a request says that it comes from, for logs and figures. It is a claim of the sender and opens nothing.
import type { IncomingHttpHeaders } from 'node:http';
import type { ClientName } from '../execution/request-context.ts';

const nameHeader = 'apollographql-client-name';
const versionHeader = 'apollographql-client-version';

/** Printable ASCII, so that it can stand in a line of a log, and no longer than a name is. */
const acceptable = /^[ -~]{1,100}$/;

/** Undefined where it says nothing that can be used. */
export function readClient(headers: IncomingHttpHeaders): ClientName | undefined {
  const name = headers[nameHeader];
  const version = headers[versionHeader];
  if (name === undefined && version === undefined) return undefined;
  const isName = typeof name === 'string' && acceptable.test(name);
  const isVersion = typeof version === 'string' && acceptable.test(version);
  return isName || isVersion ? { ...(isName && { name }), ...(isVersion && { version }) } : undefined;
}

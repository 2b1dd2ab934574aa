// Refuses requests for GraphQL whose headers can be read in two ways: what stands before the gateway may have read them in
// the other.
import type { IncomingMessage } from 'node:http';
import { RequestRefusal } from './request-refusal.ts';

export interface HeaderRules {
  /** Lower-case names of headers that may be there once. */
  readonly single: ReadonlySet<string>;
  /** Of those names: most headers are told from them by it. */
  readonly lengths: ReadonlySet<number>;
}

/** `tokenHeader` is the lower-case name of the one that has the caller's token. */
export function createHeaderRules(tokenHeader: string): HeaderRules {
  const single = new Set(['authorization', 'content-encoding', 'content-type', 'host', 'origin', tokenHeader]);
  return { single, lengths: new Set([...single].map(({ length }) => length)) };
}

const plainTypes: ReadonlySet<string | undefined> = new Set([undefined, 'application/json']);
const otherCharset = /;\s*charset\s*=\s*(?!"?utf-?8"?\s*(;|$))/i;

/** Throws a `RequestRefusal`. */
export function checkHeaders({ headers, rawHeaders }: IncomingMessage, rules: HeaderRules): void {
  // Node.js keeps the first of several, without a word.
  const repeated = findRepeated(rawHeaders, rules);
  if (repeated !== undefined) {
    const message = `The header ${repeated} is there more than once.`;
    throw new RequestRefusal({ status: 400, code: 'BAD_REQUEST', message });
  }
  const { 'content-encoding': encoding, 'content-type': type } = headers;
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    const message = 'The request body is compressed. Send it as it is.';
    throw new RequestRefusal({ status: 415, code: 'BAD_REQUEST', message });
  }
  if (!plainTypes.has(type) && otherCharset.test(type ?? '')) {
    throw new RequestRefusal({ status: 415, code: 'BAD_REQUEST', message: 'The request body must be in UTF-8.' });
  }
}

function findRepeated(rawHeaders: readonly string[], { single, lengths }: HeaderRules): string | undefined {
  let seen: string[] | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const written = rawHeaders[index] ?? '';
    if (!lengths.has(written.length)) continue;
    const name = written.toLowerCase();
    if (!single.has(name)) continue;
    if (seen === undefined) seen = [name];
    else if (seen.includes(name)) return name;
    else seen.push(name);
  }
  return undefined;
}

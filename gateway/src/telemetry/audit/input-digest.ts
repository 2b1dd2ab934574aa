// Tells whether two mutations were given the same, without telling what. With a key: order numbers, account ids and
// quantities are so few that a plain hash of them could be found by trying all of them out.
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AskedOperation } from '../../execution/request-context.ts';

export type InputDigest = (asked: AskedOperation, variables: unknown) => string;

const fewestBytes = 32;

/**
 * Equal for the same document and the same variables, in whatever order their members are. Without a file, digests compare
 * within one process only.
 */
export function createInputDigest(keyFile: string | undefined): InputDigest {
  const key = keyFile === undefined ? randomBytes(fewestBytes) : readKey(keyFile);
  return ({ hash, operation }, variables) =>
    createHmac('sha256', key)
      .update(`${hash} ${operation.name?.value ?? ''} ${writeCanonically(variables ?? {})}`)
      .digest('hex');
}

function readKey(file: string): Buffer {
  const key = readFileSync(file);
  if (key.length >= fewestBytes) return key;
  throw new Error(
    `${file} has ${key.length} bytes; the key of the audit log needs at least ${fewestBytes} random ones.`,
  );
}

function writeCanonically(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

// Finds secrets in what was written down, in whatever form they may have got there.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface Secret {
  /** What it is, for people: the text of a failing test is no place for the secret either. */
  readonly name: string;
  readonly value: string;
}

/** Members of JSON files that hold secrets: private parts of keys, and what is called one. */
const secretMember = /^(d|p|q|dp|dq|qi|k)$|secret|password|private/i;

/** Files that hold nothing but a secret. */
const secretFile = /\.(secret|key)$|password/i;

/** Those in the files of a folder: JSON members with telling names, and files that are one. */
export function readSecrets(folder: string): Secret[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const file = path.join(folder, name);
    if (!statSync(file).isFile()) return [];
    if (secretFile.test(name)) return readLines(file, name);
    return name.endsWith('.json') ? listMembers(JSON.parse(readFileSync(file, 'utf8')), name) : [];
  });
}

function readLines(file: string, name: string): Secret[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => ({ name, value: line.replace(/^whsec_/, '') }));
}

function listMembers(value: unknown, name: string): Secret[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]): Secret[] => {
    if (typeof member === 'string') return secretMember.test(key) ? [{ name: `${name}: ${key}`, value: member }] : [];
    return listMembers(member, `${name}: ${key}`);
  });
}

/** The names of those secrets that stand in a text, and of their forms. */
export function findSecrets(text: string, secrets: readonly Secret[]): string[] {
  return secrets.flatMap(({ name, value }) =>
    Object.entries(listForms(value)).flatMap(([form, written]) =>
      text.includes(written) ? [`${name} (${form})`] : [],
    ),
  );
}

function listForms(value: string): Record<string, string> {
  const bytes = Buffer.from(value);
  return {
    'as it is': value,
    base64: withoutEnd(bytes.toString('base64')),
    base64url: withoutEnd(bytes.toString('base64url')),
    'hex of its bytes': withoutEnd(Buffer.from(value, 'base64').toString('hex')),
    hex: bytes.toString('hex'),
    'URL-encoded': encodeURIComponent(value),
    JSON: JSON.stringify(value).slice(1, -1),
  };
}

/** What it ends in depends on what follows it. */
const withoutEnd = (text: string): string => text.slice(0, Math.max(text.length - 4, 12));

/** Tokens that nobody handed to the test: those that the parts of the graph give each other. */
export function findTokens(text: string): string[] {
  const jwts = text.match(/eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g) ?? [];
  const credentials = text.match(/\b(Bearer|Basic)\s+[\w.~+/=-]{16,}/gi) ?? [];
  return [...jwts, ...credentials].map((token) => `${token.slice(0, 12)}…`);
}

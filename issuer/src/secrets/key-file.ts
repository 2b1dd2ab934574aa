// Files that hold one random secret, made when missing and readable by their owner alone.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The text in the file. A new one has 32 random bytes in base64url, which are what is used of it. */
export function prepareKeyFile(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    // Fails when the file is there, also when another process makes it in this moment.
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readKeyFile(file);
}

/** Throws when the file cannot be read, is empty, or may be read by others. Its content is in no message. */
function readKeyFile(file: string): string {
  const { mode } = statSync(file);
  if ((mode & 0o077) !== 0 && process.platform !== 'win32') {
    throw new Error(`${file} may be read by others (mode ${(mode & 0o777).toString(8)}): run "chmod 600 ${file}".`);
  }
  const text = readFileSync(file, 'utf8').trim();
  if (text.length < 32) throw new Error(`${file} is too short for a key: give 32 random bytes in base64url.`);
  return text;
}

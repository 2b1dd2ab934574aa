// Installs what the bench measures against, which is no part of the product and of no other command.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Does nothing when the packages of the present lockfile are there. */
export function installPeers() {
  const lockfile = createHash('sha256')
    .update(readFileSync(`${folder}package-lock.json`))
    .digest('hex');
  const stamp = `${folder}node_modules/.installed-lockfile`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfile) return;

  console.error('Installing the peers into bench/node_modules (about 700 MB; a minute or two, once) ...');
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('The peers could not be installed: run "npm ci --prefix bench" to see why.');
  writeFileSync(stamp, lockfile);
}

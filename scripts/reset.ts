// `npm run reset`: forgets everything the local graph keeps (databases, keys, credentials, revocations); the next start begins anew.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { readLocalGraph } from './local-graph.ts';
import { findRunning, forgetRunning } from './running-note.ts';

const { dataDir } = readLocalGraph(process.env);
const running = findRunning(dataDir);
if (running === undefined) {
  // Only what a start makes: DATA_DIR may be a folder that holds other things too.
  for (const name of ['keys', 'systems', 'issuer', 'revoked-tokens.jsonl'])
    rmSync(path.join(dataDir, name), { recursive: true, force: true });
  forgetRunning(dataDir);
  console.log(`Removed the keys and databases in ${dataDir}.`);
} else {
  console.error(
    `The graph of ${dataDir} is running (process ${running}): stop it first (Ctrl-C where it runs), then reset.`,
  );
  process.exitCode = 1;
}

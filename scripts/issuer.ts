// `npm run partners|people|applications|signing-keys -- …`: manages the local issuer, or the one that ISSUER_ADMIN_URL names.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { issuerAdmin, readLocalGraph } from './local-graph.ts';

const { url, keyFile } = issuerAdmin(readLocalGraph(process.env));
const { status } = spawnSync(
  process.execPath,
  ['--conditions=source', '--import', 'tsx', 'issuer/src/cli.ts', ...process.argv.slice(2)],
  {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ISSUER_ADMIN_URL: url, ISSUER_ADMIN_KEY_FILE: keyFile, ...process.env },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;

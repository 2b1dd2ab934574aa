// `npm run --silent sql -- erp "<statement>"`: reads or changes the data of a local system; what changes is announced.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { readLocalGraph } from './local-graph.ts';

const { dataDir } = readLocalGraph(process.env);
const { status } = spawnSync(
  process.execPath,
  ['--conditions=source', '--import', 'tsx', 'systems/src/cli.ts', 'sql', ...process.argv.slice(2)],
  {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...process.env, DATA_DIR: path.join(dataDir, 'systems') },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;

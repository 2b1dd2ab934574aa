// `npm run reset`: forgets everything the local graph keeps (databases, keys, credentials); the next start begins anew.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { gatewayUrl, readLocalGraph } from './local-graph.ts';

const graph = readLocalGraph(process.env);
const isRunning = await fetch(`${gatewayUrl(graph)}/health/live`, { signal: AbortSignal.timeout(1000) }).then(
  () => true,
  () => false,
);
if (isRunning) {
  console.error(`The graph is running at ${gatewayUrl(graph)}: stop it first (Ctrl-C where it runs), then reset.`);
  process.exitCode = 1;
} else {
  // Only what a start makes: DATA_DIR may be a folder that holds other things too.
  for (const folder of ['keys', 'systems']) rmSync(path.join(graph.dataDir, folder), { recursive: true, force: true });
  console.log(`Removed the keys and databases in ${graph.dataDir}.`);
}

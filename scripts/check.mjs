// `npm run check`: everything that can be said about the repository without running it, all of it even when one fails.
import { spawnSync } from 'node:child_process';

const checks = [
  ['The code compiles under the strict settings', 'npm run --silent typecheck'],
  ['The linter has nothing to say', 'npm run --silent lint'],
  ['Everything is formatted', 'npm run --silent format:check'],
  [
    'Imports go the agreed way',
    'npx depcruise --config .dependency-cruiser.cjs schema gateway subgraphs systems test scripts',
  ],
  ['Nothing is exported or depended on in vain', 'npx knip'],
  ['The composed supergraph is up to date', 'npm run --silent compose -- --check'],
  ['The generated code is up to date', 'node scripts/check-generated.mjs'],
  ['The lockfiles bind nobody to one registry or platform', 'node scripts/check-lockfile.mjs'],
];

let failed = 0;
for (const [claim, command] of checks) {
  const { status, stdout, stderr } = spawnSync(command, { shell: true, encoding: 'utf8' });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${claim}`);
  if (status !== 0) {
    failed += 1;
    console.log(`     ${command}\n${stdout}${stderr}`.replaceAll('\n', '\n     '));
  }
}
console.log(`${checks.length - failed} of ${checks.length} checks passed`);
process.exitCode = failed === 0 ? 0 : 1;

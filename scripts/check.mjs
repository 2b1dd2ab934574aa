// `npm run check`: everything that can be said about the repository without running it, all of it even when one fails.
import { exec } from 'node:child_process';
import { availableParallelism } from 'node:os';

const checks = [
  ['The code compiles under the strict settings', 'npm run --silent typecheck'],
  ['The linter has nothing to say', 'npm run --silent lint'],
  ['Everything is formatted', 'npm run --silent format:check'],
  [
    'Imports go the agreed way',
    'npx depcruise --config .dependency-cruiser.cjs schema signed-events gateway subgraphs systems issuer test scripts',
  ],
  ['Nothing is exported or depended on in vain', 'npx knip'],
  ['The composed supergraph is up to date', 'npm run --silent compose -- --check'],
  ['The lockfiles bind nobody to one registry or platform', 'node scripts/check-lockfile.mjs'],
];
/** Writes the files anew and puts them back, so nobody else may read them meanwhile. */
const checkOfGenerated = ['The generated code is up to date', 'node scripts/check-generated.mjs'];

let passed = 0;

function run([claim, command]) {
  return new Promise((resolve) => {
    exec(command, { maxBuffer: Infinity }, (error, stdout, stderr) => {
      console.log(`${error ? 'FAIL' : 'ok  '} ${claim}`);
      if (error) console.log(`     ${command}\n${stdout}${stderr}`.replaceAll('\n', '\n     '));
      else passed += 1;
      resolve();
    });
  });
}

async function runInTurn(waiting) {
  for (let check = waiting.shift(); check; check = waiting.shift()) await run(check);
}

const waiting = [...checks];
await Promise.all(Array.from({ length: availableParallelism() }, () => runInTurn(waiting)));
await run(checkOfGenerated);
const count = checks.length + 1;
console.log(`${passed} of ${count} checks passed`);
process.exitCode = passed === count ? 0 : 1;

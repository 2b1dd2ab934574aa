// Fails when generating again would change a checked-in generated file. The working tree is left as it was.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

function run(command) {
  const { status, stdout, stderr } = spawnSync(command, { shell: true, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}\n${stdout}${stderr}`);
  return stdout;
}

const files = run("git ls-files -co --exclude-standard -- '*/generated/*'").split('\n').filter(Boolean);
const before = new Map(files.map((file) => [file, existsSync(file) ? readFileSync(file, 'utf8') : undefined]));
run('npm run --silent codegen');
const drifted = [];
for (const [file, content] of before) {
  if (existsSync(file) && readFileSync(file, 'utf8') === content) continue;
  drifted.push(file);
  if (content !== undefined) writeFileSync(file, content);
}
for (const file of drifted) console.error(`${file} is out of date: run "npm run codegen" and commit the result.`);
process.exitCode = drifted.length === 0 ? 0 : 1;

// Our gateway as plain JavaScript, as it is run in production: of the working tree, or of an earlier commit.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));

function run(command, cwd, what) {
  const { status, stdout, stderr } = spawnSync(command, { shell: true, cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${what} failed (${command}):\n${stdout}${stderr}`);
  return stdout.trim();
}

/** @returns {string} the program to run with node */
export function buildOurs({ skipBuild }) {
  if (!skipBuild) {
    console.error('Building the gateway ...');
    run('npx tsc -b gateway', repository, 'The build of the gateway');
  }
  return path.join(repository, 'gateway/dist/cli.js');
}

/** Composes subgraphs whose policies our gateway reads, as its own command does it. `config` is its configuration. */
export function composeOurs(program, config) {
  run(`"${process.execPath}" "${program}" compose --config "${config}"`, repository, 'Composing the supergraph');
}

/** Whether its configuration has a key such as `response_cache.redis`. */
export function hasKey(program, key) {
  const schema = JSON.parse(
    run(`"${process.execPath}" "${program}" config schema`, repository, 'Reading its configuration'),
  );
  return key.split('.').reduce((part, name) => part?.properties?.[name], schema) !== undefined;
}

export function describeWorkingTree() {
  const commit = run('git rev-parse --short HEAD', repository, 'Reading the commit');
  const changes = run('git status --porcelain -- gateway/src gateway/package.json', repository, 'Reading the changes');
  return changes === '' ? commit : `${commit} with changes`;
}

/**
 * The gateway at a commit, in a folder of its own with the dependencies of that commit. The folder stays in the
 * temporary files, so that the same commit is built once.
 */
export function buildBaseline(ref) {
  const commit = run(`git rev-parse --verify --short=12 "${ref}^{commit}"`, repository, `Finding "${ref}"`);
  const folder = path.join(tmpdir(), `commerce-graph-baseline-${commit}`);
  if (!existsSync(folder)) {
    console.error(`Building the gateway of ${commit} in ${folder} ...`);
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished);
    try {
      run(`git archive ${commit} | tar -x -C "${unfinished}"`, repository, 'Reading the commit');
      run('npm ci --ignore-scripts --prefer-offline', unfinished, 'Installing its dependencies');
      run('npx tsc -b gateway', unfinished, 'The build of the gateway');
      renameSync(unfinished, folder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  return {
    commit,
    command: path.join(folder, 'gateway/dist/cli.js'),
    configuration: path.join(folder, 'bench/gateways/ours/ours.yaml'),
  };
}

// Who is measured, and how each is started. Another configuration of ours is another file in ours/ or ours-cached/.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBaseline } from './build-ours.mjs';

const bench = fileURLToPath(new URL('..', import.meta.url));
const inBench = (file) => `${bench}${file}`;

export const versionOf = (name) =>
  JSON.parse(readFileSync(inBench(`node_modules/${name}/package.json`), 'utf8')).version;

const listConfigurations = (folder) =>
  readdirSync(inBench(`gateways/${folder}`))
    .map((file) => path.basename(file, '.yaml'))
    .toSorted()
    .map((id) => [id, inBench(`gateways/${folder}/${id}.yaml`)]);

/** Without a cache, and with one. */
const ourConfigurations = new Map(listConfigurations('ours'));
const ourCachedConfigurations = new Map(listConfigurations('ours-cached'));

/** As the README starts it, with 1024; a cache of 512 MiB needs more to be kept in. */
export const memoryFlags = (mebibytes) => [`--max-old-space-size=${mebibytes}`, '--v8-pool-size=1'];

function ours(id, label, command, configuration) {
  return {
    id,
    label,
    path: '/graphql',
    isOurs: true,
    nodeFlags: memoryFlags(1024),
    args: () => [command, '--config', configuration],
  };
}

function oursCached(id, label, command, file) {
  return {
    ...ours(id, label, command, file),
    nodeFlags: memoryFlags(1536),
    isCached: true,
    supergraph: 'governed',
    /** The configuration with more in it, as text. */
    configure: (more) => addSections(readFileSync(file, 'utf8'), more),
  };
}

/**
 * YAML is a superset of JSON: a section is added as JSON, or members of one that is there, in place of those of the same
 * name on a line of their own.
 */
function addSections(yaml, more) {
  const lines = yaml.split('\n');
  for (const [name, content] of Object.entries(more)) {
    const members = Object.entries(content).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
    const place = lines.indexOf(`${name}:`);
    if (place === -1) {
      lines.push(`${name}:`, ...members);
      continue;
    }
    const end = lines.findIndex((line, index) => index > place && !line.startsWith('  '));
    const kept = lines
      .slice(place + 1, end)
      .filter((line) => !Object.keys(content).includes(line.trim().split(':')[0]));
    lines.splice(place + 1, end - place - 1, ...members, ...kept);
  }
  return lines.join('\n');
}

/** Our gateway in each of its configurations. `ours` and `ours-cached` are those that the others are compared with. */
function listOurs(command) {
  const labels = {
    ours: 'ours',
    'ours-identity': 'ours, checking tokens and signing assertions',
    'ours-logging': 'ours, with a log line for each request',
    'ours-no-sharing': 'ours, no sharing of identical requests',
    'ours-cached': 'ours, checking tokens and keeping fields',
  };
  return [
    ...[...ourConfigurations].map(([id, file]) => ours(id, labels[id] ?? id, command, file)),
    ...[...ourCachedConfigurations].map(([id, file]) => oursCached(id, labels[id] ?? id, command, file)),
  ];
}

/** At a commit, with the configuration that it had there: another may have other keys. */
function listBaseline(ref) {
  if (ref === undefined) return [];
  const { commit, command, configuration } = buildBaseline(ref);
  return [ours('baseline', `ours at ${commit}`, command, configuration)];
}

function hive(id, label, ...flags) {
  const program = inBench('node_modules/@graphql-hive/gateway/dist/bin.js');
  return {
    id,
    label: `Hive Gateway, ${label}`,
    path: '/graphql',
    args: ({ supergraph, port }) =>
      [program, 'supergraph', supergraph, '--host', '127.0.0.1', '--port', String(port)].concat(flags),
  };
}

const sharing = ['-c', inBench('gateways/hive-recommended.config.mjs')];
const noSharing = ['-c', inBench('gateways/hive-without-sharing.config.mjs')];
const cached = ['-c', inBench('gateways/hive-cached.config.mjs')];
const told = ['-c', inBench('gateways/hive-told.config.mjs')];

const mercurius = {
  id: 'mercurius',
  label: 'Mercurius gateway with JIT',
  path: '/graphql',
  args: () => [inBench('gateways/mercurius.mjs')],
};
const monolith = {
  id: 'monolith',
  label: 'one graphql-yoga, no subgraphs',
  path: '/graphql',
  args: () => [inBench('gateways/monolith.mjs')],
};
const withLimitedMemory = (gateway) => ({
  ...gateway,
  id: `${gateway.id}-limited`,
  label: `${gateway.label}, with the flags of ours for memory`,
  nodeFlags: memoryFlags(1024),
});

const peers = [
  {
    id: 'apollo',
    label: 'Apollo Gateway with Apollo Server',
    path: '/',
    args: () => [inBench('gateways/apollo.mjs')],
  },
  hive('hive', 'as installed'),
  hive(
    'hive-recommended',
    'as in its own benchmark (JIT, identical requests share one execution)',
    '--jit',
    ...sharing,
  ),
  hive('hive-rust', 'Rust planner', '--hive-router-runtime'),
  hive(
    'hive-rust-recommended',
    'Rust planner, identical requests share one execution',
    '--hive-router-runtime',
    ...sharing,
  ),
  hive('hive-rust-no-sharing', 'Rust planner, no sharing of subgraph requests', '--hive-router-runtime', ...noSharing),
  mercurius,
  withLimitedMemory(mercurius),
  monolith,
  withLimitedMemory(monolith),
  {
    id: 'apollo-cached',
    label: 'Apollo Gateway with Apollo Server, keeping responses',
    path: '/',
    args: () => [inBench('gateways/apollo-cached.mjs')],
    isCached: true,
    supergraph: 'hinted',
  },
  { ...hive('hive-cached', 'keeping responses', ...cached), isCached: true },
  {
    ...hive('hive-rust-cached', 'Rust planner, keeping responses', '--hive-router-runtime', ...cached),
    isCached: true,
  },
  {
    ...hive('hive-rust-told', 'Rust planner, keeping responses until told', '--hive-router-runtime', ...told),
    isCached: true,
    announcement: 'sku',
  },
  {
    id: 'ceiling',
    label: 'node:http with the same bytes',
    path: '/',
    isCached: 'either',
    args: () => [inBench('gateways/ceiling.mjs')],
  },
];

/** One of each kind, for a run that shall only show that everything works. */
export const quickIds = ['ours', 'apollo', 'ours-cached', 'apollo-cached', 'hive-rust-told', 'ceiling'];

const ourIds = [...ourConfigurations.keys(), ...ourCachedConfigurations.keys(), 'baseline'];
export const gatewayIds = [...ourIds, ...peers.map(({ id }) => id)];

/** One of ours, for what is measured on our gateway alone. */
export function findOurs(id, builds) {
  if (!ourIds.includes(id)) throw new Error(`"${id}" is none of ours: ${ourIds.join(', ')}.`);
  return selectGateways([id], builds).find((gateway) => gateway.id === id);
}

/** Whether a gateway has a place in a workload: those with a cache are not compared with those without. */
export const takesPart = ({ isCached = false }, workload) =>
  isCached === 'either' || isCached === (workload.isCached ?? false);

/** Those that were asked for (default: all), in a fixed order. */
export function selectGateways(ids, { command, baseline }) {
  const unknown = ids?.find((id) => !gatewayIds.includes(id));
  if (unknown !== undefined) throw new Error(`There is no peer "${unknown}". There are: ${gatewayIds.join(', ')}.`);
  if (ids?.includes('baseline') && baseline === undefined)
    throw new Error('Name the commit with --baseline <git-ref>.');
  const isWanted = (id) => ids === undefined || ids.includes(id);
  return [
    ...listOurs(command).filter(({ id }) => isWanted(id)),
    // Naming a commit is asking for it.
    ...listBaseline(baseline),
    ...peers.filter(({ id }) => isWanted(id)),
  ];
}

export const measuredPackages = [
  '@apollo/gateway',
  '@apollo/server',
  '@apollo/server-plugin-response-cache',
  '@graphql-hive/gateway',
  '@graphql-hive/router-runtime',
  '@graphql-yoga/plugin-response-cache',
  '@mercuriusjs/gateway',
  'mercurius',
  'graphql-yoga',
  'graphql',
];

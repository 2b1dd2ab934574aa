// Who is measured, and how each is started. Another configuration of ours is another file in ours/.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBaseline } from './build-ours.mjs';

const bench = fileURLToPath(new URL('..', import.meta.url));
const inBench = (file) => `${bench}${file}`;

export const versionOf = (name) =>
  JSON.parse(readFileSync(inBench(`node_modules/${name}/package.json`), 'utf8')).version;

const ourConfigurations = new Map(
  readdirSync(inBench('gateways/ours'))
    .map((file) => path.basename(file, '.yaml'))
    .toSorted()
    .map((id) => [id, inBench(`gateways/ours/${id}.yaml`)]),
);

function ours(id, label, command, configuration) {
  return { id, label, path: '/graphql', isOurs: true, args: () => [command, '--config', configuration] };
}

/** Our gateway in each of its configurations. `ours` is the one that all others are compared with. */
function listOurs(command) {
  const labels = {
    ours: 'ours',
    'ours-identity': 'ours, checking tokens and signing assertions',
    'ours-logging': 'ours, with a log line for each request',
  };
  return [...ourConfigurations].map(([id, file]) => ours(id, labels[id] ?? id, command, file));
}

function listBaseline(ref) {
  if (ref === undefined) return [];
  const { commit, command } = buildBaseline(ref);
  return [ours('baseline', `ours at ${commit}`, command, ourConfigurations.get('ours'))];
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
  {
    id: 'mercurius',
    label: 'Mercurius gateway with JIT',
    path: '/graphql',
    args: () => [inBench('gateways/mercurius.mjs')],
  },
  {
    id: 'monolith',
    label: 'one graphql-yoga, no subgraphs',
    path: '/graphql',
    args: () => [inBench('gateways/monolith.mjs')],
  },
  {
    id: 'ceiling',
    label: 'node:http with the same bytes',
    path: '/',
    args: () => [inBench('gateways/ceiling.mjs')],
  },
];

const ourIds = [...ourConfigurations.keys(), 'baseline'];
export const gatewayIds = [...ourIds, ...peers.map(({ id }) => id)];

/** One of ours, for what is measured on our gateway alone. */
export function findOurs(id, builds) {
  if (!ourIds.includes(id)) throw new Error(`"${id}" is none of ours: ${ourIds.join(', ')}.`);
  return selectGateways([id], builds).find((gateway) => gateway.id === id);
}

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
  '@graphql-hive/gateway',
  '@graphql-hive/router-runtime',
  '@mercuriusjs/gateway',
  'mercurius',
  'graphql-yoga',
  'graphql',
];

// `npm run bench`: reads its arguments, installs the peers on first use, and starts what was asked for.
import { parseArgs } from 'node:util';
import { installPeers } from './install-peers.mjs';

const usage = `npm run bench -- [options]                 compare our gateway with its peers
npm run bench -- profile <workload>        where our gateway spends its time
npm run bench -- soak --requests <count>   whether our gateway's memory stays flat

  --workloads <ids>     comma separated; default: all
  --peers <ids>         comma separated; default: all (--list prints both)
  --baseline <git-ref>  measure our gateway as it was at that commit, too
  --rounds <count>      how often each gateway is measured; default 3
  --seconds <count>     how long each time; default 4
  --warm-up <seconds>   load on each gateway before its first round; default 4
  --connections <n>     requests in flight; default 32
  --quick               below two minutes, to see that everything works: few workloads and peers unless they are named,
                        and one round of half a second; its figures mean little
  --write               write the tables to docs/benchmarks.md
  --skip-build          measure gateway/dist as it is
  --list                print the workloads and the peers

profile and soak:
  --ours <id>           ours (default; ours-cached where caches are measured), another of ours, or baseline
  --requests <count>    soak: default 200000
  --operations <count>  soak: so many different query texts in turn, for what is kept per operation; default 1
`;

async function runCommand(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      workloads: { type: 'string' },
      peers: { type: 'string' },
      baseline: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'warm-up': { type: 'string' },
      connections: { type: 'string' },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      'skip-build': { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      ours: { type: 'string' },
      requests: { type: 'string' },
      operations: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  const number = (name, fallback) => readNumber(name, values[name], fallback);
  const options = {
    workloads: values.workloads?.split(','),
    peers: values.peers?.split(','),
    baseline: values.baseline,
    rounds: number('rounds', values.quick ? 1 : 3),
    seconds: number('seconds', values.quick ? 0.5 : 4),
    warmUp: number('warm-up', values.quick ? 0.5 : 4),
    connections: number('connections', 32),
    isQuick: values.quick,
    write: values.write,
    skipBuild: values['skip-build'],
    ours: values.ours,
    requests: number('requests', 200_000),
    operations: number('operations', 1),
  };

  // Whatever needs the peers' packages is loaded after they are there.
  installPeers();
  const [command, workload, ...rest] = positionals;
  if (values.list) {
    const { listChoices } = await import('./compare.mjs');
    console.log(listChoices());
  } else if (command === undefined) {
    const { compareGateways } = await import('./compare.mjs');
    await compareGateways(options);
  } else if (command === 'profile' && workload !== undefined && rest.length === 0) {
    const { profileOurs } = await import('./profile.mjs');
    await profileOurs(workload, options);
  } else if (command === 'soak' && workload === undefined) {
    const { soakOurs } = await import('./soak.mjs');
    await soakOurs(options);
  } else {
    throw new Error(`"${positionals.join(' ')}" was not understood.\n\n${usage}`);
  }
}

function readNumber(name, text, fallback) {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new Error(`--${name} must be a number above 0, not "${text}".`);
}

try {
  await runCommand(process.argv.slice(2));
  process.exit();
} catch (error) {
  console.error(error instanceof Error && error.cause === undefined ? error.message : error);
  process.exit(1);
}

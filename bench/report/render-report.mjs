// The figures as Markdown.
import { columnsOf } from './columns.mjs';

export function renderWorkload({ workload, rows }) {
  const columns = columnsOf[workload.measure ?? 'turns'];
  const ours = rows.find(
    ({ id, failure }) => id === (workload.isCached ? 'ours-cached' : 'ours') && failure === undefined,
  );
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const failures = rows.filter(({ failure }) => failure !== undefined);
  return [
    `\n## ${workload.title}\n`,
    `${workload.description}\n`,
    line(columns.map(([title]) => title)),
    line(
      columns.map(([title], index) =>
        index === 0 || title.endsWith('data') || title.endsWith('otherwise') ? '---' : '--:',
      ),
    ),
    ...rows
      .filter(({ failure }) => failure === undefined)
      .map((row) => line(columns.map(([, render]) => render(row, ours) ?? '–'))),
    ...failures.map(({ label, failure }) => `\nNot measured: ${label}. ${failure.split('\n')[0]}`),
  ].join('\n');
}

export function renderReport({ conditions, measured }) {
  const { versions, isQuick, usage, ...rest } = conditions;
  return [
    '# Benchmarks\n',
    '<!-- Written by `npm run bench -- --write`; bench/README.md tells what is measured and how. -->\n',
    isQuick ? '**From a quick run, which only shows that everything works: its figures mean little.**\n' : '',
    'Compare figures within one table only, and trust **CPU, times ours** most: it compares what a request costs two gateways',
    'in the same round, and depends least on what else the machine does; where a core is not in use to the full, requests per',
    'second tell how fast the subgraphs and the load were, not the gateway.\n',
    '| | |\n| --- | --- |',
    `| date | ${rest.date} |`,
    `| ours | commit ${rest.ours} |`,
    `| processor | ${rest.processor}; ${rest.cores} |`,
    `| system | ${rest.system}; Node ${rest.node}; load average before the run ${rest.loadBefore} |`,
    `| load | ${rest.connections} connections, each with the next request when its answer is there |`,
    `| rounds | ${rest.rounds} of ${rest.seconds} s for each gateway, taking turns in a rotated order, after ${rest.warmUp} s of warm-up; medians |`,
    `| peers | ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')} |`,
    usage === undefined ? '' : `\n${usage}`,
    ...measured.map(renderWorkload),
    '',
  ].join('\n');
}

// The figures as Markdown.
import { median } from './median.mjs';

const turns = [
  ['', ({ label }) => label],
  ['requests/s', ({ requestsPerSecond }) => requestsPerSecond.toFixed(0)],
  ['p50 ms', ({ p50 }) => p50.toFixed(1)],
  ['p99 ms', ({ p99 }) => p99.toFixed(1)],
  ['CPU ms per request', ({ cpuMsPerRequest }) => cpuMsPerRequest?.toFixed(cpuMsPerRequest < 0.1 ? 3 : 2)],
  ['CPU, times ours', (row, ours) => ratio(row, ours, 'cpuMsPerRequest')],
  ['requests/s, times ours', (row, ours) => ratio(row, ours, 'requestsPerSecond')],
  ['core in use', ({ coresBusy }) => (coresBusy === undefined ? undefined : `${Math.round(coresBusy * 100)} %`)],
  ['subgraph calls per request', ({ callsPerRequest }) => callsPerRequest.toFixed(2)],
  ['peak RSS MB', ({ peakRssMb }) => peakRssMb?.toFixed(0)],
  ['same data', describeAnswers],
];

const mixed = [
  ['', ({ label }) => label],
  ['pages/s', ({ pagesPerSecond }) => pagesPerSecond.toFixed(0)],
  ['p50 ms', ({ p50 }) => p50.toFixed(1)],
  ['p99 ms', ({ p99 }) => p99.toFixed(1)],
  ['CPU ms per page', ({ cpuMsPerPage }) => cpuMsPerPage?.toFixed(2)],
  ['CPU, times ours', (row, ours) => plainRatio(row, ours, 'cpuMsPerPage')],
  ['ERP calls per page', ({ erpCallsPerPage }) => erpCallsPerPage.toFixed(3)],
  ['ERP calls, times ours', (row, ours) => plainRatio(row, ours, 'erpCallsPerPage')],
  ['subgraph calls per page', ({ callsPerPage }) => callsPerPage.toFixed(3)],
  ['changes', ({ changes }) => String(changes)],
  ['stale prices', ({ stalePrices, prices }) => `${stalePrices} of ${prices}`],
  ['stale stock', ({ staleStocks }) => String(staleStocks)],
  ['peak RSS MB', ({ peakRssMb }) => peakRssMb?.toFixed(0)],
  ['right data otherwise', ({ difference, bad, wrong }) => describeAnswers({ difference, wrongAnswers: bad + wrong })],
];

const replica = [
  ['', ({ label }) => label],
  ['pages', ({ pages }) => String(pages)],
  ['p50 ms', ({ p50 }) => p50.toFixed(2)],
  ['p99 ms', ({ p99 }) => p99.toFixed(2)],
  ['p50 added ms', ({ addedP50 }) => addedP50.toFixed(2)],
  ['subgraph calls', ({ calls }) => String(calls)],
];

const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);
const cells = [
  ['', ({ label }) => label],
  ['cells kept', ({ heldCells }) => String(heldCells)],
  ['records', ({ records }) => String(records)],
  ['counted MiB', ({ countedBytes }) => megabytes(countedBytes)],
  ['heap MiB', ({ heapBytes }) => megabytes(heapBytes)],
  ['ns to find one', ({ nanoseconds }) => nanoseconds.toFixed(0)],
  ['times as long as among 1,000', ({ ratio }) => ratio.toFixed(2)],
];

/** By what a workload measures. */
const columnsOf = { turns, mixed, replica, cells };

function plainRatio(row, ours, figure) {
  if (ours === undefined || row[figure] === undefined) return undefined;
  return (row[figure] / ours[figure]).toFixed(2);
}

/** The median of the ratios of each round: a round in which the machine was slow was slow for both. */
function ratio(row, ours, figure) {
  if (ours === undefined || row[figure] === undefined) return undefined;
  return median(row.runs.map((run, round) => run[figure] / ours.runs[round][figure])).toFixed(2);
}

function describeAnswers({ difference, wrongAnswers }) {
  if (difference !== undefined) return `**no**: ${difference.replaceAll('|', '/')}`;
  return wrongAnswers === 0 ? 'yes' : `**no**: ${wrongAnswers} under load`;
}

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

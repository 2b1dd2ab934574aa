// The columns of the tables.
import { median } from './median.mjs';

const turnsColumns = [
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

const mixedColumns = [
  ['', ({ label }) => label],
  ['pages/s', ({ pagesPerSecond }) => pagesPerSecond?.toFixed(0)],
  ['p50 ms', ({ p50 }) => p50?.toFixed(1)],
  ['p99 ms', ({ p99 }) => p99?.toFixed(1)],
  ['CPU ms per page', ({ cpuMsPerPage }) => cpuMsPerPage?.toFixed(2)],
  ['CPU, times ours', (row, ours) => plainRatio(row, ours, 'cpuMsPerPage')],
  ['ERP calls per page', ({ erpCallsPerPage }) => erpCallsPerPage.toFixed(3)],
  ['ERP calls, times ours', (row, ours) => plainRatio(row, ours, 'erpCallsPerPage')],
  ['subgraph calls per page', ({ callsPerPage }) => callsPerPage?.toFixed(3)],
  ['changes', ({ changes }) => changes?.toString()],
  ['stale prices', ({ stalePrices, prices }) => prices && `${stalePrices} of ${prices}`],
  ['stale stock', ({ staleStocks }) => staleStocks?.toString()],
  ['peak RSS MB', ({ peakRssMb }) => peakRssMb?.toFixed(0)],
  [
    'right data otherwise',
    ({ difference, bad, wrong }) =>
      bad === undefined ? undefined : describeAnswers({ difference, wrongAnswers: bad + wrong }),
  ],
];

const ageingColumns = [
  ['', ({ label }) => label],
  ['hours', ({ hours }) => hours.toFixed(2)],
  ['ERP calls per page, fields kept', ({ fieldCallsPerPage }) => fieldCallsPerPage.toFixed(3)],
  ['ERP calls per page, responses kept', ({ responseCallsPerPage }) => responseCallsPerPage.toFixed(3)],
  ['times as many', (row) => (row.responseCallsPerPage / row.fieldCallsPerPage).toFixed(1)],
];

const replicaColumns = [
  ['', ({ label }) => label],
  ['pages', ({ pages }) => String(pages)],
  ['p50 ms', ({ p50 }) => p50.toFixed(2)],
  ['p99 ms', ({ p99 }) => p99.toFixed(2)],
  ['p50 added ms', ({ addedP50 }) => addedP50.toFixed(2)],
  ['subgraph calls', ({ calls }) => String(calls)],
];

const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);
const cellsColumns = [
  ['', ({ label }) => label],
  ['cells kept', ({ heldCells }) => String(heldCells)],
  ['records', ({ records }) => String(records)],
  ['counted MiB', ({ countedBytes }) => megabytes(countedBytes)],
  ['heap MiB', ({ heapBytes }) => megabytes(heapBytes)],
  ['ns to find one', ({ nanoseconds }) => nanoseconds.toFixed(0)],
  ['times as long as among 1,000', (row) => row.ratio.toFixed(2)],
  ['the same of a bare Map', (row) => row.mapRatio.toFixed(2)],
  ['ns a cell on pages', ({ pageNanoseconds }) => pageNanoseconds.toFixed(0)],
  ['times as long as among 1,000', (row) => row.pageRatio.toFixed(2)],
  ['the same of a bare Map', (row) => row.pageMapRatio.toFixed(2)],
];

const pagesColumns = [
  ['', ({ label }) => label],
  ['cells kept', ({ heldCells }) => String(heldCells)],
  ['records', ({ records }) => String(records)],
  ['counted MiB', ({ countedBytes }) => megabytes(countedBytes)],
  ['pages', ({ runs }) => String(runs.reduce((sum, { pages }) => sum + pages, 0))],
  ['p50 ms', ({ p50 }) => p50.toFixed(2)],
  ['CPU ms per page', ({ cpuMs }) => cpuMs?.toFixed(2)],
  ['CPU, times as much as among a few', ({ ratio: times }) => times?.toFixed(2)],
  ['subgraph calls', ({ calls }) => String(calls)],
];

/** By what a workload measures: the title of each column, and what stands in it. */
export const columnsOf = {
  turns: turnsColumns,
  mixed: mixedColumns,
  ageing: ageingColumns,
  replica: replicaColumns,
  pages: pagesColumns,
  cells: cellsColumns,
};

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

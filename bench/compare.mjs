// The comparison: every workload with the gateways that have a place in it, and what was measured as tables.
import { buildOurs, describeWorkingTree } from './gateways/build-ours.mjs';
import { gatewayIds, quickIds, selectGateways, takesPart } from './gateways/gateways.mjs';
import { measureCells } from './measure/cells.mjs';
import { computeAgeing } from './measure/ideal-cache.mjs';
import { measureMixed } from './measure/mixed.mjs';
import { measurePages } from './measure/pages.mjs';
import { measureReplica } from './measure/replica.mjs';
import { measureTurns } from './measure/turns.mjs';
import { describeConditions } from './report/conditions.mjs';
import { renderReport, renderWorkload } from './report/render-report.mjs';
import { saveResults, writeDocument } from './report/save-report.mjs';
import { findWorkload, workloads } from './workloads.mjs';

const measures = {
  turns: measureTurns,
  mixed: measureMixed,
  ageing: computeAgeing,
  replica: measureReplica,
  pages: measurePages,
  cells: measureCells,
};

export const listChoices = () =>
  [
    'Workloads:',
    ...workloads.map(({ id, title }) => `  ${id.padEnd(24)}${title}`),
    'Peers:',
    ...gatewayIds.map((id) => `  ${id}`),
  ].join('\n');

export async function compareGateways(options) {
  const chosen =
    options.workloads?.map(findWorkload) ?? workloads.filter(({ isQuick }) => !options.isQuick || isQuick === true);
  const peers = options.peers ?? (options.isQuick ? quickIds : undefined);
  const command = buildOurs(options);
  const gateways = selectGateways(peers, { command, baseline: options.baseline });
  const conditions = describeConditions(options, describeWorkingTree());
  const measured = [];
  for (const workload of chosen) {
    console.error(`\n${workload.title}`);
    const contestants = gateways.filter((gateway) => takesPart(gateway, workload));
    if (contestants.length === 0 && workload.graph !== undefined) {
      console.error('  SKIPPED: none of the chosen peers has a place in it');
      continue;
    }
    const rows = await measures[workload.measure ?? 'turns'](workload, contestants, { options, command });
    measured.push({ workload, rows });
    console.log(renderWorkload({ workload, rows }));
  }
  const report = { conditions, measured };
  console.error(`Written to ${saveResults(report)}`);
  if (options.write) console.error(`Written to ${await writeDocument(renderReport(report))}`);
  // A peer that errs is a finding; ours is a fault.
  const isFaulty = (row) => row.isOurs && (row.failure ?? row.difference ?? row.wrongAnswers) !== 0;
  if (measured.some(({ rows }) => rows.some(isFaulty))) process.exitCode = 1;
}

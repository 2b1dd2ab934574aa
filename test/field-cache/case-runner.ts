// Runs what was drawn, tells what is wrong in words that suffice to reproduce it, and counts.
import type { FieldCache } from '../../gateway/src/field-cache/field-cache.ts';
import type { PlannerName } from '../../gateway/src/operation/plan/query-planner.ts';
import { composeGraph } from '../execution/federated-graph.ts';
import { writeSubgraphs } from '../execution/graph-sdl.ts';
import type { CacheCase } from './cache-case.ts';
import { governSources } from './governed-sources.ts';
import { runSequence, type SequenceCounts } from './sequence-run.ts';

interface CaseCounts extends SequenceCounts {
  graphs: number;
  /** Sets of subgraphs that do not compose. */
  refused: number;
}

export interface CaseRunner {
  /** One text for each planner with whose plans something is wrong. */
  run(drawn: CacheCase): Promise<string[]>;
  readonly counts: Readonly<CaseCounts>;
}

export function startCaseRunner(
  planners: readonly PlannerName[],
  alterCache?: (cache: FieldCache) => FieldCache,
): CaseRunner {
  const counts: CaseCounts = { graphs: 0, refused: 0, asks: 0, kept: 0, fetched: 0, excused: 0 };
  return {
    counts,
    async run({ graph: spec, policies, operations, sequence }) {
      const composition = composeGraph(governSources(writeSubgraphs(spec), policies));
      counts.graphs += 1;
      if ('refusal' in composition) {
        counts.refused += 1;
        return [];
      }
      const { graph } = composition;
      const failures: string[] = [];
      for (const planner of planners) {
        const options = { graph, operations, spec: sequence, planner, counts, ...(alterCache && { alterCache }) };
        const problem = await runSequence(options);
        if (problem === undefined) continue;
        const sources = graph.sources.map(
          ({ name, sdl }) => `# ${name}\n${sdl.replaceAll(/^(extend schema|directive|enum governance).*\n/gm, '')}`,
        );
        failures.push([`planner "${planner}"`, ...sources, problem].join('\n'));
      }
      return failures;
    },
  };
}

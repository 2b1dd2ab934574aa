// Runs what was drawn, tells what is wrong in words that suffice to reproduce it, and counts.
import type { Operation } from './answer.ts';
import {
  compareAnswers,
  type Conditions,
  type Finding,
  type GraphUnderTest,
  type Planner,
  startGraph,
} from './differential.ts';
import { composeGraph, type FederatedGraph } from './federated-graph.ts';
import type { GraphCase } from './graph-case.ts';
import { writeSubgraphs } from './graph-sdl.ts';
import { writeOperation } from './operation-text.ts';

export interface RunCounts {
  readonly graphs: number;
  /** Sets of subgraphs that do not compose. */
  readonly refused: number;
  readonly operations: number;
  /** Operations that no valid text was found for. */
  readonly invalid: number;
  /** Operations that were refused for want of a plan. */
  readonly unplanned: number;
  /** Wrong answers for which the plan is to blame. */
  readonly excused: number;
}

export interface CaseRunner {
  /** One text for each wrong answer. */
  run(drawn: GraphCase): Promise<string[]>;
  counts(): RunCounts;
}

export function startCaseRunner(planners: readonly Planner[]): CaseRunner {
  const counts = { graphs: 0, refused: 0, operations: 0, invalid: 0, unplanned: 0, excused: 0 };

  const ask = async (graph: GraphUnderTest, { operation: spec, ...conditions }: GraphCase['operations'][number]) => {
    const operation = writeOperation(graph.stock.schema, spec);
    if (operation === undefined) {
      counts.invalid += 1;
      return [];
    }
    counts.operations += 1;
    const findings = await compareAnswers(graph, operation, conditions);
    const answered = findings.filter(({ isUnplanned }) => !isUnplanned);
    const failures = answered.filter(({ excuse }) => excuse === undefined);
    counts.unplanned += findings.length - answered.length;
    counts.excused += answered.length - failures.length;
    return failures.map((finding) => describeFailure(graph.graph, operation, conditions, finding));
  };

  return {
    async run({ graph: spec, operations }) {
      const composition = composeGraph(writeSubgraphs(spec));
      counts.graphs += 1;
      if ('refusal' in composition) {
        counts.refused += 1;
        return [];
      }
      const graph = await startGraph(composition.graph, planners);
      try {
        const failures: string[] = [];
        for (const each of operations) failures.push(...(await ask(graph, each)));
        return failures;
      } finally {
        await graph.close();
      }
    },
    counts: () => ({ ...counts }),
  };
}

function describeFailure(
  { sources }: FederatedGraph,
  { text, variables }: Operation,
  { seed, faultClass }: Conditions,
  { planner, problems, answer }: Finding,
): string {
  return [
    `planner "${planner}", seed ${seed}, faults "${faultClass}"`,
    ...sources.map(({ name, sdl }) => `# ${name}\n${sdl.replace(/^extend schema.*\n/, '')}`),
    text,
    JSON.stringify(variables),
    ...problems,
    `errors: ${JSON.stringify(answer?.errors ?? [])}`,
  ].join('\n');
}

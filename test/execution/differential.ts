// One graph with everything that answers for it, and what it takes to compare their answers.
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { Answer, Operation } from './answer.ts';
import { type Candidate, startCandidate } from './candidate.ts';
import type { FaultClass } from './fault.ts';
import type { FederatedGraph } from './federated-graph.ts';
import type { Run } from './memory-subgraph.ts';
import { askMonolith } from './monolith.ts';
import { type StockGateway, startStockGateway } from './stock-gateway.ts';
import { hasStrayError, judgeAgainstTruth, judgeUnderFailure } from './verdict.ts';

export interface Conditions {
  readonly seed: number;
  readonly faultClass: FaultClass;
}

export type Planner = Candidate['planner'];

export interface GraphUnderTest {
  readonly graph: FederatedGraph;
  readonly stock: StockGateway;
  readonly candidates: readonly Candidate[];
  close(): Promise<void>;
}

export interface Finding {
  readonly planner: Planner;
  readonly problems: readonly string[];
  readonly answer: Answer | undefined;
  /** The operation was refused: its planner has no plan, or none that gives the right data. */
  readonly isUnplanned: boolean;
  /** Why it is the plan that is wrong, and not how it was run. */
  readonly excuse: string | undefined;
}

export async function startGraph(graph: FederatedGraph, planners: readonly Planner[]): Promise<GraphUnderTest> {
  // The candidates first: one waits for the process of its planner.
  const starting = Promise.all(planners.map((planner) => startCandidate(graph, planner)));
  const [candidates, stock] = await Promise.all([starting, startStockGateway(graph)]);
  return {
    graph,
    stock,
    candidates,
    async close() {
      await Promise.all([stock.close(), ...candidates.map((candidate) => candidate.close())]);
    },
  };
}

export function createRun({ seed, faultClass }: Conditions): Run {
  return { choice: { seed, nullRate: 6 }, fault: { faultClass, seed }, mutations: 0, exchanges: [] };
}

/** What is wrong with the answers of the candidates to an operation. */
export async function compareAnswers(
  underTest: Omit<GraphUnderTest, 'close'>,
  operation: Operation,
  given: Conditions,
): Promise<Finding[]> {
  const { graph, stock, candidates } = underTest;
  const conditions = withoutLostMutations(operation, given);
  const { faultClass } = conditions;
  const isPlanIndependent = faultClass === 'none' || faultClass === 'field-errors';
  const trueRun = createRun(isPlanIndependent ? conditions : { ...conditions, faultClass: 'none' });
  const truth = await askMonolith(stock.schema, graph.data, operation, trueRun);
  const judge = (answer: Answer | Error, run: Run, reference: Answer | undefined): string[] => {
    if (answer instanceof Error) return [`it failed: ${answer.stack ?? answer.message}`];
    // When nothing is left of the data of a response or of a subgraph, those after the one that failed may run or not.
    const isMutatedRightly = isPlanIndependent
      ? truth.data === null || run.mutations === trueRun.mutations
      : run.mutations <= trueRun.mutations;
    if (!isMutatedRightly) return [`${run.mutations} mutations ran, not ${trueRun.mutations}`];
    if (isPlanIndependent) return judgeAgainstTruth(answer, truth);
    return judgeUnderFailure(answer, {
      truth,
      reference,
      exchanges: run.exchanges,
      isNullAnAnswer: faultClass === 'null-entities',
      isFailureVisible: ['inner-errors', 'unreachable'].includes(faultClass),
    });
  };

  let asked: Promise<Answer | Error> | undefined;
  const referenceRun = createRun(conditions);
  // Its planning takes longer than everything else: only where it is needed.
  const askReference = (): Promise<Answer | Error> => (asked ??= askSafely(stock, operation, referenceRun));

  const findings: Finding[] = [];
  for (const candidate of candidates) {
    const run = createRun(conditions);
    const answer = await askSafely(candidate, operation, run);
    const isPlannedAsStock = candidate.planner === 'apollo';
    const reference = isPlannedAsStock && !isPlanIndependent ? await askReference() : undefined;
    // Where we ask its planner in another way than it does itself, the plan may be another one.
    const isComparable = !(reference instanceof Error) && listAsked(run) === listAsked(referenceRun);
    const problems = judge(answer, run, isComparable ? reference : undefined);
    if (problems.length === 0) continue;
    const isUnplanned = hasNoPlan(answer);
    findings.push({
      planner: candidate.planner,
      problems,
      answer: answer instanceof Error ? undefined : answer,
      isUnplanned,
      excuse:
        isPlannedAsStock && !isUnplanned
          ? await excuseByStock(underTest, operation, conditions.seed)
          : excuseByRefusal(run),
    });
  }
  return findings;
}

/** Which subgraphs were asked, and whether for entities. */
function listAsked({ exchanges }: Run): string {
  const asked = exchanges.map(
    ({ subgraph, request }) => `${subgraph} ${request.includes('_entities(') ? 'entities' : 'root'}`,
  );
  return [...new Set(asked)].toSorted().join();
}

/** What a mutation returns depends on those before it, so that one that never arrives would change the truth. */
function withoutLostMutations({ document, operationName }: Operation, conditions: Conditions): Conditions {
  const isMutation = getOperationAST(document, operationName ?? null)?.operation === OperationTypeNode.MUTATION;
  return isMutation && conditions.faultClass === 'unreachable'
    ? { ...conditions, faultClass: 'inner-errors' }
    : conditions;
}

/** The stock gateway runs the same plan. When it is wrong in a matter that does not depend on the plan, so is the plan. */
async function excuseByStock(
  { graph, stock }: Pick<GraphUnderTest, 'graph' | 'stock'>,
  operation: Operation,
  seed: number,
): Promise<string | undefined> {
  for (const faultClass of ['none', 'field-errors'] as const) {
    const trueRun = createRun({ seed, faultClass });
    const truth = await askMonolith(stock.schema, graph.data, operation, trueRun);
    const run = createRun({ seed, faultClass });
    const answer = await askSafely(stock, operation, run);
    if (answer instanceof Error) return `the stock gateway fails: ${answer.message}`;
    const hasRunAll = truth.data === null || run.mutations === trueRun.mutations;
    const isRight = hasRunAll && JSON.stringify(answer.data) === JSON.stringify(truth.data);
    const isAlarmed = faultClass === 'none' && (answer.errors ?? answer.extensions?.valueCompletion) !== undefined;
    if (!isRight || isAlarmed || hasStrayError(answer)) return `the stock gateway answers ${JSON.stringify(answer)}`;
  }
  return undefined;
}

function hasNoPlan(answer: Answer | Error): boolean {
  if (answer instanceof Error) return /plan/.test(answer.message);
  return answer.errors?.some(({ extensions }) => extensions?.code === 'OPERATION_NOT_PLANNED') === true;
}

/** Without a reference for its plans: it asks a subgraph for what that cannot answer. */
function excuseByRefusal({ exchanges }: Run): string | undefined {
  return exchanges.find(({ refusal }) => refusal !== undefined)?.refusal;
}

async function askSafely(
  engine: { ask(operation: Operation, run: Run): Promise<Answer> },
  operation: Operation,
  run: Run,
): Promise<Answer | Error> {
  try {
    return await engine.ask(operation, run);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

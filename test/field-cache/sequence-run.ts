// Runs a sequence of steps against a gateway that keeps values, and compares each answer with what may be shown.
import { setImmediate } from 'node:timers/promises';
import type { Principal } from '../../gateway/src/authentication/principal.ts';
import type { FieldCache } from '../../gateway/src/field-cache/field-cache.ts';
import type { Invalidation } from '../../gateway/src/field-cache/invalidation/invalidation.ts';
import type { GovernedField } from '../../gateway/src/supergraph/governance/governed-graph.ts';
import type { Answer, Operation, Path } from '../execution/answer.ts';
import type { Fault } from '../execution/fault.ts';
import type { FederatedGraph } from '../execution/federated-graph.ts';
import { hash, pick } from '../execution/hash.ts';
import type { Run } from '../execution/memory-subgraph.ts';
import { type AskSpec, failureModes, scopes, type SequenceSpec, type Step } from './cache-case.ts';
import { writeOperation } from '../execution/operation-text.ts';
import type { OperationSpec } from '../execution/operation-spec.ts';
import { judgeAgainstTruth } from '../execution/verdict.ts';
import type { PlannerName } from '../../gateway/src/operation/plan/query-planner.ts';
import { type AskSubgraph, createTestCache, type Gateway, startGateway } from './compared-gateways.ts';
import { alphaEvent, events } from './governed-sources.ts';
import { judgeAnswer } from './judge-answer.ts';
import { principals } from './principals.ts';
import { type Change, createWorld, type World, type WorldField } from './world.ts';

export interface SequenceCounts {
  asks: number;
  /** Values that were kept, and those that were not. */
  kept: number;
  fetched: number;
  /** Wrong answers for which the plan is to blame. */
  excused: number;
}

export interface SequenceOptions {
  readonly graph: FederatedGraph;
  readonly operations: readonly OperationSpec[];
  readonly spec: SequenceSpec;
  readonly planner: PlannerName;
  readonly counts: SequenceCounts;
  /** For the tests of these tests: puts a mistake into the cache. */
  readonly alterCache?: (cache: FieldCache) => FieldCache;
}

/** So little that almost nothing stays, little, and plenty. */
const memories = [50_000_000, 50_000_000, 100_000, 20_000];

/** Of the event loop, until what goes on in the background has ended. It takes a few dozen. */
const mostTurns = 10_000;

/** What is wrong, with the steps that led there; undefined when nothing is. */
export async function runSequence(options: SequenceOptions): Promise<string | undefined> {
  const { graph, spec, planner, counts, alterCache = (cache) => cache } = options;
  const hasChanges = spec.steps.some(({ kind }) => kind === 'change');
  const hasFailures = spec.steps.some(({ kind }) => kind === 'fail');
  const world = createWorld(graph.supergraphSdl, { seed: spec.seed, nullRate: 6 });
  // The same fields fail from beginning to end, so that there is one right answer.
  const faultClass = !hasChanges && !hasFailures && spec.seed % 3 === 0 ? 'field-errors' : 'none';
  const steady: Fault = { faultClass, seed: spec.seed };
  const requirements = hasChanges ? 'ignored' : spec.seed % 2 === 0 ? 'mixed' : 'checked';
  const failing = new Map<string, (typeof failureModes)[number]>();
  let exchanges: Run['exchanges'] = [];
  const complaints: string[] = [];
  let underWay = 0;
  let drawn = 0;
  let explained = 0;

  const askSubgraph: AskSubgraph = async ({ subgraph: name, body, principal }) => {
    underWay += 1;
    try {
      const mode = failing.get(name);
      if (mode === 'connection') throw new Error(`${name} is down`);
      if (mode === 'refusal') {
        return JSON.stringify({ errors: [{ message: 'no system', extensions: { code: 'SYSTEM_UNAVAILABLE' } }] });
      }
      const hasInnerErrors = mode === 'errors' || mode === 'system-errors';
      const fault: Fault = hasInnerErrors ? { faultClass: 'inner-errors', seed: spec.seed } : steady;
      const run: Run = { choice: world.choiceFor(principal), fault, mutations: 0, exchanges, requirements };
      const text = await graph.subgraphs.get(name)?.answer(body, run);
      if (mode === 'system-errors') return (text ?? '').replaceAll(/"FAULT_\d"/g, '"SYSTEM_UNAVAILABLE"');
      return mode === undefined || mode === 'errors' ? (text ?? '') : takeAway(text ?? '', mode);
    } catch (error) {
      if (String(error).includes('cannot answer')) complaints.push(String(error));
      throw error;
    } finally {
      underWay -= 1;
    }
  };
  const cache = alterCache(
    createTestCache({
      limitBytes: pick(memories, spec.memory),
      now: () => world.now,
      random: () => (hash(spec.seed, 'random', (drawn += 1)) % 1000) / 1000,
    }),
  );
  const { supergraphSdl } = graph;
  const cached = await startGateway({ supergraphSdl, planner, ask: askSubgraph, cache });
  const plain = await startGateway({ supergraphSdl, planner, ask: askSubgraph });
  const operations = options.operations.flatMap((each): Operation[] => {
    const operation = writeOperation(plain.schema, { ...each, isMutation: false });
    return operation === undefined ? [] : [operation];
  });
  const plainAnswers = new Map<string, { readonly answer: Answer; readonly isRefused: boolean }>();

  async function askPlainly(operation: Operation, principal: Principal) {
    const key = JSON.stringify([operations.indexOf(operation), principal, [...failing]]);
    const known = hasChanges ? undefined : plainAnswers.get(key);
    if (known !== undefined) return known;
    exchanges = [];
    const complaintCount = complaints.length;
    const answer = await askSafely(plain, operation, principal);
    // A plan that asks a subgraph for what it does not have is wrong with a cache and without.
    const isRefused = exchanges.some(({ refusal }) => refusal !== undefined) || complaints.length > complaintCount;
    complaints.length = complaintCount;
    const isAlarmed = failing.size === 0 && faultClass === 'none' && answer.errors !== undefined;
    const result = { answer, isRefused: isRefused || isAlarmed };
    if (!hasChanges) plainAnswers.set(key, result);
    return result;
  }

  async function ask({ asks }: Extract<Step, { kind: 'ask' }>): Promise<string | undefined> {
    const questions = asks.map(({ operation, principal }: AskSpec) => ({
      operation: pick(operations, operation),
      principal: pick(principals, principal),
    }));
    exchanges = [];
    complaints.length = 0;
    const answers = await Promise.all(
      questions.map(({ operation, principal }) => {
        const isExplained = hash(spec.seed, 'explained', (explained += 1)) % 5 === 0;
        return askSafely(cached, operation, principal, isExplained ? everyExplanation : undefined);
      }),
    );
    await settle();
    const refused = [...complaints];
    const asked = exchanges.map(({ subgraph, request }) => `${subgraph} ${request}`);
    for (const [index, { operation, principal }] of questions.entries()) {
      counts.asks += 1;
      const answer = answers[index] ?? {};
      const problem = await judge(answer, { operation, principal });
      if (problem === 'excused') counts.excused += 1;
      else if (problem !== undefined) {
        return [
          problem,
          `asked by number ${principals.indexOf(principal)}: ${JSON.stringify(principal)}`,
          operation.text,
          JSON.stringify(operation.variables),
          `answer: ${JSON.stringify(answer)}`,
          `subgraphs were asked:`,
          ...asked,
          ...refused,
        ].join('\n');
      }
    }
    return undefined;
  }

  async function judge(
    answer: Answer,
    { operation, principal }: { operation: Operation; principal: Principal },
  ): Promise<string | undefined> {
    const isFailing = failing.size > 0 || faultClass !== 'none';
    const judgeOne = (each: Answer) =>
      judgeAnswer(each, { schema: cached.schema, data: graph.data, world, operation, principal, isFailing });
    const reference = hasChanges ? undefined : await askPlainly(operation, principal);
    if (reference?.isRefused === true) return 'excused';
    if (reference !== undefined) {
      const difference =
        failing.size > 0 ? findLoss(answer, reference.answer) : findDifference(answer, reference.answer);
      if (difference !== undefined) return difference;
    }
    const problem = requirements === 'mixed' ? undefined : judgeOne(answer);
    if (problem === undefined) return undefined;
    const plainly = await askPlainly(operation, principal);
    return plainly.isRefused || judgeOne(plainly.answer) !== undefined ? 'excused' : problem;
  }

  /** Until what goes on in the background has ended. */
  async function settle(): Promise<void> {
    for (let quiet = 0, turns = 0; quiet < 3; turns += 1) {
      if (turns > mostTurns) throw new Error(`${underWay} questions to subgraphs are never answered.`);
      await setImmediate();
      quiet = underWay === 0 ? quiet + 1 : 0;
    }
  }

  async function take(step: Step): Promise<string | undefined> {
    switch (step.kind) {
      case 'ask':
        return ask(step);
      case 'wait':
        world.advance(step.seconds);
        return undefined;
      case 'change':
      case 'invalidate': {
        const { change, invalidations } = planChange(graph, world, step);
        if (step.kind === 'change') world.change(step.isTold ? change : withoutShared(change));
        if (step.kind === 'invalidate' || step.isTold) {
          await cache.invalidate(invalidations);
          change.isAnnounced = true;
        }
        return undefined;
      }
      case 'fail':
        failing.set(pick([...graph.subgraphs.keys()], step.subgraph), pick(failureModes, step.mode));
        return undefined;
      case 'recover':
        failing.clear();
        return undefined;
      case 'clear':
        cache.store.clear();
        return undefined;
    }
  }

  try {
    if (operations.length === 0) return undefined;
    for (const [index, step] of spec.steps.entries()) {
      const problem = await take(step);
      if (problem === undefined) continue;
      const taken = spec.steps.slice(0, index + 1).map((each) => describeStep(each, { graph, world, operations }));
      const texts = operations.map(({ text, variables }, number) => `${number}: ${text} ${JSON.stringify(variables)}`);
      return [
        ...texts,
        `seed ${spec.seed}, faults "${faultClass}", requirements ${requirements}, memory ${pick(memories, spec.memory)}`,
        ...taken,
        problem,
      ].join('\n');
    }
    return undefined;
  } finally {
    for (const [, { hit, stale, miss, bypass }] of cache.counters.list()) {
      counts.kept += hit + stale;
      counts.fetched += miss + bypass;
    }
    await Promise.all([cached.close(), plain.close()]);
  }
}

/**
 * Leaves a null at the top, or in place of entities. What is asked for as it was planned has errors for all of that; of
 * what the cache has put together itself, an error says only what went wrong first.
 */
function takeAway(text: string, mode: 'no-data' | 'no-entities' | 'system-no-data'): string {
  const { data } = JSON.parse(text) as { data?: Record<string, unknown> | null };
  const names = Object.keys(data ?? {});
  const roots = names.filter((name) => !/^_e(ntities|\d+)$/.test(name));
  const [list = ''] = names;
  const entities = data?.[list];
  const count = list === '_entities' && Array.isArray(entities) ? entities.length : 1;
  const paths: Path[] =
    roots.length > 0 ? roots.map((name) => [name]) : Array.from({ length: count }, (_, index) => [list, index]);
  const extensions = { code: mode === 'system-no-data' ? 'SYSTEM_UNAVAILABLE' : 'REFUSED' };
  const errors = paths.map((path) => ({ message: 'no', path, extensions }));
  const isOfList = mode === 'no-entities' && roots.length === 0;
  return JSON.stringify({ data: isOfList ? { ...data, [list]: null } : null, errors });
}

function describeStep(
  step: Step,
  { graph, world, operations }: { graph: FederatedGraph; world: World; operations: readonly Operation[] },
): string {
  if (step.kind === 'ask') {
    return step.asks
      .map((each) => `ask ${each.operation % operations.length} as ${each.principal % principals.length}`)
      .join(' and ');
  }
  if (step.kind !== 'change' && step.kind !== 'invalidate') return JSON.stringify(step);
  return `${JSON.stringify(step)} ${JSON.stringify(planChange(graph, world, step).invalidations)}`;
}

/** Who is told where values come from gets the same values. */
const everyExplanation = { provenance: true, cacheDebugging: true };

async function askSafely(
  gateway: Gateway,
  operation: Operation,
  principal: Principal,
  explanations?: typeof everyExplanation,
): Promise<Answer> {
  try {
    return await gateway.ask(operation, principal, explanations);
  } catch (error) {
    return { errors: [{ message: `thrown: ${error instanceof Error ? (error.stack ?? '') : String(error)}` }] };
  }
}

/**
 * A plan can ask two subgraphs for parts of one value. While they have not heard of a change at the same time, these need
 * not fit together, with a cache or without.
 */
function withoutShared(change: Change): Change {
  return {
    ...change,
    concerns: (field, governed, principal) => isOfOneSubgraph(governed) && change.concerns(field, governed, principal),
  };
}

function isOfOneSubgraph(governed: GovernedField | undefined): boolean {
  return governed !== undefined && governed.resolvers.size === 1 && governed.providers.size === 0;
}

/** What changes, and what caches are to be told of it. */
function planChange(
  graph: FederatedGraph,
  world: World,
  { target, scope }: { readonly target: number; readonly scope: number },
): { readonly change: Change; readonly invalidations: readonly Invalidation[] } {
  const fields = [...world.seen.values()];
  const subgraphs = [...graph.subgraphs.keys()];
  const chosen: WorldField =
    fields.length === 0 ? { node: { type: 'Query', identity: 'Query' }, name: 'q0' } : pick(fields, target);
  const { node, name } = chosen;
  const policy = world.policyOf(node.type, name)?.policy;
  const create = (concerns: Change['concerns']): Change => ({ concerns, isAnnounced: false });
  const types = [node.type, ...graph.data.interfacesOf(node.type)];
  const ofType = subgraphs.flatMap((subgraph) => types.map((type): Invalidation => ({ kind: 'type', subgraph, type })));
  const ofEntity: readonly Invalidation[] =
    node.number === undefined ? ofType : [{ kind: 'entity', type: node.type, key: { id: `id-${node.number}` } }];
  switch (pick(scopes, scope)) {
    case 'field':
      return {
        change: create((field) => field.node.identity === node.identity && field.name === name),
        invalidations: ofEntity,
      };
    case 'entity':
      return { change: create((field) => field.node.identity === node.identity), invalidations: ofEntity };
    case 'type':
      return { change: create((field) => field.node.type === node.type), invalidations: ofType };
    case 'subgraph': {
      const subgraph = pick(subgraphs, target);
      return {
        change: create((_field, governed) => isOfOneSubgraph(governed) && governed?.resolvers.has(subgraph) === true),
        invalidations: [{ kind: 'subgraph', subgraph }],
      };
    }
    case 'event': {
      const event = pick(policy?.refreshedBy.length ? policy.refreshedBy : events, target);
      // An event whose subject names a type is about one entity of that type, and about anything of other types.
      const isNamed = event === alphaEvent && node.type === 'Alpha';
      const subject = isNamed ? `alpha/id-${node.number}` : undefined;
      return {
        change: create(
          (field, governed) =>
            governed?.policy.refreshedBy.includes(event) === true &&
            (!isNamed || field.node.type !== 'Alpha' || field.node.identity === node.identity),
        ),
        invalidations: [{ kind: 'event', type: event, subject }],
      };
    }
    case 'account-event': {
      const event = pick(policy?.refreshedBy.length ? policy.refreshedBy : events, target);
      return {
        change: create(
          (_field, governed, principal) =>
            governed?.policy.refreshedBy.includes(event) === true &&
            governed.policy.varyBy.includes('ACCOUNT') &&
            [principal.account, ...principal.accounts].includes('A'),
        ),
        invalidations: [{ kind: 'event', type: event, subject: undefined, accounts: ['A'] }],
      };
    }
  }
}

/** With more of an object at hand, more of what is inside a null can fail: an error stands for all of them. */
function findDifference(answer: Answer, expected: Answer): string | undefined {
  return judgeAgainstTruth(answer, expected).join('\n') || undefined;
}

/** What is null with the cache although it is there without, while something fails. */
function findLoss(answer: Answer, expected: Answer): string | undefined {
  const find = (value: unknown, wanted: unknown, path: Path): Path | undefined => {
    if (wanted === null || wanted === undefined) return undefined;
    if (value === null || value === undefined) return path;
    if (typeof wanted !== 'object' || typeof value !== 'object') return undefined;
    for (const [name, inner] of Object.entries(wanted)) {
      const found = find(Object.getOwnPropertyDescriptor(value, name)?.value, inner, [...path, name]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const lost = find(answer.data, expected.data, ['data']);
  return lost && `${lost.join('.')} is lost with the cache; without\n  ${JSON.stringify(expected)}`;
}

// Answers of subgraphs that arrive in any order, around changes that arrive in any order: who asks after a change is
// known is never answered with what was before it.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldCache } from '../../gateway/src/field-cache/field-cache.ts';
import { pick } from '../execution/hash.ts';
import { record } from '../execution/spec-record.ts';
import { principals } from './principals.ts';
import { type ScriptedGraph, startScriptedGraph } from './scripted-graph.ts';

const runs = Number(process.env['CACHE_RUNS'] ?? 300);
const seed = Number(process.env['CACHE_SEED'] ?? 20_260_102);
const path = process.env['CACHE_PATH'];

/** How often each thing was changed. Every answer tells it. */
type Versions = Map<string, number>;

const things = ['list', 'alpha-1', 'alpha-2'] as const;

const operations = [
  '{ alphas { id name } }',
  '{ alphas { note name details } }',
  '{ alphas { details } version }',
  '{ alpha(id: "1") { name details other { name } } }',
  '{ alpha(id: "2") { note other { details } } }',
];

async function startVersionedGraph(versions: Versions): Promise<ScriptedGraph> {
  const version = (thing: string): number => versions.get(thing) ?? 0;
  const alpha = (id: string) => ({
    __typename: 'Alpha',
    id,
    name: () => version(`alpha-${id}`),
    note: () => version(`alpha-${id}`),
    details: () => version(`alpha-${id}`),
    other: () => alpha(id === '1' ? '2' : '1'),
  });
  const kept = '@cacheControl(maxAge: 1000)';
  const Alpha = { __resolveReference: ({ id }: { id: string }) => alpha(id) };
  return startScriptedGraph([
    {
      name: 's0',
      sdl: `
        type Query {
          alphas: [Alpha!]! ${kept} @refreshedBy(events: ["example.changed"])
          alpha(id: ID!): Alpha ${kept}
          version: Int! ${kept} @refreshedBy(events: ["example.changed"])
        }
        type Alpha @key(fields: "id") {
          id: ID!
          name: Int! ${kept} @refreshedBy(events: ["example.alpha.changed"])
          note: Int! ${kept} @varyBy(claims: [USER]) @refreshedBy(events: ["example.alpha.changed"])
          other: Alpha! ${kept}
        }`,
      resolvers: {
        Query: {
          alphas: () => [alpha('1'), alpha('2')],
          alpha: (_: unknown, { id }: { id: string }) => alpha(id),
          version: () => version('list'),
        },
        Alpha,
      },
    },
    {
      name: 's1',
      sdl: `type Alpha @key(fields: "id") { id: ID! details: Int! ${kept} @refreshedBy(events: ["example.alpha.changed"]) }`,
      resolvers: { Alpha },
    },
  ]);
}

interface Interleaving {
  /** What happens, each as soon as the scheduler lets it. */
  readonly actions: readonly (
    | { readonly kind: 'ask'; readonly operation: number; readonly principal: number }
    | { readonly kind: 'change'; readonly thing: number; readonly announcement: number }
  )[];
}

const action = fc.oneof(
  {
    weight: 2,
    arbitrary: record({ kind: fc.constant('ask' as const), operation: fc.nat(4), principal: fc.nat(1) }),
  },
  { weight: 1, arbitrary: record({ kind: fc.constant('change' as const), thing: fc.nat(2), announcement: fc.nat(2) }) },
);
const interleaving: fc.Arbitrary<Interleaving> = record({
  actions: fc.array(action, { minLength: 3, maxLength: 14, size: 'max' }),
});

async function announce(cache: FieldCache, thing: string, announcement: number): Promise<void> {
  const id = thing.slice('alpha-'.length);
  const isAlpha = thing !== 'list';
  switch (announcement) {
    case 0:
      await cache.invalidate(
        ['s0', 's1'].map((subgraph) => ({ kind: 'type', subgraph, type: isAlpha ? 'Alpha' : 'Query' }) as const),
      );
      return;
    case 1:
      await cache.invalidate(
        isAlpha
          ? [{ kind: 'event', type: 'example.alpha.changed', subject: `alpha/${id}` }]
          : [{ kind: 'event', type: 'example.changed', subject: undefined }],
      );
      return;
    default:
      await cache.invalidate(
        isAlpha ? [{ kind: 'entity', type: 'Alpha', key: { id } }] : [{ kind: 'subgraph', subgraph: 's0' }],
      );
  }
}

/** What is too old in an answer, by what was known when it was asked for. */
function findTooOld(value: unknown, known: Versions, thing = 'list'): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => findTooOld(item, known, `alpha-${index + 1}`));
  }
  if (typeof value === 'number') {
    const least = known.get(thing) ?? 0;
    return value < least ? [`${thing} is ${value}, known to be ${least}`] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const other = thing === 'alpha-1' ? 'alpha-2' : 'alpha-1';
  return Object.entries(value).flatMap(([name, inner]) => findTooOld(inner, known, name === 'other' ? other : thing));
}

/** The graph is started once, and begins anew with each run. */
async function findProblems(
  count: number,
  alterCache: (cache: FieldCache) => void = () => {},
): Promise<fc.RunDetails<[fc.Scheduler, Interleaving]>> {
  const versions: Versions = new Map();
  const graph = await startVersionedGraph(versions);
  alterCache(graph.cache);
  const property = fc.asyncProperty(fc.scheduler(), interleaving, async (scheduler, drawn) => {
    versions.clear();
    graph.cache.store.clear();
    expect(await runInterleaving(scheduler, drawn, { graph, versions })).toEqual([]);
  });
  try {
    return await fc.check(property, { seed, numRuns: count, ...(path !== undefined && { path }) });
  } finally {
    await graph.close();
  }
}

async function runInterleaving(
  scheduler: fc.Scheduler,
  { actions }: Interleaving,
  { graph, versions }: { readonly graph: ScriptedGraph; readonly versions: Versions },
): Promise<string[]> {
  const known: Versions = new Map();
  const problems: string[] = [];
  try {
    // The subgraph reads what is true when it is asked, and then takes its time.
    graph.intercept = async (_question, answer) => {
      const text = await answer();
      await scheduler.schedule(Promise.resolve(), 'answer');
      return text;
    };
    const work = actions.map(async (each) => {
      await scheduler.schedule(Promise.resolve(), each.kind);
      if (each.kind === 'change') {
        const thing = things[each.thing] ?? 'list';
        const next = (versions.get(thing) ?? 0) + 1;
        versions.set(thing, next);
        await announce(graph.cache, thing, each.announcement);
        known.set(thing, Math.max(next, known.get(thing) ?? 0));
        return;
      }
      const text = operations[each.operation] ?? '';
      const knownThen = new Map(known);
      const { data, errors } = await graph.ask(text, { as: pick(principals, each.principal) });
      if (errors !== undefined) problems.push(JSON.stringify(errors));
      const first = text.includes('alpha(id: "2")') ? 'alpha-2' : 'alpha-1';
      for (const [name, value] of Object.entries(data ?? {})) {
        problems.push(...findTooOld(value, knownThen, name === 'alpha' ? first : 'list'));
      }
    });
    await scheduler.waitFor(Promise.all(work));
    graph.intercept = undefined;
    // What was kept meanwhile is what is true now.
    for (const text of operations) {
      const { data } = await graph.ask(text);
      const first = text.includes('alpha(id: "2")') ? 'alpha-2' : 'alpha-1';
      for (const [name, value] of Object.entries(data ?? {})) {
        problems.push(
          ...findTooOld(value, versions, name === 'alpha' ? first : 'list').map((each) => `at the end ${each}`),
        );
      }
    }
    return problems;
  } finally {
    graph.intercept = undefined;
  }
}

test(
  `${runs} random interleavings`,
  async () => {
    const details = await findProblems(runs);
    expect(details.failed, fc.defaultReportMessage(details)).toBe(false);
  },
  Math.max(120_000, runs * 500),
);

test('the comparison notices a fetch that fills the cache although something was invalidated meanwhile', async () => {
  const { failed } = await findProblems(300, ({ store }) => {
    const write = store.write.bind(store);
    store.write = (target, cells) => {
      const fence = store.openFence();
      const written = write(target, cells, fence);
      fence.close();
      return written;
    };
  });
  expect(failed).toBe(true);
}, 120_000);

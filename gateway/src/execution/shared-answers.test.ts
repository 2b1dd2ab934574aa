// What is made known to other replicas, and when not.
import { expect, test } from 'vitest';
import { anonymousPrincipal } from '../authentication/principal.ts';
import { createIdentity } from '../field-cache/cells/identity.ts';
import { createFieldCounters } from '../field-cache/field-counters.ts';
import type { GraphCache } from '../field-cache/graph-cache.ts';
import { createLeftMarks } from '../field-cache/replicas/left-marks.ts';
import { createAssembledResponses } from '../field-cache/response/assembled-responses.ts';
import { createCacheOutcome } from '../field-cache/response/cache-outcome.ts';
import type { ExecutionResult } from './execution-engine.ts';
import { createSharedAnswers, type SharedQuestion } from './shared-answers.ts';

function open(supergraphSdl = 'a supergraph') {
  const saved: string[] = [];
  const names: string[] = [];
  const state = { isAnnouncing: false, isTrusted: true, now: 0 };
  const [leftMarks, fetchedMarks] = [createLeftMarks(), createLeftMarks()];
  const now = () => state.now;
  const loaded = { body: '{"data":{"a":1}}\n', freshUntil: 10, fetchedAt: 0, isPrivate: true, hits: [], marks: ['m'] };
  let whileLoading = (): void => {};
  const cache = {
    get isAnnouncing() {
      return state.isAnnouncing;
    },
    get isTrusted() {
      return state.isTrusted;
    },
    leftMarks,
    fetchedMarks,
    now,
    counters: createFieldCounters(),
    responses: createAssembledResponses<ExecutionResult>({ limitBytes: 1e6, now, countChanges: () => leftMarks.count }),
    sharedResponses: {
      save: (name: string) => void saved.push(name),
      async load(name: string) {
        names.push(name);
        whileLoading();
        return loaded;
      },
    },
  } as unknown as GraphCache;
  const answers = createSharedAnswers(cache, supergraphSdl);
  if (answers === undefined) throw new Error('Nothing is shared.');
  const duringLoad = (happens: () => void): void => void (whileLoading = happens);
  return { answers, cache, saved, state, leftMarks, fetchedMarks, duringLoad, names };
}

const asked: SharedQuestion = {
  question: '[1]',
  writeName: () => 'a question',
  varyBy: ['ACCOUNT'],
  identity: createIdentity(anonymousPrincipal),
};
const result: ExecutionResult = { data: { a: 1 } };
const kept = { response: result, records: [], hits: [], freshUntil: 10, fetchedAt: 0, isPrivate: true };

function createOutcome(...claims: string[]) {
  const outcome = createCacheOutcome({ isCounted: false });
  outcome.noteClaims(claims);
  return outcome;
}

test('nothing while an invalidation is being announced, or this replica may have missed one', () => {
  const { answers, saved, state } = open();
  const share = answers.prepare(asked, createOutcome('ACCOUNT'), result);
  state.isAnnouncing = true;
  share?.(kept);
  state.isAnnouncing = false;
  state.isTrusted = false;
  share?.(kept);
  expect(saved).toEqual([]);
  state.isTrusted = true;
  share?.(kept);
  expect(saved).toHaveLength(1);
});

test('nothing that depends on more than its name says, lacks something, or says more than its data', () => {
  const { answers } = open();
  expect(answers.prepare(asked, createOutcome('ACCOUNT', 'USER'), result)).toBeUndefined();
  expect(answers.prepare(asked, createOutcome(), { ...result, errors: [] })).toBeUndefined();
  expect(answers.prepare(asked, createOutcome(), { ...result, extensions: {} })).toBeUndefined();
  const restricted = createOutcome();
  restricted.noteRestricted();
  expect(answers.prepare(asked, restricted, result)).toBeUndefined();
});

test('what is made wrong while it is loaded is not served, nor kept', async () => {
  const { answers, cache, leftMarks, duringLoad } = open();
  duringLoad(() => leftMarks.note(['m']));
  expect(await answers.load(asked)).toBeUndefined();
  expect(cache.responses.find(asked.question, asked.identity)).toBeUndefined();
  duringLoad(() => leftMarks.note(['another']));
  const other = { ...asked, question: '[2]', writeName: () => 'another question' };
  expect((await answers.load(other))?.response.data).toEqual(result.data);
  expect(cache.responses.find(other.question, other.identity)).toBeDefined();
  leftMarks.note(['m']);
  expect(cache.responses.find(other.question, other.identity)).toBeUndefined();
});

test('what may not be kept, or nobody has shared, is not looked for again and again', async () => {
  const { answers, names, state } = open();
  state.isTrusted = false;
  await answers.load(asked);
  expect(names).toEqual([]);
  state.isTrusted = true;
  await answers.load(asked);
  await answers.load(asked);
  expect(names).toHaveLength(1);
});

test('a replica that has fetched more than it remembers does not ask in vain', async () => {
  const { answers, fetchedMarks, names } = open();
  fetchedMarks.noteAll();
  expect(await answers.load(asked)).toBeUndefined();
  expect(names).toEqual([]);
});

test('what is private stays so, and is as old as it is', async () => {
  expect(await open().answers.load(asked)).toMatchObject({ isPrivate: true, freshUntil: 10, fetchedAt: 0 });
});

test.each<[string, (parts: ReturnType<typeof open>) => void]>([
  ['trust is lost', ({ state }) => void (state.isTrusted = false)],
  ['its time is over', ({ state }) => void (state.now = 10)],
  ['this replica fetches some of it itself', ({ fetchedMarks }) => fetchedMarks.note(['m'])],
])('it is not served when meanwhile %s', async (_, happens) => {
  const parts = open();
  parts.duringLoad(() => happens(parts));
  expect(await parts.answers.load(asked)).toBeUndefined();
});

test('another supergraph has other names, and so has another question and another audience', async () => {
  const [one, other] = [open(), open('another supergraph')];
  await one.answers.load(asked);
  await other.answers.load(asked);
  await one.answers.load({ ...asked, writeName: () => 'another question' });
  await one.answers.load({ ...asked, varyBy: [] });
  await one.answers.load({
    ...asked,
    identity: createIdentity({ ...anonymousPrincipal, isAnonymous: false, account: 'A' }),
  });
  expect(new Set([...one.names, ...other.names]).size).toBe(5);
});

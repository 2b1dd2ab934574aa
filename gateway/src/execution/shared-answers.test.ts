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

function open() {
  const saved: string[] = [];
  const state = { isAnnouncing: false, isTrusted: true };
  const leftMarks = createLeftMarks();
  const now = () => 0;
  const loaded = { body: '{"data":{"a":1}}\n', freshUntil: 10, fetchedAt: 0, isPrivate: true, hits: [], marks: ['m'] };
  let whileLoading = (): void => {};
  let loads = 0;
  const cache = {
    get isAnnouncing() {
      return state.isAnnouncing;
    },
    get isTrusted() {
      return state.isTrusted;
    },
    leftMarks,
    now,
    counters: createFieldCounters(),
    responses: createAssembledResponses<ExecutionResult>({ limitBytes: 1e6, now, countChanges: () => leftMarks.count }),
    sharedResponses: {
      save: (name: string) => void saved.push(name),
      async load() {
        loads += 1;
        whileLoading();
        return loaded;
      },
    },
  } as unknown as GraphCache;
  const answers = createSharedAnswers(cache, 'a supergraph');
  if (answers === undefined) throw new Error('Nothing is shared.');
  const duringLoad = (happens: () => void): void => void (whileLoading = happens);
  return { answers, cache, saved, state, leftMarks, duringLoad, countLoads: () => loads };
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
  const { answers, countLoads, state } = open();
  state.isTrusted = false;
  await answers.load(asked);
  expect(countLoads()).toBe(0);
  state.isTrusted = true;
  await answers.load(asked);
  await answers.load(asked);
  expect(countLoads()).toBe(1);
});

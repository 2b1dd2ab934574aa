// What is kept for one account is never served to another: every answer of a gateway that keeps values is the one that a
// gateway without them gives to that caller alone, in any order, at once, with values that are new, kept, stale or wrong.
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createEvent, send, sign, writeBatch } from '../events/event-sender.ts';
import { type GraphResponse, queryGraphWith } from '../graph/graph-client.ts';
import { readSampleVariables, type SampleOperationName, sampleOperations } from '../graph/sample-operations.ts';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';
import { findMarkers, listTexts } from './account-facts.ts';
import { allScopes } from './callers.ts';

const accounts = ['acme', 'borealis', 'acme-dayton', 'kyoto'] as const;
type Account = (typeof accounts)[number];

interface Question {
  readonly asker: Account | 'nobody';
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

let graph: RunningGraph;
let uncached: string;
const headersOf = new Map<string, Readonly<Record<string, string>>>();
/** By question: what a gateway answers that keeps nothing. */
const expected = new Map<Question, string>();
/** What an account is told and nobody else. */
const secrets = new Map<Account, ReadonlySet<string>>();

const readingOperations = Object.keys(sampleOperations).filter(
  (name): name is SampleOperationName => name !== 'SubmitOrder',
);
/** Each operation as it is, and for each account by name where it can be named. */
const questions: readonly Question[] = [...accounts, 'nobody' as const].flatMap((asker) =>
  readingOperations.flatMap((name) => {
    const document = print(sampleOperations[name]);
    const variables = readSampleVariables(name);
    const named = document.includes('$accountId') ? accounts.map((accountId) => ({ ...variables, accountId })) : [];
    return [variables, ...named].map((each) => ({
      asker,
      name: `${name} ${JSON.stringify(each)}`,
      query: document,
      variables: each,
    }));
  }),
);

beforeAll(async () => {
  // The clock of the whole graph, so that values grow old when the test says so.
  vi.useFakeTimers({ toFake: ['Date'] });
  graph = await startGraph();
  uncached = (await graph.startUncachedGateway()).origin;
  headersOf.set('nobody', {});
  for (const account of accounts) {
    const token = await graph.signToken({ account, scope: allScopes.join(' ') });
    headersOf.set(account, { authorization: `Bearer ${token}` });
  }
  await askUncached();
});
afterAll(async () => {
  await graph.close();
  vi.useRealTimers();
});

const ask = ({ asker, query, variables }: Question, origin = graph.origin): Promise<GraphResponse<unknown>> =>
  queryGraphWith(`${origin}/graphql`, query, variables, headersOf.get(asker) ?? {});

/** Instants tell when a system answered, and nothing else. */
const withoutInstants = (body: string): string => body.replaceAll(/"\d{4}-\d\d-\d\dT[^"]*"/g, '"an instant"');

async function askUncached(): Promise<void> {
  const told = new Map<string, { query: string; data: unknown }[]>();
  for (const question of questions) {
    const { body, data } = await ask(question, uncached);
    expected.set(question, withoutInstants(body));
    told.set(question.asker, [...(told.get(question.asker) ?? []), { query: question.query, data }]);
  }
  for (const account of accounts) {
    const others = [...told].flatMap(([asker, answers]) => (asker === account ? [] : answers));
    const known = [...listTexts(others)].join('\n');
    const own = [...listTexts(told.get(account) ?? [])].filter((text) => text.length >= 4 && !known.includes(text));
    secrets.set(account, new Set(own.filter((text) => text !== account)));
  }
}

function expectNothingOfOthers({ asker, name }: Question, { body, headers }: GraphResponse<unknown>): void {
  const said = `${JSON.stringify(headers)} ${body}`;
  for (const [account, own] of secrets) {
    if (account !== asker) expect(findMarkers(said, own), `${asker} is told of ${account} by ${name}`).toEqual([]);
  }
}

/**
 * A busy machine, a circuit breaker that pauses, an assertion that was on its way when the clock was moved: all of these
 * end. Whatever is answered until then holds nothing of others either.
 */
async function askUntilAnswered(question: Question): Promise<GraphResponse<unknown>> {
  for (;;) {
    const answer = await ask(question);
    expectNothingOfOthers(question, answer);
    if (!answer.errors.some(({ extensions }) => outageCodes.has(String(extensions?.['code'])))) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const outageCodes: ReadonlySet<string> = new Set([
  'SYSTEM_UNAVAILABLE',
  'CIRCUIT_BREAKER_OPEN',
  'SUBREQUEST_HTTP_ERROR',
  'GATEWAY_TIMEOUT',
]);

/** The same numbers in each run: a failure can be run again. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function shuffle<Item>(items: readonly Item[], random: (below: number) => number): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
  }
  return shuffled;
}

const changes = [
  ['erp.contract.changed', 'account/acme'],
  ['erp.contract.changed', 'account/borealis'],
  ['erp.price.changed', 'account/borealis/item/BRG-6205-2RS'],
  ['erp.customer.updated', 'account/acme'],
  ['erp.credit.changed', 'account/acme-dayton'],
  ['erp.inventory.changed', 'item/BRG-6205-2RS'],
  ['erp.item.updated', 'item/PX-200'],
  ['erp.pricelist.updated', 'price-list/LIST-USD'],
  ['pim.product.updated', 'product/PX-200'],
  ['oms.order.updated', 'account/acme/order/so-100305'],
  ['oms.order.created', 'account/borealis/order/so-100299'],
] as const;

async function announce(count: number, random: (below: number) => number): Promise<void> {
  const events = shuffle(changes, random)
    .slice(0, count)
    .map(([type, subject]) => createEvent({ type, subject }));
  expect((await send(`${graph.origin}/events`, sign(writeBatch(events), { secret: graph.eventsSecret }))).status).toBe(
    202,
  );
}

test('each account has secrets, and nobody else is told them by a gateway that keeps nothing', () => {
  for (const account of accounts) expect(secrets.get(account)?.size, account).toBeGreaterThan(10);
});

describe.each([1, 2, 3])('in a random order (%i)', (seed) => {
  const random = createRandom(seed);
  let announcing: Promise<void> | undefined;
  const conditions = {
    'with nothing kept': () => announce(changes.length, random),
    'with everything kept': () => Promise.resolve(),
    'with values that are stale': () => Promise.resolve(void vi.setSystemTime(Date.now() + 25_000 + random(60_000))),
    'with values that are too old to be served': () =>
      Promise.resolve(void vi.setSystemTime(Date.now() + 4_000_000 + random(60_000))),
    'while things change': () => {
      announcing = announce(3, random);
      return Promise.resolve();
    },
  };

  test.each(Object.entries(conditions))(
    '%s, each answer is the one for that caller alone',
    { timeout: 120_000 },
    async (_name, prepare) => {
      graph.systems.erp.switches.latencyMs = 5 * random(3);
      await prepare();
      await Promise.all(
        shuffle([...questions, ...shuffle(questions, random).slice(0, questions.length / 2)], random).map(
          async (question) => {
            const answer = await askUntilAnswered(question);
            expect(withoutInstants(answer.body), `${question.asker}: ${question.name}`).toBe(expected.get(question));
            const isPersonal = answer.headers['cache-control']?.includes('public') !== true;
            if (question.asker !== 'nobody') expect(isPersonal || !answer.body.includes(question.asker)).toBe(true);
          },
        ),
      );
      // Before the clock is moved, which would make its signature too old.
      await announcing;
    },
  );

  test('while systems fail, nobody is helped out with what is kept for another', { timeout: 120_000 }, async () => {
    vi.setSystemTime(Date.now() + 400_000);
    graph.systems.erp.switches.failNext(20, { status: 500 });
    graph.systems.oms.switches.failNext(10, 'reset');
    try {
      await Promise.all(
        shuffle(questions, random).map(async (question) => expectNothingOfOthers(question, await ask(question))),
      );
    } finally {
      graph.systems.erp.switches.failNext(0, 'reset');
      graph.systems.oms.switches.failNext(0, 'reset');
    }
    // Past whatever was kept.
    vi.setSystemTime(Date.now() + 4_000_000);
  });
});

test(
  'an order of one account changes what that account is told, and nothing for others',
  { timeout: 120_000 },
  async () => {
    const before = new Map(expected);
    const input = { poNumber: 'PO-SECRET-99', lines: [{ sku: 'LUB-EP2', quantity: '1', uom: 'PAIL18' }] };
    const submission: Question = {
      asker: 'acme',
      name: 'SubmitOrder',
      query: print(sampleOperations.SubmitOrder),
      variables: { input, idempotencyKey: 'two-accounts' },
    };
    const placed = await ask(submission);
    const history = questions.find(
      ({ asker, name }) => asker === 'acme' && name.startsWith('OrderHistory {"first":20}'),
    );
    if (history === undefined) throw new Error('Acme asks for no order history.');
    expect((await ask(history)).body, placed.body).toContain('PO-SECRET-99');
    await askUncached();
    for (const question of questions) {
      const answer = await askUntilAnswered(question);
      // Stock is reserved: that everybody sees.
      if (question.asker !== 'acme' && /^(OrderHistory|AccountDashboard)/.test(question.name)) {
        expect(withoutInstants(answer.body)).toBe(before.get(question));
      }
    }
  },
);

// What an operator can say is wrong, in Apollo Router's form and beyond, and what is refused.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { send } from './event-sender.ts';
import { droppedCount, type RunningIntake, startIntake } from './running-intake.ts';

const sharedKey = 'operators-know-this-key';
const responseCache = { subgraph: { all: { invalidation: { shared_key: sharedKey } } } };
let intake: RunningIntake;

beforeAll(async () => {
  intake = await startIntake({ response_cache: responseCache });
});
afterAll(() => intake.close());
beforeEach(() => {
  intake.told.length = 0;
  intake.lines.length = 0;
  intake.beforeAnswer = () => {};
});

const post = (body: unknown, headers: Record<string, string> | readonly string[] = { authorization: sharedKey }) =>
  send(`${intake.url}/invalidation`, {
    headers: Array.isArray(headers)
      ? ['content-type', 'application/json', ...(headers as string[])]
      : { 'content-type': 'application/json', ...(headers as Record<string, string>) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

test("Apollo Router's kinds are understood as the router has them", async () => {
  const answer = await post([
    { kind: 'subgraph', subgraph: 'erp' },
    { kind: 'type', subgraph: 'erp', type: 'Product' },
    { kind: 'cache_tag', subgraphs: ['erp', 'pim'], cache_tag: 'product-PX-200' },
  ]);
  expect(answer).toMatchObject({ status: 202, body: { count: droppedCount } });
  expect(intake.told).toEqual([
    [
      { kind: 'subgraph', subgraph: 'erp' },
      { kind: 'type', subgraph: 'erp', type: 'Product' },
      { kind: 'cache_tag', subgraphs: ['erp', 'pim'], cacheTag: 'product-PX-200' },
    ],
  ]);
  expect(intake.lines).toEqual([
    expect.objectContaining({ level: 'info', kinds: { subgraph: 1, type: 1, cache_tag: 1 }, count: droppedCount }),
  ]);
});

test('an entity and a change event can be named as well', async () => {
  const named = [
    { kind: 'entity', type: 'Product', key: { sku: 'PX-200' } },
    { kind: 'entity', type: 'Tile', key: { place: { row: 1, column: null }, isOpen: true }, subgraphs: ['pim'] },
    { kind: 'event', type: 'erp.price.changed', subject: 'account/acme/item/PX-200' },
  ];
  expect(await post(named)).toMatchObject({ status: 202 });
  expect(await post([{ kind: 'event', type: 'erp.price.changed' }])).toMatchObject({ status: 202 });
  expect(intake.told).toEqual([named, [{ kind: 'event', type: 'erp.price.changed', subject: undefined }]]);
});

test('nothing to say is said in 202, too', async () => {
  expect(await post([])).toMatchObject({ status: 202 });
});

describe('without the shared key nobody is listened to', () => {
  const body = [{ kind: 'subgraph', subgraph: 'erp' }];
  test.each([
    [[]],
    [['authorization', '']],
    [['authorization', 'operators-know-this-kez']],
    [['authorization', `${sharedKey}x`]],
    [['authorization', sharedKey.slice(0, -1)]],
    [['authorization', `Bearer ${sharedKey}`]],
    [['authorization', sharedKey, 'authorization', 'other']],
    [['authorization', 'other', 'Authorization', sharedKey]],
    [['authorization', sharedKey, 'authorization', sharedKey]],
    [['x-authorization', sharedKey]],
  ])('%j', async (headers) => {
    const answer = await post(body, headers);
    expect(answer).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'INVALIDATION_KEY_REFUSED' } }] },
    });
    expect(intake.told).toEqual([]);
    expect(intake.lines).toEqual([expect.objectContaining({ level: 'warn', code: 'INVALIDATION_KEY_REFUSED' })]);
    expect(JSON.stringify([answer.body, intake.lines])).not.toContain('operators-know');
  });
  test('and is told so before the body is looked at', async () => {
    expect((await post('{', {})).status).toBe(401);
  });
});

describe('a body that is not understood is refused as a whole, with the place', () => {
  const good = { kind: 'subgraph', subgraph: 'erp' };
  test.each<[unknown, string]>([
    [{ kind: 'subgraph', subgraph: 'erp' }, 'The body: expected an array of invalidations'],
    [[good, 'x'], '[1]: '],
    [[good, { subgraph: 'erp' }], '[1].kind: expected one of subgraph, type, cache_tag, entity, event'],
    [[{ kind: 'tag' }], '[0].kind: expected one of'],
    [[good, { kind: 'subgraph' }], '[1].subgraph: expected a text'],
    [[{ kind: 'subgraph', subgraph: '' }], '[0].subgraph: is empty'],
    [[{ kind: 'type', subgraph: 'erp' }], '[0].type: expected a text'],
    [[{ kind: 'type', subgraph: 'erp', type: 'no name' }], '[0].type: is no name in GraphQL'],
    [[{ kind: 'subgraph', subgraph: 'erp', type: 'Product' }], '[0] has unknown members: type'],
    [[{ kind: 'cache_tag', subgraph: 'erp', cache_tag: 't' }], '[0].subgraphs: expected an array of subgraph names'],
    [[{ kind: 'cache_tag', subgraphs: [], cache_tag: 't' }], '[0].subgraphs: names no subgraph'],
    [[{ kind: 'cache_tag', subgraphs: ['erp', 5], cache_tag: 't' }], '[0].subgraphs.1: expected a text'],
    [[{ kind: 'cache_tag', subgraphs: ['erp'], cacheTag: 't' }], '[0].cache_tag: expected a text'],
    [[{ kind: 'entity', type: 'Product' }], '[0].key: expected an object of key fields'],
    [[{ kind: 'entity', type: 'Product', key: 'PX-200' }], '[0].key: expected an object of key fields'],
    [[{ kind: 'entity', type: 'Product', key: {} }], '[0].key: names no key field'],
    [[{ kind: 'entity', type: 'Product', key: { 'a b': 1 } }], '[0].key.a b: no name in GraphQL'],
    [[{ kind: 'event', type: 'erp.prize.changed' }], 'did you mean "erp.price.changed"'],
    [[{ kind: 'event', type: 'erp.price.changed', subject: 5 }], '[0].subject: expected a text'],
  ])('%j', async (body, problem) => {
    const { status, body: answer } = await post(body);
    expect([status, answer.errors?.[0]?.extensions.code]).toEqual([400, 'MALFORMED_INVALIDATION']);
    expect(answer.errors?.[0]?.message).toContain(problem);
    expect(answer.errors?.[0]?.message).toMatch(/\. Nothing was invalidated\.$/);
    expect(intake.told).toEqual([]);
  });

  test('as is an event whose subject would not say which entities are meant, with the form that would', async () => {
    const known = { kind: 'event', type: 'erp.price.changed', subject: 'account/acme/item/PX-200' };
    const answer = await post([known, { ...known, subject: 'item/PX-200' }]);
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'MALFORMED_INVALIDATION' } }] },
    });
    expect(JSON.stringify(answer.body)).toContain(
      '[1].subject: is not of the form account/{Account.id}/item/{Product.sku}, which the event catalogue gives for erp.price.changed',
    );
    expect(intake.told).toEqual([]);
  });

  test('as is what is no JSON, or would change prototypes', async () => {
    for (const body of ['{', '', '[{"kind":"entity","type":"A","key":{"__proto__":{"a":1}}}]']) {
      expect((await post(body)).status).toBe(400);
    }
    expect(intake.told).toEqual([]);
  });
});

test('what could not be carried out is told, without why', async () => {
  intake.beforeAnswer = () => Promise.reject(new Error('redis://:a-password@cache is down'));
  const answer = await post([{ kind: 'subgraph', subgraph: 'erp' }]);
  expect(answer).toMatchObject({
    status: 503,
    headers: { 'retry-after': '5' },
    body: { errors: [{ extensions: { code: 'INVALIDATION_FAILED' } }] },
  });
  expect(JSON.stringify(answer.body)).not.toContain('redis');
});

test('the path is configured, and without a key there is nothing at it', async () => {
  const elsewhere = await startIntake({ response_cache: { ...responseCache, invalidation: { path: '/cache/wrong' } } });
  const nowhere = await startIntake({ response_cache: { invalidation: { path: '/cache/wrong' } } });
  const request = { headers: { 'content-type': 'application/json', authorization: sharedKey }, body: '[]' };
  expect((await send(`${elsewhere.url}/cache/wrong`, request)).status).toBe(202);
  expect((await send(`${elsewhere.url}/invalidation`, request)).status).toBe(404);
  expect((await send(`${nowhere.url}/cache/wrong`, request)).status).toBe(404);
  await elsewhere.close();
  await nowhere.close();
});

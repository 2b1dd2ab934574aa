// What is sent by somebody who is no sender, or by one who is mistaken, changes nothing and is told why.
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Answer,
  createEvent,
  createSecret,
  type EventRequest,
  send,
  sign,
  writeBatch,
  writeBinary,
  writeStructured,
} from './event-sender.ts';
import { type RunningIntake, startIntake } from './running-intake.ts';

const secret = createSecret();
let intake: RunningIntake;
let url: string;

beforeEach(async () => {
  intake = await startIntake({ events: { webhooks: [{ name: 'erp', secret }] } });
  url = `${intake.url}/events`;
});
afterEach(() => intake.close());

/** Expects a refusal that changes nothing and is logged with all but secrets. Gives its message. */
function expectRefusal({ status, body }: Answer, expectedStatus: number, code: string): string {
  expect([status, body.errors?.[0]?.extensions.code]).toEqual([expectedStatus, code]);
  expect(intake.told).toEqual([]);
  const message = body.errors?.[0]?.message ?? '';
  expect(intake.lines).toEqual([expect.objectContaining({ level: 'warn', code, msg: message })]);
  const logged = JSON.stringify(intake.lines.splice(0));
  expect(logged).not.toMatch(/v1,[A-Za-z0-9+/]{20}/);
  expect(logged).not.toContain('whsec_');
  return message;
}

const without = (request: EventRequest, name: string): EventRequest => ({
  ...request,
  headers: Object.fromEntries(Object.entries(request.headers).filter(([each]) => each !== name)),
});
const withHeaders = (request: EventRequest, headers: Record<string, string>): EventRequest => ({
  ...request,
  headers: { ...request.headers, ...headers },
});
/** Sends a header a second time. */
const repeat = ({ headers, body }: EventRequest, name: string, value: string) => ({
  headers: [...Object.entries(headers).flat(), name, value],
  body,
});
const signed = (request = writeStructured(createEvent())) => sign(request, { secret });

describe('a signature', () => {
  test('must be there, with its id and its timestamp', async () => {
    expectRefusal(await send(url, writeStructured(createEvent())), 401, 'WEBHOOK_NOT_VERIFIED');
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      expect(expectRefusal(await send(url, without(signed(), name)), 401, 'WEBHOOK_NOT_VERIFIED')).toContain(name);
    }
  });

  test('must be of a known secret', async () => {
    const stranger = sign(writeStructured(createEvent()), { secret: createSecret() });
    expectRefusal(await send(url, stranger), 401, 'WEBHOOK_NOT_VERIFIED');
  });

  test('must be of this body, to the byte', async () => {
    const event = createEvent();
    const request = signed(writeStructured(event));
    for (const body of [
      JSON.stringify(createEvent()),
      JSON.stringify(event, null, 1),
      `${request.body.toString()} `,
      '',
    ]) {
      expectRefusal(await send(url, { ...request, body }), 401, 'WEBHOOK_NOT_VERIFIED');
    }
  });

  test('must be of these bytes, also where different ones are no UTF-8', async () => {
    const body = (byte: number) => Buffer.concat([Buffer.from('{"id":"'), Buffer.from([byte]), Buffer.from('"}')]);
    const headers = { 'content-type': 'application/cloudevents+json' };
    // Read as text, both bodies are the same.
    expect(body(0xfe).toString()).toBe(body(0xff).toString());
    expectRefusal(await send(url, signed({ headers, body: body(0xfe) })), 401, 'WEBHOOK_NOT_VERIFIED');
  });

  test('must be of this id and this timestamp', async () => {
    expectRefusal(await send(url, withHeaders(signed(), { 'webhook-id': 'other' })), 401, 'WEBHOOK_NOT_VERIFIED');
    const now = String(Math.floor(Date.now() / 1000) - 5);
    expectRefusal(await send(url, withHeaders(signed(), { 'webhook-timestamp': now })), 401, 'WEBHOOK_NOT_VERIFIED');
  });

  test.each([
    'v1',
    'v1,',
    'v2,AAAA',
    'v1a,AAAA',
    'AAAA',
    'v1,AAAA',
    'v1,'.padEnd(8000, 'A'),
    'v1,AA '.repeat(100),
    ' ',
  ])('must be one: %j', async (signature) => {
    expectRefusal(
      await send(url, withHeaders(signed(), { 'webhook-signature': signature })),
      401,
      'WEBHOOK_NOT_VERIFIED',
    );
  });

  test.each(['a.b', 'ü', 'a b', 'x'.repeat(257)])('must be under an id of the standard: %j', async (id) => {
    expectRefusal(await send(url, sign(writeStructured(createEvent()), { secret, id })), 401, 'WEBHOOK_NOT_VERIFIED');
  });
});

describe('a timestamp', () => {
  test('may be off by what clocks are off', async () => {
    for (const timestampOffset of [-290, 290]) {
      expect((await send(url, sign(writeStructured(createEvent()), { secret, timestampOffset }))).status).toBe(202);
    }
  });
  test.each([
    [-310, /^The timestamp is 31\d s old/],
    [310, /^The timestamp is 3\d\d s in the future/],
    [-1e9, /s old/],
    [1e10, /in the future/],
  ])('may not be %i s off', async (timestampOffset, message) => {
    const answer = await send(url, sign(writeStructured(createEvent()), { secret, timestampOffset }));
    expect(expectRefusal(answer, 401, 'WEBHOOK_NOT_VERIFIED')).toMatch(message);
  });
  test.each(['', 'now', '-1', '1e9', '1.5', '0x10', '1'.repeat(13), '12abc'])(
    'must be a number: %j',
    async (timestamp) => {
      const answer = await send(url, withHeaders(signed(), { 'webhook-timestamp': timestamp }));
      expectRefusal(answer, 401, 'WEBHOOK_NOT_VERIFIED');
    },
  );
  test('that was good does not stay good: a request recorded on its way is useless later', async () => {
    await intake.close();
    intake = await startIntake({ events: { webhooks: [{ name: 'erp', secret }], tolerance: '3s' } });
    url = `${intake.url}/events`;
    const recorded = signed();
    expect((await send(url, recorded)).status).toBe(202);
    await wait(4100);
    intake.told.length = 0;
    intake.lines.length = 0;
    expectRefusal(await send(url, recorded), 401, 'WEBHOOK_NOT_VERIFIED');
  });
});

describe('what is not signed cannot say what changed', () => {
  test('in binary mode: the headers are signed with the body', async () => {
    const request = signed(writeBinary({ ...createEvent(), data: {} }));
    for (const headers of [
      { 'ce-subject': 'account/borealis/item/PX-200' },
      { 'ce-type': 'pim.product.updated' },
      { 'ce-id': 'other' },
      { 'ce-other': 'x' },
    ]) {
      expectRefusal(await send(url, withHeaders(request, headers)), 401, 'WEBHOOK_NOT_VERIFIED');
    }
    expectRefusal(await send(url, without(request, 'ce-subject')), 401, 'WEBHOOK_NOT_VERIFIED');
  });

  test('in binary mode: a signature of the body alone is told apart, and taken only where that is allowed', async () => {
    const write = () => writeBinary({ ...createEvent(), data: {} });
    const answer = await send(url, sign(write(), { secret, content: '{}' }));
    expect(expectRefusal(answer, 401, 'WEBHOOK_NOT_VERIFIED')).toContain('covers the body alone');

    const trusting = createSecret();
    const webhooks = [
      { name: 'erp', secret },
      { name: 'pim', secret: trusting, allow_unsigned_attributes: true },
    ];
    await intake.close();
    intake = await startIntake({ events: { webhooks } });
    url = `${intake.url}/events`;
    expectRefusal(await send(url, sign(write(), { secret, content: '{}' })), 401, 'WEBHOOK_NOT_VERIFIED');
    expect((await send(url, sign(write(), { secret: trusting, content: '{}' }))).status).toBe(202);
    expect((await send(url, sign(write(), { secret: trusting }))).status).toBe(202);
  });

  test('a request of one mode cannot be made one of another', async () => {
    const structured = signed();
    const asBinary = { ...writeBinary(createEvent()).headers, 'content-type': 'application/json' };
    expectRefusal(await send(url, withHeaders(structured, asBinary)), 401, 'WEBHOOK_NOT_VERIFIED');
    const binary = signed(writeBinary({ ...createEvent(), data: createEvent() }));
    const asStructured = { 'content-type': 'application/cloudevents+json' };
    expectRefusal(await send(url, withHeaders(binary, asStructured)), 401, 'WEBHOOK_NOT_VERIFIED');
    const batch = { 'content-type': 'application/cloudevents-batch+json' };
    expectRefusal(await send(url, withHeaders(structured, batch)), 400, 'MALFORMED_EVENT');
  });

  test('headers beside a structured event are not looked at', async () => {
    await send(url, withHeaders(signed(), { 'ce-subject': 'item/other', 'ce-type': 'pim.product.updated' }));
    expect(intake.told).toEqual([[{ kind: 'event', type: 'erp.price.changed', subject: 'account/acme/item/PX-200' }]]);
  });
});

describe('a header that is sent twice is refused, whichever of the two is right', () => {
  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature', 'Webhook-Signature'])('%s', async (name) => {
    const request = signed();
    for (const value of ['other', request.headers[name.toLowerCase()] ?? '']) {
      expectRefusal(await send(url, repeat(request, name, value)), 401, 'WEBHOOK_NOT_VERIFIED');
    }
  });
  test.each(['ce-subject', 'CE-Id', 'ce-extension'])('%s', async (name) => {
    // Signed as the two would look when they are put together.
    const event = { ...createEvent(), extension: 'x' };
    const joined = writeBinary(event);
    const value = joined.headers[name.toLowerCase()] ?? '';
    joined.headers[name.toLowerCase()] = `${value}, other`;
    const request = withHeaders(signed(joined), { [name.toLowerCase()]: value });
    expectRefusal(await send(url, repeat(request, name, 'other')), 400, 'MALFORMED_EVENT');
  });
  test('content-type', async () => {
    const request = repeat(signed(), 'content-type', 'application/cloudevents-batch+json');
    expectRefusal(await send(url, request), 415, 'MALFORMED_EVENT');
  });
});

describe('a malformed event', () => {
  test.each(['specversion', 'id', 'source', 'type'])('without %s is refused in each mode', async (name) => {
    const event = createEvent({ [name]: undefined });
    const structured = await send(url, signed(writeStructured(event)));
    expect(expectRefusal(structured, 400, 'MALFORMED_EVENT')).toMatch(`${name} is missing`);
    const batched = await send(url, signed(writeBatch([createEvent(), event])));
    expect(expectRefusal(batched, 400, 'MALFORMED_EVENT')).toMatch(`[1].${name} is missing`);
    const binary = await send(url, signed(without(writeBinary(createEvent()), `ce-${name}`)));
    expect(expectRefusal(binary, 400, 'MALFORMED_EVENT')).toMatch(`${name} is missing`);
  });

  test.each([
    [{ specversion: '0.3' }, 'specversion is not "1.0"'],
    [{ specversion: 1 }, 'specversion is not "1.0"'],
    [{ id: '' }, 'id is empty'],
    [{ id: 5 }, 'id is no text'],
    [{ id: null }, 'id is missing'],
    [{ id: ['a'] }, 'id is no text'],
    [{ id: 'a\u0000b' }, 'id has characters'],
    [{ id: 'x'.repeat(3000) }, 'id is longer'],
    [{ source: 'not a uri' }, 'source is no URI'],
    [{ subject: '' }, 'subject is empty'],
    [{ subject: 'a\nb' }, 'subject has characters'],
    [{ subject: '\ud800' }, 'subject has characters'],
    [{ time: 'yesterday' }, 'time is no RFC 3339'],
  ])('is refused with its problem: %j', async (attributes, problem) => {
    const answer = await send(url, signed(writeStructured(createEvent(attributes))));
    expect(expectRefusal(answer, 400, 'MALFORMED_EVENT')).toMatch(problem);
  });

  test('in a batch is named by its index, and nothing of the batch is taken', async () => {
    const events = [createEvent(), createEvent({ id: '' }), 7, createEvent({ type: null, source: 1 }), null, []];
    const message = expectRefusal(await send(url, signed(writeBatch(events))), 400, 'MALFORMED_EVENT');
    expect(message).toBe(
      '[1].id is empty; [2] is no JSON object; [3].source is no text; [3].type is missing; [4] is no JSON object. ' +
        'None of the request was taken.',
    );
  });

  test.each(['', '{', 'null', '5', '[]', '"x"', '{"__proto__":{"id":"x"}}'])('can be any body: %j', async (body) => {
    const headers = { 'content-type': 'application/cloudevents+json' };
    expectRefusal(await send(url, signed({ headers, body })), 400, 'MALFORMED_EVENT');
  });

  test('can be one that is no UTF-8', async () => {
    // A byte that is none stands for itself when it is signed as bytes, so the signature is made by hand.
    const body = Buffer.from('7b226964223a22ff227d', 'hex');
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      .update(`msg.${timestamp}.`)
      .update(body)
      .digest('base64');
    const headers = {
      'content-type': 'application/cloudevents+json',
      'webhook-id': 'msg',
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
    expect(expectRefusal(await send(url, { headers, body }), 400, 'MALFORMED_EVENT')).toBe(
      'The body is no valid UTF-8.',
    );
  });

  test.each(['%', '%zz', '%C0%A0', '%ff', '%ed%a0%80', 'a%00b', '%0Ax'])(
    'can be a header that is no percent-encoded text: %j',
    async (subject) => {
      const request = withHeaders(writeBinary(createEvent()), { 'ce-subject': subject });
      expect(expectRefusal(await send(url, signed(request)), 400, 'MALFORMED_EVENT')).toContain('subject');
    },
  );

  test('in binary mode is one that names its content type twice, or no event at all', async () => {
    const twice = withHeaders(writeBinary(createEvent()), { 'ce-datacontenttype': 'text/plain' });
    expectRefusal(await send(url, signed(twice)), 400, 'MALFORMED_EVENT');
    const none = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(createEvent()) };
    expect(expectRefusal(await send(url, signed(none)), 400, 'MALFORMED_EVENT')).toMatch(/^There is no event/);
  });

  test.each([
    { 'content-type': 'application/cloudevents+avro' },
    { 'content-type': 'application/cloudevents' },
    { 'content-type': 'application/cloudevents+json; charset=utf-16' },
    { 'content-type': 'no type' },
    { 'content-encoding': 'gzip' },
  ])('can be one in a form that is not read: %j', async (headers) => {
    const answer = await send(url, signed(withHeaders(writeStructured(createEvent()), headers)));
    expect(answer.status).not.toBe(202);
    expect(expectRefusal(answer, answer.status, 'MALFORMED_EVENT')).not.toBe('');
  });

  test('is not one with a charset, in any case', async () => {
    const request = withHeaders(writeStructured(createEvent()), {
      'content-type': 'Application/CloudEvents+JSON; Charset="UTF-8"',
    });
    expect((await send(url, signed(request))).status).toBe(202);
  });
});

describe('too much', () => {
  test('a batch of 10,000 events is refused as a whole', async () => {
    await intake.close();
    intake = await startIntake({ events: { webhooks: [{ name: 'erp', secret }], http_max_request_bytes: '16MiB' } });
    url = `${intake.url}/events`;
    const batch = Array.from({ length: 10_000 }, () => createEvent());
    expect(expectRefusal(await send(url, signed(writeBatch(batch))), 413, 'MALFORMED_EVENT')).toMatch(/10000 events/);
    expect((await send(url, signed(writeBatch(batch.slice(0, 1000))))).body.accepted).toBe(1000);
  });

  test('a body that is too large is refused, whether it says so or not, before it is all there', async () => {
    const large = writeStructured(createEvent({ data: 'x'.repeat(2_000_000) }));
    expectRefusal(await send(url, signed(large)), 413, 'MALFORMED_EVENT');

    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(intake.port, '127.0.0.1', () => {
        socket.write(
          'POST /events HTTP/1.1\r\nhost: x\r\ncontent-type: application/cloudevents+json\r\ntransfer-encoding: chunked\r\n\r\n',
        );
        const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
        const write = () => {
          if (socket.writable) socket.write(chunk, () => setImmediate(write));
        };
        write();
      });
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.once('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(intake.told).toEqual([]);
  });

  test('of nesting is no event either', async () => {
    const headers = { 'content-type': 'application/cloudevents+json' };
    const answer = await send(url, signed({ headers, body: `${'['.repeat(400_000)}${']'.repeat(400_000)}` }));
    expectRefusal(answer, 400, 'MALFORMED_EVENT');
  });
});

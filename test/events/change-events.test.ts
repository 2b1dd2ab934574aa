// What a sender of change events can rely on.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTemporaryFolder } from '../gateway/running-gateway.ts';
import {
  createEvent,
  createSecret,
  type EventAttributes,
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

async function restart(events: Record<string, unknown> = {}, options: Parameters<typeof startIntake>[1] = {}) {
  await intake.close();
  intake = await startIntake({ events: { webhooks: [{ name: 'erp', secret }], ...events } }, options);
  url = `${intake.url}/events`;
}

beforeEach(async () => {
  intake = await startIntake({ events: { webhooks: [{ name: 'erp', secret }] } });
  url = `${intake.url}/events`;
});
afterEach(() => intake.close());

const price = { kind: 'event', type: 'erp.price.changed', subject: 'account/acme/item/PX-200' };
const stock = { kind: 'event', type: 'erp.inventory.changed', subject: 'item/PX-200' };

const sendEvent = (event: EventAttributes) => send(url, sign(writeStructured(event), { secret }));
const readLog = (level: string) => intake.lines.filter((line) => line['level'] === level);

describe('an event takes effect', () => {
  test('in structured mode', async () => {
    expect(await sendEvent(createEvent())).toMatchObject({ status: 202, body: { accepted: 1, ignored: [] } });
    expect(intake.told).toEqual([[price]]);
  });

  test('in batched mode, all events of the batch at once', async () => {
    const batch = [createEvent(), createEvent({ type: 'erp.inventory.changed', subject: 'item/PX-200' })];
    expect(await send(url, sign(writeBatch(batch), { secret }))).toMatchObject({ status: 202, body: { accepted: 2 } });
    expect(intake.told).toEqual([[price, stock]]);
  });

  test('in binary mode, with its data in the body and without any', async () => {
    for (const data of [{ price: '1.00' }, undefined]) {
      const answer = await send(url, sign(writeBinary({ ...createEvent(), data }), { secret }));
      expect(answer).toMatchObject({ status: 202, body: { accepted: 1 } });
    }
    const { headers, body } = writeBinary(createEvent());
    const { 'content-type': _unset, ...withoutType } = headers;
    expect(await send(url, sign({ headers: withoutType, body }, { secret }))).toMatchObject({ status: 202 });
    expect(intake.told).toEqual([[price], [price], [price]]);
  });

  test('in binary mode, with header values that need decoding', async () => {
    const subject = 'account/Müller & Söhne/item/100% "PX" 😀';
    await send(url, sign(writeBinary(createEvent({ subject })), { secret }));
    const quoted = writeBinary(createEvent());
    quoted.headers['ce-subject'] = String.raw`"item/a \"b\" c%20d"`;
    await send(url, sign(quoted, { secret }));
    expect(intake.told.flat()).toEqual([
      { ...price, subject },
      { ...price, subject: 'item/a "b" c d' },
    ]);
  });

  test('without a subject it concerns every entity, also when the subject is null', async () => {
    await sendEvent(createEvent({ subject: undefined }));
    await sendEvent(createEvent({ subject: null }));
    expect(intake.told).toEqual([[{ ...price, subject: undefined }], [{ ...price, subject: undefined }]]);
  });

  test('before it is answered', async () => {
    let isDone = false;
    intake.beforeAnswer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      isDone = true;
    };
    await sendEvent(createEvent());
    expect(isDone).toBe(true);
  });

  test('in one go with others that say the same of the same entity', async () => {
    await send(url, sign(writeBatch([createEvent(), createEvent(), createEvent()]), { secret }));
    expect(intake.told).toEqual([[price]]);
  });

  test('and is logged with who sent it', async () => {
    const event = createEvent({ data: { unitPrice: '13.50' } });
    await sendEvent(event);
    expect(intake.lines).toEqual([
      expect.objectContaining({
        level: 'info',
        msg: 'Change event',
        webhook: 'erp',
        id: event['id'],
        type: 'erp.price.changed',
        subject: 'account/acme/item/PX-200',
        source: 'https://erp.example/',
      }),
    ]);
    expect(JSON.stringify(intake.lines)).not.toContain('13.50');
  });
});

describe('a sender that tries again', () => {
  test('is told that all is well, and nothing is dropped a second time', async () => {
    const event = createEvent();
    const first = sign(writeStructured(event), { secret, id: 'msg-1' });
    const later = sign(writeStructured(event), { secret, id: 'msg-1', timestampOffset: 1 });
    const other = sign(writeBinary(event), { secret, id: 'msg-2' });
    for (const each of [first, first, later, other]) {
      expect(await send(url, each)).toMatchObject({ status: 202, body: { accepted: 1, ignored: [] } });
    }
    expect(intake.told).toEqual([[price]]);
    expect(intake.lines).toHaveLength(1);
  });

  test('within a batch has only the new events carried out', async () => {
    const event = createEvent();
    await sendEvent(event);
    const another = createEvent({ type: 'erp.inventory.changed', subject: 'item/PX-200' });
    expect((await send(url, sign(writeBatch([event, another]), { secret }))).body.accepted).toBe(2);
    expect(intake.told).toEqual([[price], [stock]]);
  });

  test('is served after a failure, which promises nothing', async () => {
    intake.beforeAnswer = () => Promise.reject(new Error('redis://:a-password@cache is down'));
    const signed = sign(writeStructured(createEvent()), { secret });
    const failed = await send(url, signed);
    expect(failed).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(failed.body.errors?.[0]?.extensions.code).toBe('INVALIDATION_FAILED');
    expect(JSON.stringify(failed.body)).not.toContain('redis');
    expect(readLog('error')).toEqual([expect.objectContaining({ code: 'INVALIDATION_FAILED' })]);
    expect(readLog('info')).toEqual([]);

    intake.beforeAnswer = () => {};
    expect((await send(url, signed)).status).toBe(202);
    expect(intake.told).toEqual([[price], [price]]);
  });

  test('with the same webhook-id and another content is refused, and what it brought is not carried out', async () => {
    expect((await send(url, sign(writeStructured(createEvent()), { secret, id: 'msg-1' }))).status).toBe(202);
    const other = await send(url, sign(writeStructured(createEvent()), { secret, id: 'msg-1' }));
    expect(other).toMatchObject({ status: 409, body: { errors: [{ extensions: { code: 'WEBHOOK_ID_REUSED' } }] } });
    expect(intake.told).toHaveLength(1);
  });

  test('may mend what was refused under the same webhook-id', async () => {
    const broken = writeStructured(createEvent({ source: undefined }));
    expect((await send(url, sign(broken, { secret, id: 'msg-1' }))).status).toBe(400);
    expect((await send(url, sign(writeStructured(createEvent()), { secret, id: 'msg-1' }))).status).toBe(202);
  });

  test('is not mistaken for one that gives two changes the same id', async () => {
    const event = createEvent();
    const next = { ...event, time: '2026-01-01T00:00:00Z' };
    const elsewhere = { ...event, subject: 'account/borealis/item/PX-200' };
    for (const each of [event, next, elsewhere]) await sendEvent(each);
    expect(intake.told).toEqual([[price], [price], [{ ...price, subject: 'account/borealis/item/PX-200' }]]);
  });
});

describe('an event of a type that the catalogue does not have', () => {
  test('is reported and told on, for replicas with another catalogue, and the others of its batch take effect', async () => {
    const mistyped = createEvent({ type: 'erp.prize.changed' });
    const answer = await send(url, sign(writeBatch([mistyped, createEvent()]), { secret }));
    expect(answer).toMatchObject({
      status: 202,
      body: {
        accepted: 1,
        ignored: [
          {
            id: mistyped['id'],
            type: 'erp.prize.changed',
            reason: 'The event catalogue has no type "erp.prize.changed"; did you mean "erp.price.changed"?',
          },
        ],
      },
    });
    expect(intake.told).toEqual([[price], [{ ...price, type: 'erp.prize.changed' }]]);
    // It is reported again, and not told again.
    expect((await sendEvent(mistyped)).body).toMatchObject({ accepted: 0, ignored: [{ type: 'erp.prize.changed' }] });
    expect(intake.told).toHaveLength(2);
  });

  test('costs no message of its own where many come, and each is told before its sender is answered', async () => {
    const types = Array.from({ length: 40 }, (_, index) => `no.such.type.${index}`);
    const start = performance.now();
    const answers = await Promise.all(
      types.map(async (type) => {
        const { status } = await sendEvent(createEvent({ type }));
        return { status, isTold: intake.told.flat().some((each) => 'type' in each && each.type === type) };
      }),
    );
    expect(answers).toEqual(types.map(() => ({ status: 202, isTold: true })));
    expect(intake.told.flat()).toHaveLength(types.length);
    // The first, and one for each pause that there has been.
    expect(intake.told.length).toBeLessThanOrEqual(2 + (performance.now() - start) / 250);
  });

  test('is sent again when it could not be told on', async () => {
    intake.beforeAnswer = () => Promise.reject(new Error('The cache is down.'));
    expect((await sendEvent(createEvent({ type: 'a.b' }))).status).toBe(503);
  });

  test('is warned of once for each type', async () => {
    for (const type of ['a.b', 'a.b', 'c.d', 'a.b']) await sendEvent(createEvent({ type }));
    expect(readLog('warn').map(({ type, webhook }) => [type, webhook])).toEqual([
      ['a.b', 'erp'],
      ['c.d', 'erp'],
    ]);
    expect(readLog('info')).toEqual([]);
  });

  test('is like any other where there is no catalogue', async () => {
    await restart({}, { hasCatalogue: false });
    expect((await sendEvent(createEvent({ type: 'a.b' }))).body.accepted).toBe(1);
  });
});

describe('an event whose subject is not of the form that the catalogue gives for its type', () => {
  const misread = { ...price, subject: 'item/PX-200' };
  const expected = 'account/{Account.id}/item/{Product.sku}';

  test('takes effect on everything that its type can make wrong, which the log says once for each type', async () => {
    const first = createEvent({ subject: 'item/PX-200' });
    expect(await sendEvent(first)).toMatchObject({ status: 202, body: { accepted: 1 } });
    await sendEvent(createEvent({ subject: 'item/PX-201' }));
    await sendEvent(createEvent({ type: 'erp.inventory.changed', subject: 'account/acme', source: '/warehouse' }));
    expect(intake.told[0]).toEqual([misread]);
    expect(intake.told).toHaveLength(3);
    expect(readLog('warn')).toEqual([
      expect.objectContaining({
        msg:
          'A change event drops more than it should: its subject is not of the form that the event catalogue gives for ' +
          'its type, so everything of the type counts as changed',
        webhook: 'erp',
        id: first['id'],
        type: 'erp.price.changed',
        source: 'https://erp.example/',
        subject: 'item/PX-200',
        expected,
      }),
      expect.objectContaining({
        type: 'erp.inventory.changed',
        subject: 'account/acme',
        expected: 'item/{Product.sku}',
      }),
    ]);
  });

  test('fills no log with very many sources or a very long subject', async () => {
    const events = Array.from({ length: 50 }, (_, index) => createEvent({ source: `/${index}`, subject: `${index}` }));
    await send(url, sign(writeBatch([createEvent({ subject: 'x'.repeat(2000) }), ...events]), { secret }));
    expect(readLog('warn')).toEqual([expect.objectContaining({ subject: 'x'.repeat(200) })]);
  });

  test('is none without a subject, or where there is no catalogue', async () => {
    await sendEvent(createEvent({ subject: undefined }));
    await restart({}, { hasCatalogue: false });
    await sendEvent(createEvent({ subject: 'item/PX-200' }));
    expect(readLog('warn')).toEqual([]);
  });
});

test('what became of events is counted, by a type only where the catalogue bounds how many there are', async () => {
  const event = createEvent();
  for (const each of [event, event, createEvent({ subject: 'PX-200' }), createEvent({ type: 'a.b' })]) {
    await sendEvent(each);
  }
  await sendEvent(createEvent({ subject: undefined }));
  const name = 'commerce_graph_change_events_total';
  expect((await intake.readEventCounts()).toSorted()).toEqual([
    `${name}{webhook="erp",type="",result="unknown_type"} 1`,
    `${name}{webhook="erp",type="erp.price.changed",result="carried_out"} 2`,
    `${name}{webhook="erp",type="erp.price.changed",result="repeated"} 1`,
    `${name}{webhook="erp",type="erp.price.changed",result="unreadable_subject"} 1`,
  ]);
  await restart({}, { hasCatalogue: false });
  await sendEvent(createEvent({ type: 'a.b' }));
  expect(await intake.readEventCounts()).toEqual([`${name}{webhook="erp",type="",result="carried_out"} 1`]);
});

describe('secrets', () => {
  test('can be exchanged without a lost event: both are good while both are known, on either side', async () => {
    const next = createSecret();
    await restart({ webhooks: [{ name: 'erp', secret: `${secret} ${next}` }] });
    const signed = (...secrets: [string, ...string[]]) => {
      const [first, ...others] = secrets.map((each) => ({ secret: each, id: 'msg' }));
      if (first === undefined) throw new Error('A secret is needed.');
      return sign(writeStructured(createEvent()), { ...first, id: crypto.randomUUID() }, ...others);
    };
    expect((await send(url, signed(secret))).status).toBe(202);
    expect((await send(url, signed(next))).status).toBe(202);

    // The sender signs with both, and the gateway knows the new one only.
    await restart({ webhooks: [{ name: 'erp', secret: next }] });
    const both = signed(secret, next);
    expect(both.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    expect((await send(url, both)).status).toBe(202);
    expect((await send(url, signed(secret))).status).toBe(401);
  });

  test('can be in a file, one a line, and belong to several senders', async () => {
    const folder = createTemporaryFolder();
    const [pim, oms] = [createSecret(24), createSecret(64)];
    writeFileSync(path.join(folder, 'events.secret'), `${pim}\n${oms}\n`);
    await restart({
      webhooks: [
        { name: 'erp', secret },
        { name: 'others', secret_file: path.join(folder, 'events.secret') },
      ],
    });
    for (const each of [secret, pim, oms]) {
      expect((await send(url, sign(writeStructured(createEvent()), { secret: each }))).status).toBe(202);
    }
    expect(intake.lines.map(({ webhook }) => webhook)).toEqual(['erp', 'others', 'others']);
  });

  test('in a file are exchanged without a restart, and one that is taken away is good no longer', async () => {
    const [file, next] = [path.join(createTemporaryFolder(), 'events.secret'), createSecret()];
    writeFileSync(file, `${secret}\n`);
    await restart({ webhooks: [{ name: 'erp', secret_file: file }] });
    const trySecrets = async () => {
      const answers = [];
      for (const each of [secret, next]) {
        answers.push((await send(url, sign(writeStructured(createEvent()), { secret: each }))).status);
      }
      return answers;
    };
    expect(await trySecrets()).toEqual([202, 401]);
    writeFileSync(file, `${secret}\n${next}\n`);
    expect(await trySecrets()).toEqual([202, 202]);
    // As whoever never leaves half a file does it.
    writeFileSync(`${file}.new`, next);
    renameSync(`${file}.new`, file);
    expect(await trySecrets()).toEqual([401, 202]);
    expect(intake.lines.filter(({ msg }) => String(msg).includes('were read anew'))).toEqual([
      expect.objectContaining({ level: 'info', webhook: 'erp', secrets: 2 }),
      expect.objectContaining({ level: 'info', webhook: 'erp', secrets: 1 }),
    ]);
  });

  test.each<[string, (file: string) => void, RegExp]>([
    ['is gone', (file) => rmSync(file), /^cannot be read: ENOENT/],
    ['is empty', (file) => writeFileSync(file, ''), /^there is no secret; expected/],
    ['has something else in it', (file) => writeFileSync(file, `${createSecret()}\noops`), /^secret 2 of 2 is none/],
  ])('in a file that %s stay what they were, and the log says what to do', async (_, spoil, reason) => {
    const file = path.join(createTemporaryFolder(), 'events.secret');
    const next = createSecret();
    writeFileSync(file, secret);
    await restart({ webhooks: [{ name: 'erp', secret_file: file }] });
    spoil(file);
    for (let turn = 0; turn < 3; turn += 1) expect((await sendEvent(createEvent())).status).toBe(202);
    expect(readLog('error')).toEqual([
      expect.objectContaining({
        msg:
          'The file with the secrets of a webhook cannot be used, and those that were read from it before stay good. Mend ' +
          'the file; a restart is not needed, and would fail until then',
        webhook: 'erp',
        file,
        reason: expect.stringMatching(reason),
      }),
    ]);
    expect(JSON.stringify(intake.lines)).not.toMatch(/whsec_(?!MfKQ)|oops/);

    writeFileSync(file, next);
    expect((await send(url, sign(writeStructured(createEvent()), { secret: next }))).status).toBe(202);
    spoil(file);
    expect((await send(url, sign(writeStructured(createEvent()), { secret: next }))).status).toBe(202);
    expect(readLog('error')).toHaveLength(2);
  });

  test('of one sender cannot make an event of another look as if it had come', async () => {
    const other = createSecret();
    await restart({
      webhooks: [
        { name: 'erp', secret },
        { name: 'pim', secret: other },
      ],
    });
    const event = createEvent();
    await send(url, sign(writeStructured(event), { secret: other, id: 'msg-1' }));
    await send(url, sign(writeStructured(event), { secret, id: 'msg-1' }));
    expect(intake.told).toEqual([[price], [price]]);
  });

  test('that are not configured leave nothing to send to', async () => {
    await restart({ webhooks: [] });
    expect((await sendEvent(createEvent())).status).toBe(404);
  });
});

test('the path, and what is taken at most, are configured', async () => {
  await restart({ path: '/hooks/changes', max_batch_length: 2, http_max_request_bytes: 1000, tolerance: '1m' });
  expect((await sendEvent(createEvent())).status).toBe(404);
  url = `${intake.url}/hooks/changes`;
  expect((await sendEvent(createEvent())).status).toBe(202);
  expect((await sendEvent(createEvent({ data: 'x'.repeat(1000) }))).status).toBe(413);
  const three = [createEvent(), createEvent(), createEvent()];
  expect((await send(url, sign(writeBatch(three), { secret }))).status).toBe(413);
  expect((await send(url, sign(writeStructured(createEvent()), { secret, timestampOffset: -90 }))).status).toBe(401);
});

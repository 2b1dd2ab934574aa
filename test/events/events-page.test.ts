// What docs/events.md shows is what happens: its sender runs, its signatures are right, its bodies are understood.
import { execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTemporaryFolder } from '../gateway/running-gateway.ts';
import { createTokenIssuer } from '../gateway/token-issuer.ts';
import { startTrustingGateway } from '../gateway/trusting-gateway.ts';
import { createEvent, createSecret, send, sign, writeBatch } from './event-sender.ts';
import { type RunningIntake, startIntake } from './running-intake.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/events.md'), 'utf8');
const secret = createSecret();
const sharedKey = 'operators-know-this-key';
let intake: RunningIntake;

beforeAll(async () => {
  intake = await startIntake({
    events: { webhooks: [{ name: 'erp', secret }] },
    response_cache: { subgraph: { all: { invalidation: { shared_key: sharedKey } } } },
  });
});
afterAll(() => intake.close());

function readBlocks(language: string): string[] {
  const blocks = [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))];
  return blocks.map(([, block = '']) => block.trimEnd());
}

test('the sender is one', async () => {
  const secretFile = path.join(createTemporaryFolder(), 'events.secret');
  writeFileSync(secretFile, `${secret}\n`);
  const sender = spawn(process.execPath, ['--input-type=module', '-'], {
    env: { ...process.env, EVENTS_SECRET_FILE: secretFile, EVENTS_URL: `${intake.url}/events` },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  sender.stdin.end(readBlocks('js')[0]);
  expect(await text(sender.stdout)).toBe('202 {"accepted":1,"ignored":[]}\n');
  expect(intake.told.splice(0)).toEqual([
    [{ kind: 'event', type: 'erp.price.changed', subject: 'account/acme/item/PX-200' }],
  ]);
});

test('what is pasted into a shell sends an event', async () => {
  const secretFile = path.join(createTemporaryFolder(), 'events.secret');
  writeFileSync(secretFile, `${secret}\n`);
  const env = { ...process.env, EVENTS_SECRET_FILE: secretFile, EVENTS_URL: `${intake.url}/events` };
  const { stdout } = await promisify(execFile)('sh', ['-e', '-c', readBlocks('sh')[0] ?? ''], { env });
  expect(page).toContain(`It prints \`${stdout}\``);
  expect(intake.told.splice(0)).toEqual([
    [{ kind: 'event', type: 'pim.product.updated', subject: 'product/BRG-6205-2RS' }],
  ]);
});

test('the signatures are those of the standard', () => {
  const [request = ''] = readBlocks('http');
  const [head = '', body = ''] = request.split('\n\n');
  const readHeader = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1] ?? '';
  const [, shownSecret = ''] = /the secret `(whsec_[^`]*)`/.exec(page) ?? [];
  const at = new Date(Number(readHeader('webhook-timestamp')) * 1000);
  const webhook = new Webhook(shownSecret);
  expect(readHeader('webhook-signature')).toBe(webhook.sign(readHeader('webhook-id'), at, body));
  const [binary = ''] = readBlocks('text');
  expect(page).toContain(`\`${webhook.sign(readHeader('webhook-id'), at, binary)}\``);
});

test('the answer is what is answered', async () => {
  const [answer = ''] = readBlocks('json');
  const { ignored } = JSON.parse(answer) as { ignored: [{ id: string; type: string }] };
  const batch = writeBatch([createEvent(), createEvent({ id: ignored[0].id, type: ignored[0].type })]);
  const { status, body } = await send(`${intake.url}/events`, sign(batch, { secret }));
  expect([status, body]).toEqual([202, JSON.parse(answer)]);
  intake.told.length = 0;
});

test("the operator's request is understood whole", async () => {
  const [, body = ''] = readBlocks('json');
  const headers = { 'content-type': 'application/json', authorization: sharedKey };
  expect((await send(`${intake.url}/invalidation`, { headers, body })).status).toBe(202);
  expect(intake.told.flat()).toHaveLength((JSON.parse(body) as unknown[]).length);
});

test('the event that takes tokens back does', async () => {
  const [, , event = ''] = readBlocks('json');
  const trusted = await createTokenIssuer();
  const gateway = await startTrustingGateway({
    keys: [trusted.publicKey],
    config: { events: { webhooks: [{ name: 'identity', secret, revokes_tokens: true }] } },
  });
  try {
    // One that does not say when it was issued may be from before.
    const [undated, later] = await Promise.all([
      trusted.sign({ sub: 'jane', iat: undefined }),
      trusted.sign({ sub: 'jane' }),
    ]);
    expect((await gateway.ask(undated)).status).toBe(200);
    const written = { headers: { 'content-type': 'application/cloudevents+json' }, body: event };
    const { status, body } = await send(`${gateway.url}/events`, sign(written, { secret }));
    expect([status, body]).toEqual([202, { accepted: 1, ignored: [] }]);
    expect([(await gateway.ask(undated)).status, (await gateway.ask(later)).status]).toEqual([401, 200]);
  } finally {
    await gateway.close();
  }
});

// The systems, killed as a process of their own at any moment: what was changed is told, under one id.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runSql } from '../../../systems/src/run-sql.ts';
import { createHttpClient, type HttpClient } from '../../contracts/http-client.ts';
import { client, credentials } from './announcing-systems.ts';
import { type EventReceiver, secret, startReceiver } from './event-receiver.ts';

const repository = path.resolve(import.meta.dirname, '../../..');

let dataDir: string;
let receiver: EventReceiver;
let systems: ChildProcess | undefined;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'events-'));
  await writeFile(path.join(dataDir, 'events.secret'), `${secret}\n`);
  receiver = await startReceiver();
});
afterEach(async () => {
  await kill();
  await receiver.close();
  await rm(dataDir, { recursive: true });
});

async function start(): Promise<HttpClient> {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', 'systems/src/cli.ts'], {
    cwd: repository,
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      ERP_PORT: '0',
      PIM_PORT: '0',
      OMS_PORT: '0',
      LOG_LEVEL: 'info',
      EVENTS_URL: receiver.url,
      EVENTS_SECRET_FILE: path.join(dataDir, 'events.secret'),
      ERP_CLIENT_ID: client.clientId,
      ERP_CLIENT_SECRET: client.clientSecret,
      OMS_CLIENT_ID: client.clientId,
      OMS_CLIENT_SECRET: client.clientSecret,
      PIM_CLIENT_ID: client.clientId,
      PIM_CLIENT_SECRET: client.clientSecret,
      PIM_USERNAME: credentials.pim.username,
      PIM_PASSWORD: credentials.pim.password,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  systems = child;
  for await (const line of createInterface(child.stdout)) {
    const [, url] = /^ERP (\S+), PIM/.exec(line) ?? [];
    if (url !== undefined) return createHttpClient(url, client);
  }
  throw new Error('The systems ended before they were ready.');
}

async function kill(): Promise<void> {
  if (systems === undefined || systems.exitCode !== null || systems.signalCode !== null) return;
  systems.kill('SIGKILL');
  await once(systems, 'exit');
}

const reservation = (reference: string) => ({
  reference,
  accountId: 'acme',
  value: { amount: '0.01', currencyCode: 'USD' },
  lines: [{ lineId: '1', sku: 'BRG-6205-2RS', quantity: '1', uom: 'EA' }],
});
const reserve = (erp: HttpClient, reference: string) =>
  erp.send('POST', '/reservations', { body: reservation(reference) });
const erpFile = () => path.join(dataDir, 'erp.sqlite');

it('killed before a change could be told: the next start tells it', async () => {
  receiver.answer = () => 'hang';
  const erp = await start();
  expect((await reserve(erp, 'R-1')).status).toBe(201);
  await expect.poll(() => receiver.attempts.length).toBe(2);
  await kill();
  receiver.answer = () => ({ status: 200 });
  await start();
  await expect
    .poll(() => receiver.accepted().toSorted(), { timeout: 10_000 })
    .toEqual(['erp.credit.changed account/acme', 'erp.inventory.changed item/BRG-6205-2RS']);
  // What may have arrived before comes again as the same event.
  expect(new Set(receiver.attempts.map(({ id }) => id)).size).toBe(2);
}, 60_000);

it('changed while no system runs: the next start tells it', async () => {
  await start();
  await kill();
  runSql(erpFile(), `UPDATE accounts SET name = 'Acme' WHERE id = 'acme'`);
  await start();
  await expect.poll(() => receiver.accepted(), { timeout: 10_000 }).toEqual(['erp.customer.updated account/acme']);
}, 60_000);

it('killed again and again amid changes: each one that was confirmed is told', async () => {
  let confirmedAt = '';
  for (let round = 0; round < 3; round += 1) {
    const erp = await start();
    let confirmed = 0;
    const reserving = reserveUntilKilled(erp, round, () => (confirmed += 1));
    await expect.poll(() => confirmed, { timeout: 10_000 }).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
    await kill();
    const lastAt = await reserving;
    expect(lastAt > confirmedAt).toBe(true);
    confirmedAt = lastAt;
  }
  await start();
  const left = () => runSql(erpFile(), 'SELECT count(*) AS kept FROM outbox');
  await expect.poll(left, { timeout: 10_000 }).toEqual({ rows: [{ kept: 0 }] });
  for (const subject of ['item/BRG-6205-2RS', 'account/acme']) {
    const times = receiver.attempts.filter((attempt) => attempt.subject === subject).map(({ time }) => time);
    expect(times).toEqual(times.toSorted());
    // The last word on it stands for everything up to its time.
    expect((times.at(-1) ?? '') >= confirmedAt).toBe(true);
  }
}, 90_000);

/** Reserves one piece after another, and answers when the last was made that the ERP has confirmed. */
async function reserveUntilKilled(erp: HttpClient, round: number, onConfirmed: () => void): Promise<string> {
  let confirmedAt = '';
  for (let count = 0; ; count += 1) {
    try {
      const { status, body } = await reserve(erp, `R-${round}-${count}`);
      if (status !== 201) throw new Error(`The ERP answered ${status}.`);
      confirmedAt = (body as { createdAt: string }).createdAt;
      onConfirmed();
    } catch {
      // The kill, which is the point.
      return confirmedAt;
    }
  }
}

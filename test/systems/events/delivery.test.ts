// Delivery to receivers that are away, fail, refuse or stall: nothing is lost, nothing comes twice under two ids, and
// nobody who changes something waits for it.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type AnnouncingSystems, startAnnouncingSystems } from './announcing-systems.ts';
import { type EventReceiver, secret, startReceiver } from './event-receiver.ts';

let closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of closing.toReversed()) await part.close();
  closing = [];
});

async function receive(port?: number): Promise<EventReceiver> {
  const receiver = await startReceiver(port);
  closing.push(receiver);
  return receiver;
}

async function announceTo(
  urls: readonly string[],
  options?: Parameters<typeof startAnnouncingSystems>[1],
): Promise<AnnouncingSystems> {
  const systems = await startAnnouncingSystems(urls, options);
  closing.push(systems);
  return systems;
}

const count = (systems: AnnouncingSystems, quantity: number, sku = 'BRG-6205-2RS') =>
  systems.change('erp', `UPDATE stock_levels SET on_hand = '${quantity}' WHERE sku = '${sku}' AND warehouse = 'DAY'`);
const rename = (systems: AnnouncingSystems, name: string, id = 'acme') =>
  systems.change('erp', `UPDATE accounts SET name = '${name}' WHERE id = '${id}'`);
const bearing = 'erp.inventory.changed item/BRG-6205-2RS';
const countKept = (systems: AnnouncingSystems) =>
  systems.read<{ kept: number }>('erp', 'SELECT count(*) AS kept FROM outbox')[0]?.kept;
const reservation = (reference: string) => ({
  reference,
  accountId: 'acme',
  value: { amount: '0.01', currencyCode: 'USD' },
  lines: [{ lineId: '1', sku: 'BRG-6205-2RS', quantity: '1', uom: 'EA' }],
});

describe('a receiver that is away', () => {
  it('gets everything once it is there, and the outbox is empty then', async () => {
    const first = await startReceiver();
    const port = Number(new URL(first.url).port);
    await first.close();
    const systems = await announceTo([first.url]);
    count(systems, 1);
    rename(systems, 'Acme');
    const answer = await systems.erp.send('POST', '/reservations', { body: reservation('R-1') });
    expect(answer.status).toBe(201);
    // Long enough for several attempts.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(countKept(systems)).toBeGreaterThan(0);
    const receiver = await receive(port);
    await expect.poll(() => countKept(systems), { timeout: 10_000 }).toBe(0);
    expect(new Set(receiver.accepted())).toEqual(
      new Set([bearing, 'erp.customer.updated account/acme', 'erp.credit.changed account/acme']),
    );
  });

  it('and stays away over a restart loses nothing', async () => {
    const first = await startReceiver();
    await first.close();
    const systems = await announceTo([first.url]);
    count(systems, 2);
    await systems.restart();
    rename(systems, 'Acme II');
    await systems.restart();
    const receiver = await receive(Number(new URL(first.url).port));
    await expect.poll(() => receiver.accepted().length, { timeout: 10_000 }).toBe(2);
    expect(receiver.accepted().toSorted()).toEqual(['erp.customer.updated account/acme', bearing].toSorted());
  });
});

describe('a receiver that fails', () => {
  it.each([500, 502, 503, 429, 408])('with %d gets the same event again, under the same id', async (status) => {
    const receiver = await receive();
    receiver.answer = (_event, before) => ({ status: before < 3 ? status : 200 });
    const systems = await announceTo([receiver.url]);
    count(systems, 3);
    await expect.poll(() => receiver.accepted(), { timeout: 10_000 }).toEqual([bearing]);
    expect(receiver.attempts.map((attempt) => attempt.status)).toEqual([status, status, status, 200]);
    expect(new Set(receiver.attempts.map(({ id }) => id)).size).toBe(1);
    expect(new Set(receiver.attempts.map(({ time }) => time)).size).toBe(1);
    // The sender learns of it a moment after the receiver.
    await expect.poll(() => countKept(systems)).toBe(0);
  });

  it.each([400, 401, 404, 410, 413, 422, 302])('with %d does so too, for somebody may mend it', async (status) => {
    const receiver = await receive();
    receiver.answer = (_event, before) => ({ status: before < 2 ? status : 200 });
    const systems = await announceTo([receiver.url]);
    count(systems, 4);
    await expect.poll(() => receiver.accepted(), { timeout: 10_000 }).toEqual([bearing]);
    expect(receiver.attempts).toHaveLength(3);
  });

  it('is refused for long, and waits longer than one that will be back', async () => {
    const receiver = await receive();
    receiver.answer = () => ({ status: 401 });
    const systems = await announceTo([receiver.url], { refusedRetry: { minMs: 60_000, maxMs: 60_000 } });
    count(systems, 4);
    await expect.poll(() => receiver.attempts.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(receiver.attempts).toHaveLength(1);
    expect(countKept(systems)).toBe(1);
  });

  it('is left alone for as long as it says', async () => {
    const receiver = await receive();
    receiver.answer = (_event, before) => (before === 0 ? { status: 503, retryAfterSeconds: 1 } : { status: 200 });
    const systems = await announceTo([receiver.url]);
    const started = performance.now();
    count(systems, 5);
    await expect.poll(() => receiver.accepted(), { timeout: 10_000 }).toEqual([bearing]);
    expect(performance.now() - started).toBeGreaterThan(950);
  });

  it('on one event gets the others, and later ones of that subject only after it', async () => {
    const receiver = await receive();
    let isMended = false;
    receiver.answer = ({ subject }) => ({ status: subject === 'item/BRG-6205-2RS' && !isMended ? 400 : 200 });
    const systems = await announceTo([receiver.url]);
    count(systems, 6);
    await expect.poll(() => receiver.attempts.length).toBeGreaterThan(0);
    count(systems, 7);
    rename(systems, 'Acme III');
    await expect.poll(() => receiver.accepted(), { timeout: 10_000 }).toEqual(['erp.customer.updated account/acme']);
    expect(new Set(receiver.attempts.filter(({ status }) => status === 400).map(({ id }) => id)).size).toBe(1);
    isMended = true;
    await expect.poll(() => receiver.accepted().filter((event) => event === bearing).length).toBe(2);
  });

  it('by not answering gets the event again, and holds nobody up who changes something', async () => {
    const receiver = await receive();
    receiver.answer = (_event, before) => (before === 0 ? 'hang' : { status: 200 });
    const systems = await announceTo([receiver.url], { timeoutMs: 1000 });
    count(systems, 8);
    await expect.poll(() => receiver.attempts.length).toBe(1);
    const started = performance.now();
    const { status } = await systems.erp.send('POST', '/reservations', { body: reservation('R-2') });
    expect(status).toBe(201);
    expect(performance.now() - started).toBeLessThan(800);
    await expect
      .poll(() => receiver.accepted().filter((event) => event === bearing).length, { timeout: 10_000 })
      .toBe(2);
  });

  it('by not answering does not hold up the end, and hears of it after the next start', async () => {
    const receiver = await receive();
    receiver.answer = () => 'hang';
    const systems = await announceTo([receiver.url]);
    count(systems, 9);
    await expect.poll(() => receiver.attempts.length).toBe(1);
    const started = performance.now();
    receiver.answer = () => ({ status: 200 });
    await systems.restart();
    expect(performance.now() - started).toBeLessThan(5000);
    await expect.poll(() => receiver.accepted(), { timeout: 10_000 }).toEqual([bearing]);
    expect(new Set(receiver.attempts.map(({ id }) => id)).size).toBe(1);
  });
});

describe('many changes', () => {
  it('come in their order for each subject, none is lost, and what was made meanwhile is told after', async () => {
    const receiver = await receive();
    // Half of all attempts fail, in no pattern that the sender could know.
    receiver.answer = () => ({ status: (randomBytes(1)[0] ?? 0) % 2 === 0 ? 500 : 200 });
    const systems = await announceTo([receiver.url]);
    const lastChange = new Map<string, number>();
    for (let round = 0; round < 20; round += 1) {
      for (const sku of ['BRG-6205-2RS', 'BRG-6206-2RS', 'LUB-EP2']) {
        count(systems, 100 + round, sku);
        lastChange.set(`item/${sku}`, Date.now());
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await expect.poll(() => countKept(systems), { timeout: 20_000 }).toBe(0);
    for (const [subject, changedAt] of lastChange) {
      const accepted = receiver.attempts.filter((attempt) => attempt.status === 200 && attempt.subject === subject);
      const times = accepted.map(({ time }) => time);
      expect(times).toEqual(times.toSorted());
      expect(new Set(accepted.map(({ id }) => id)).size).toBe(accepted.length);
      // The last word on it is about the last change.
      expect(Math.abs(Date.parse(times.at(-1) ?? '') - changedAt)).toBeLessThan(50);
    }
  });

  it('of one subject that nobody has been told of are one event', async () => {
    const first = await startReceiver();
    await first.close();
    const systems = await announceTo([first.url]);
    for (let quantity = 1; quantity <= 50; quantity += 1) count(systems, quantity);
    // One that may have arrived, and one for all that came after.
    expect(countKept(systems)).toBeLessThanOrEqual(2);
  });

  it('in one statement are delivered in a few seconds', async () => {
    const receiver = await receive();
    const systems = await announceTo([receiver.url]);
    const [items] = systems.read<{ total: number }>('erp', 'SELECT count(DISTINCT sku) AS total FROM stock_levels');
    systems.change('erp', `UPDATE stock_levels SET on_hand = '1'`);
    await expect.poll(() => receiver.accepted().length, { timeout: 10_000 }).toBe(items?.total);
  });
});

describe('receivers', () => {
  it('are told independently of each other, and of the same event under the same id', async () => {
    const [one, other] = [await receive(), await receive()];
    other.answer = () => ({ status: 503 });
    const systems = await announceTo([one.url, other.url]);
    count(systems, 1);
    await expect.poll(() => one.accepted()).toEqual([bearing]);
    other.answer = () => ({ status: 200 });
    await expect.poll(() => other.accepted()).toEqual([bearing]);
    expect(other.attempts[0]?.id).toBe(one.attempts[0]?.id);
  });

  it('that are no longer configured are forgotten, and without one nothing is kept', async () => {
    const first = await startReceiver();
    await first.close();
    const systems = await announceTo([first.url]);
    count(systems, 1);
    expect(countKept(systems)).toBe(1);
    await systems.restart({ urls: [] });
    count(systems, 2);
    // The sender learns of it a moment after the receiver.
    await expect.poll(() => countKept(systems)).toBe(0);
    const receiver = await receive();
    await systems.restart({ urls: [receiver.url] });
    count(systems, 3);
    await expect.poll(() => receiver.accepted()).toEqual([bearing]);
  });

  it.each([
    [{ urls: ['gateway/events'] }, 'is no URL'],
    [{ urls: ['ftp://gateway/events'] }, 'is neither http: nor https:'],
    [{ urls: ['http://user:password@gateway/events'] }, 'holds credentials'],
    [{ urls: ['http://gateway/events', 'http://gateway/events'] }, 'is given twice'],
    [{ secret: 'whsec_short' }, 'is not a Standard Webhooks secret'],
    [{ secret: secret.slice('whsec_'.length) }, 'is not a Standard Webhooks secret'],
  ])('%j are refused before anything starts', async (options, message) => {
    await expect(startAnnouncingSystems(['http://127.0.0.1:9/events'], options)).rejects.toThrow(message);
  });

  it('hear within a moment', async () => {
    const receiver = await receive();
    const systems = await announceTo([receiver.url]);
    await systems.erp.send('POST', '/reservations', { body: reservation('warm') });
    await expect.poll(() => receiver.accepted().length).toBe(2);
    receiver.clear();
    await systems.erp.send('POST', '/reservations', { body: reservation('R-3') });
    await expect.poll(() => receiver.accepted().length, { interval: 5, timeout: 500 }).toBe(2);
  });
});

describe('the secret in a file', () => {
  const other = `whsec_${Buffer.from('another one of more than 24 bytes').toString('base64')}`;
  const replace = (file: string, text: string) => {
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  };

  it('is exchanged for another without a restart, and a file that cannot be used changes nothing', async () => {
    const receiver = await receive();
    const folder = mkdtempSync(path.join(tmpdir(), 'secret-'));
    closing.push({ close: () => rm(folder, { recursive: true }) });
    const file = path.join(folder, 'events.secret');
    writeFileSync(file, `${secret}\n`);
    const systems = await announceTo([receiver.url], { secretFile: file });
    let quantity = 0;
    const announce = async () => {
      receiver.clear();
      count(systems, (quantity += 1));
      await expect.poll(() => receiver.accepted(), { timeout: 10_000 }).toEqual([bearing]);
    };
    await announce();

    // Both, while the receiver learns of the other one.
    replace(file, `${secret}\n${other}\n`);
    await announce();
    receiver.trust(other);
    await announce();
    expect(receiver.refused).toBe(0);

    replace(file, `${other}\n`);
    await announce();
    for (const unusable of ['', 'whsec_short', 'nothing of the kind']) {
      replace(file, unusable);
      await announce();
    }
    rmSync(file);
    await announce();
    expect(receiver.refused).toBe(0);
  });

  it('that receivers do not know any more keeps what it signs until it is replaced', async () => {
    const receiver = await receive();
    const folder = mkdtempSync(path.join(tmpdir(), 'secret-'));
    closing.push({ close: () => rm(folder, { recursive: true }) });
    const file = path.join(folder, 'events.secret');
    writeFileSync(file, `${secret}\n`);
    const systems = await announceTo([receiver.url], { secretFile: file });
    receiver.trust(other);
    count(systems, 1);
    await expect.poll(() => receiver.refused, { timeout: 10_000 }).toBeGreaterThan(0);
    replace(file, other);
    await expect.poll(() => receiver.accepted(), { timeout: 10_000 }).toEqual([bearing]);
  });
});

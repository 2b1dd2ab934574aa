// Akeneo's limits: 4 calls at the same time over a connection, 100 a second.
import { afterEach, describe, expect, it } from 'vitest';
import type { PimSystemOptions } from '@commerce-graph/systems';
import { type Answer, type RunningPim, startPim } from './start-pim.ts';

const channels = '/api/rest/v1/channels';
let pim: RunningPim | undefined;
afterEach(async () => {
  await pim?.close();
  pim = undefined;
});

async function start(limits: NonNullable<PimSystemOptions['limits']>): Promise<RunningPim> {
  pim = await startPim({ limits });
  return pim;
}

function countByStatus(answers: Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe('calls at the same time', () => {
  // Documented: a call too many is a 429 that says with Retry-After how many seconds to wait.
  it('are refused beyond four, and possible again when one has ended', async () => {
    const { get, system } = await start({});
    system.switches.latencyMs = 1000;
    const answers = await Promise.all(Array.from({ length: 7 }, () => get(channels)));
    expect(countByStatus(answers)).toEqual({ 200: 4, 429: 3 });
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect(refused?.body).toEqual({ code: 429, message: expect.any(String) });
    expect((await get(channels)).status).toBe(200);
  });

  it('can be allowed more', async () => {
    const { get, system } = await start({ concurrentCalls: 7 });
    system.switches.latencyMs = 1000;
    const answers = await Promise.all(Array.from({ length: 8 }, () => get(channels)));
    expect(countByStatus(answers)).toEqual({ 200: 7, 429: 1 });
  });

  it('do not count a call whose caller has hung up', async () => {
    const { request, get, system } = await start({ concurrentCalls: 1 });
    system.switches.failNext(1, 'hang', channels);
    await expect(request(channels, { signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout');
    // The server learns of it a moment later.
    await expect.poll(async () => (await get(channels)).status).toBe(200);
  });
});

describe('calls a second', () => {
  it('are refused beyond the limit, and possible again a second later', async () => {
    let nowMs = 5000;
    const { get } = await start({ callsPerSecond: 10, nowMs: () => nowMs });
    const answers: Answer[] = [];
    for (let call = 0; call < 14; call += 1) answers.push(await get(channels));
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array<number>(10).fill(200),
      ...Array<number>(4).fill(429),
    ]);
    nowMs += 999;
    expect((await get(channels)).status).toBe(429);
    nowMs += 1;
    expect((await get(channels)).status).toBe(200);
  });

  it('are a hundred by default', async () => {
    const { get } = await start({ concurrentCalls: 1000, nowMs: () => 0 });
    const answers = await Promise.all(Array.from({ length: 150 }, () => get(channels)));
    expect(countByStatus(answers)).toEqual({ 200: 100, 429: 50 });
  });

  it('leave out asking for tokens', async () => {
    const { token } = await start({ callsPerSecond: 1 });
    const grant = { grant_type: 'password', username: 'reader', password: 'reader-password' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => token(grant)));
    expect(countByStatus(answers)).toEqual({ 200: 5 });
  });
});

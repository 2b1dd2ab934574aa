// The example of the documentation works as it stands: pasted into a shell, its event is accepted.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { secret, startReceiver } from './event-receiver.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../../docs/connecting-your-systems.md'), 'utf8');

it('the example of docs/connecting-your-systems.md sends an event that a receiver accepts', async () => {
  const example = [...page.matchAll(/^```sh\n(.*?)^```$/gms)]
    .map(([, block = '']) => block)
    .find((block) => block.includes('webhook-id'));
  if (example === undefined) return expect.unreachable('The page has no example with a webhook-id.');
  const receiver = await startReceiver();
  try {
    const env = { ...process.env, EVENTS_URL: receiver.url, EVENTS_SECRET: secret };
    await promisify(execFile)('sh', ['-e', '-c', example], { env });
    expect(receiver.accepted()).toEqual(['erp.inventory.changed item/A-100']);
  } finally {
    await receiver.close();
  }
  return undefined;
});

// An event means the same in whichever content mode it is sent.
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createSecret,
  type EventRequest,
  send,
  sign,
  writeBatch,
  writeBinary,
  writeStructured,
} from './event-sender.ts';
import { knownTypes, type RunningIntake, startIntake } from './running-intake.ts';

const secret = createSecret();
let intake: RunningIntake;

beforeAll(async () => {
  intake = await startIntake({ events: { webhooks: [{ name: 'erp', secret }] } });
});
afterAll(() => intake.close());

/** Any text that CloudEvents allows, with more than a fair share of what headers and JSON treat in a way of their own. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(' ', '"', '%', '%20', '\\', ',', '/', ':', '=', '\u00e9', '\u20ac', '\u{1F600}', '\u00a0', '+'),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''))
  .filter((value) => value !== '' && !/[\p{Cc}\p{Cs}]/u.test(value));

const event = fc.record(
  {
    id: text,
    source: fc.webUrl(),
    type: fc.constantFrom(...knownTypes),
    subject: text,
    time: fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
    data: fc.option(fc.jsonValue()),
    traceparent: text,
  },
  { requiredKeys: ['id', 'source', 'type'] },
);

test('a signed event gives the same invalidation in each mode', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(event, async ({ time, ...attributes }) => {
      run += 1;
      const answers: unknown[] = [];
      intake.told.length = 0;
      const write: ((each: Record<string, unknown>) => EventRequest)[] = [
        writeStructured,
        (each) => writeBatch([each]),
        writeBinary,
      ];
      for (const [mode, writeEvent] of write.entries()) {
        // Another id each time: otherwise it would be the same event, and take effect once.
        const id = `${attributes.id}/${run}/${mode}`;
        const sent = { specversion: '1.0', ...attributes, id, ...(time && { time: time.toISOString() }) };
        const { status, body } = await send(`${intake.url}/events`, sign(writeEvent(sent), { secret }));
        answers.push({ status, body });
      }
      expect(answers).toEqual(write.map(() => ({ status: 202, body: { accepted: 1, ignored: [] } })));
      const { type, subject } = attributes;
      expect(intake.told).toEqual(write.map(() => [{ kind: 'event', type, subject }]));
    }),
    { numRuns: 200 },
  );
});

test('an event that is sent again in another mode is the same event', async () => {
  await fc.assert(
    fc.asyncProperty(event, fc.uuid(), async ({ time, ...attributes }, id) => {
      intake.told.length = 0;
      const sent = { specversion: '1.0', ...attributes, id, ...(time && { time: time.toISOString() }) };
      for (const request of [writeBinary(sent), writeBatch([sent]), writeStructured(sent)]) {
        expect(await send(`${intake.url}/events`, sign(request, { secret }))).toMatchObject({
          status: 202,
          body: { accepted: 1 },
        });
      }
      expect(intake.told).toHaveLength(1);
    }),
    { numRuns: 50 },
  );
});

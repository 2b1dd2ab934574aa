// The catalogue tells a right event from a wrong one, for every type.
import { readFileSync } from 'node:fs';
import { contractPath } from '@commerce-graph/schema';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findEventFault } from './event-check.ts';

interface PayloadSchema {
  readonly allOf?: readonly [
    unknown,
    { readonly properties: { readonly type: { const: string }; readonly subject: { examples: [string] } } },
  ];
}

const { components } = parse(readFileSync(contractPath('events.asyncapi.yml'), 'utf8')) as {
  components: { schemas: Record<string, PayloadSchema> };
};
const samples = Object.values(components.schemas).flatMap(({ allOf }) =>
  allOf === undefined
    ? []
    : [{ type: allOf[1].properties.type.const, subject: allOf[1].properties.subject.examples[0] }],
);

describe.each(samples)('$type', (sample) => {
  const event = {
    specversion: '1.0',
    id: '1',
    source: 'urn:commerce-graph:erp',
    time: '2026-06-15T12:00:00.000Z',
    ...sample,
  };

  it('is about what its example names', () => {
    expect(findEventFault(event)).toBeUndefined();
  });

  it.each([
    { subject: 'item' },
    { subject: `${event.subject}/more` },
    { subject: `more/${event.subject}` },
    { id: '' },
    { time: 'yesterday' },
    { specversion: '0.3' },
    { data: { amount: '1.00' } },
    { type: 'erp.unknown' },
  ])('is not right with %j', (change) => {
    expect(findEventFault({ ...event, ...change })).toBeTypeOf('string');
  });
});

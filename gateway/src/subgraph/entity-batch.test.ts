// Each entity is asked for once, and every occurrence gets what was answered for it.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEntityBatch, spreadEntities } from './entity-batch.ts';

const tool = (id: string) => ({ __typename: 'Tool', id });

test('ids 1, 1, 2 are sent as 1, 2 and spread back to 1, 1, 2', () => {
  const batch = createEntityBatch([tool('1'), tool('1'), tool('2')]);
  expect(batch.representations).toEqual([tool('1'), tool('2')]);
  expect(spreadEntities([{ name: 'Hammer' }, null], batch)).toEqual([{ name: 'Hammer' }, { name: 'Hammer' }, null]);
});

test('the same key with another required field is another representation', () => {
  const batch = createEntityBatch([{ ...tool('1'), weight: 1 }, { ...tool('1'), weight: 2 }, tool('1')]);
  expect(batch.representations).toHaveLength(3);
});

test('occurrences share no object, so that merging into one leaves the other as it is', () => {
  const batch = createEntityBatch([tool('1'), tool('1')]);
  const [first, second] = spreadEntities([{ price: { amount: '1' } }], batch) as { price: { amount: string } }[];
  expect(first).toEqual(second);
  expect(first?.price).not.toBe(second?.price);
});

test('for any list, as many are spread as there were, each with the answer for its own representation', () => {
  const representation = fc.record({ __typename: fc.constantFrom('A', 'B'), id: fc.constantFrom('1', '2', '3') });
  fc.assert(
    fc.property(fc.array(representation), (originals) => {
      const batch = createEntityBatch(originals);
      const answers = batch.representations.map((sent) => (sent === null ? null : { echo: sent }));
      expect(new Set(batch.representations.map((sent) => JSON.stringify(sent))).size).toBe(
        batch.representations.length,
      );
      expect(spreadEntities(answers, batch)).toEqual(originals.map((original) => ({ echo: original })));
    }),
  );
});

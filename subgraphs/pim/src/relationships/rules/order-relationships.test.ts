// Paging through relationships meets each once, in order, whatever happens in between.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Relationship, relationshipTypes } from '../../connectors/pim-connector.ts';
import { orderRelationships } from './order-relationships.ts';

const relationship = fc.record({
  type: fc.constantFrom(...relationshipTypes),
  sku: fc.stringMatching(/^[A-C]{1,2}-?\d?$/),
  quantity: fc.constant(undefined),
});

it('pages add up to the whole, without repetition', () => {
  fc.assert(
    fc.property(fc.array(relationship, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (relationships, size) => {
      const whole = orderRelationships(relationships, {});
      const paged: Relationship[] = [];
      for (;;) {
        const page = orderRelationships(relationships, { after: paged.at(-1) }).slice(0, size);
        if (page.length === 0) break;
        paged.push(...page);
      }
      expect(paged).toEqual(whole);
      expect(new Set(whole.map(({ type, sku }) => `${type} ${sku}`)).size).toBe(whole.length);
    }),
  );
});

it('orders by type, then SKU, and keeps to the types asked for', () => {
  const relationships: Relationship[] = [
    { type: 'CROSS_SELL', sku: 'A', quantity: undefined },
    { type: 'ACCESSORY', sku: 'b', quantity: undefined },
    { type: 'ACCESSORY', sku: 'C', quantity: undefined },
  ];
  expect(orderRelationships(relationships, {}).map(({ sku }) => sku)).toEqual(['C', 'b', 'A']);
  expect(orderRelationships(relationships, { types: ['CROSS_SELL'] }).map(({ sku }) => sku)).toEqual(['A']);
  expect(orderRelationships(relationships, { types: [] })).toEqual([]);
  // The product at the cursor may have gone since.
  expect(orderRelationships(relationships, { after: { type: 'ACCESSORY', sku: 'Z' } }).map(({ sku }) => sku)).toEqual([
    'b',
    'A',
  ]);
});

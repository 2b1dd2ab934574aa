// The marks of many cells at once are those of each.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSubjectTemplate } from '../../supergraph/governance/subject-template.ts';
import type { RecordTarget } from '../cells/cell-record.ts';
import type { CellPolicy } from '../selection/cell-policy.ts';
import { createMarkIndex } from './concerning-marks.ts';
import { createMarkContext, listEventsOfEntity, listMarksOfEntity, listMarksOfKind } from './invalidation-marks.ts';

const context = createMarkContext(
  new Map(
    Object.entries({ 'product.changed': 'product/{Product.sku}', 'price.changed': 'account/{Account.id}' }).map(
      ([name, subject]) => [name, { name, subject: parseSubjectTemplate(subject) }],
    ),
  ),
  {
    accountTypes: ['Account'],
    keyNames: new Map([
      ['Product', ['sku', 'ean']],
      ['Account', ['id']],
    ]),
  },
);

// The same lists again and again, as those of one schema and of one principal are.
const typeNames = { Product: ['Product', 'Item'], Account: ['Account'] };
const accounts = [undefined, ['A'], ['A', 'B']];
const policies = [[], ['product.changed'], ['price.changed'], ['price.changed', 'product.changed']].flatMap(
  (refreshedBy) =>
    [[], ['Account']].map((holds): CellPolicy => ({
      maxAgeMs: 1,
      staleWhileRevalidateMs: 0,
      staleIfErrorMs: 0,
      varyBy: [],
      isPrivate: false,
      refreshedBy,
      holds,
    })),
);

const target = fc
  .record({
    subgraph: fc.constantFrom('erp', 'pim'),
    typeName: fc.constantFrom('Product' as const, 'Account' as const),
    rootField: fc.constantFrom(undefined, undefined, 'Query.a'),
    keyName: fc.constantFrom('sku', 'ean', 'id'),
    keyValue: fc.constantFrom('1', '2'),
    accounts: fc.constantFrom(...accounts),
  })
  .map(({ keyName, keyValue, ...rest }): RecordTarget => ({
    ...rest,
    name: JSON.stringify(rest) + keyName + keyValue,
    typeNames: typeNames[rest.typeName],
    key: rest.rootField === undefined ? { [keyName]: keyValue } : undefined,
  }));

test('whatever was listed before, the marks of a cell are those of its kind and of its entity', () => {
  const cells = fc
    .array(target, { minLength: 1, maxLength: 4 })
    .chain((targets) =>
      fc.array(fc.tuple(fc.constantFrom(...targets), fc.constantFrom(...policies)), { maxLength: 12 }),
    );
  fc.assert(
    fc.property(cells, (listed) => {
      const index = createMarkIndex(context);
      const places = listed.map(([each, policy]) => index.add(each, policy).flat());
      const names = index.names();
      expect(new Set(names).size).toBe(names.length);
      for (const [cell, [each, policy]] of listed.entries()) {
        const events = listEventsOfEntity(each, policy, context);
        const wanted = [...listMarksOfKind(each, policy, context), ...listMarksOfEntity(each, events)];
        expect(new Set(places[cell]?.map((place) => names[place]))).toEqual(new Set(wanted));
      }
    }),
    { numRuns: 500 },
  );
});

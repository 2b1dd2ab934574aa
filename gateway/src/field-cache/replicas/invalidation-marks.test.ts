import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSubjectTemplate } from '../../supergraph/governance/subject-template.ts';
import type { CellPolicy } from '../selection/cell-policy.ts';
import type { Cell, RecordTarget } from '../cells/cell-record.ts';
import type { Invalidation } from '../invalidation/invalidation.ts';
import {
  areOfOneKind,
  createMarkContext,
  listEventsOfEntity,
  listMarksOfEntity,
  listMarksOfInvalidation,
  listMarksOfKind,
  type MarkContext,
} from './invalidation-marks.ts';
import { createMatcher } from '../invalidation/invalidation-matcher.ts';

const catalogue = new Map(
  Object.entries({
    'product.changed': 'product/{Product.sku}',
    'contract.changed': 'account/{Account.id}/item/{Product.sku}',
    'account.changed': 'account/{Account.id}',
    'feed.ended': 'feed/{}',
  }).map(([name, subject]) => [name, { name, subject: parseSubjectTemplate(subject) }]),
);
const singleKeys = new Map([
  ['Product', ['sku', 'id']],
  ['Account', ['id']],
  ['Item', ['id']],
]);

const context = createMarkContext(catalogue, { accountTypes: ['Account'], keyNames: singleKeys });

type MarkedPolicy = Pick<CellPolicy, 'refreshedBy' | 'holds'>;

function listMarksOfCell(record: RecordTarget, policy: MarkedPolicy, reader: MarkContext): string[] {
  const own = listMarksOfEntity(record, listEventsOfEntity(record, policy, reader));
  return [...listMarksOfKind(record, policy, reader), ...own];
}

function isMarked(record: RecordTarget, policy: MarkedPolicy, invalidation: Invalidation) {
  const left = new Set(listMarksOfInvalidation(invalidation, context));
  return listMarksOfCell(record, policy, context).some((mark) => left.has(mark));
}

const few = (...values: string[]) => fc.constantFrom(...values);
const keyValue = fc.constantFrom<unknown>(1, '1', 'a', 'a/b', '', '*', '\uD800', true, 'all');
const accounts = fc.array(few('A', 'B', '*', ''), { maxLength: 2 });
const subgraph = few('erp', 'pim');
const typeName = few('Product', 'Account', 'Query', 'Offer', 'Item');
const event = few('product.changed', 'contract.changed', 'account.changed', 'feed.ended', 'unknown.changed');
const key = fc.dictionary(few('sku', 'id', 'region'), keyValue, { minKeys: 1, maxKeys: 2 });
const subject = few(
  'product/1',
  'product/a%2Fb',
  'account/A/item/1',
  'account/B/item/a',
  'account/A',
  'feed/x',
  'none',
  'product/%zz',
);

const record: fc.Arbitrary<RecordTarget> = fc
  .record({
    subgraph,
    typeName,
    interfaces: fc.subarray(['Item']),
    key: fc.option(key, { nil: undefined, freq: 3 }),
    accounts: fc.option(accounts, { nil: undefined }),
  })
  .map((drawn) =>
    drawn.key === undefined
      ? { ...drawn, name: '', typeName: 'Query', typeNames: ['Query'], rootField: 'Query.field' }
      : { ...drawn, name: '', typeNames: [drawn.typeName, ...drawn.interfaces], rootField: undefined },
  );

const invalidation: fc.Arbitrary<Invalidation> = fc.oneof(
  fc.record({ kind: fc.constant('subgraph' as const), subgraph }),
  fc.record({ kind: fc.constant('type' as const), subgraph, type: typeName }),
  fc.record({
    kind: fc.constant('cache_tag' as const),
    subgraphs: fc.subarray(['erp', 'pim']),
    cacheTag: few('t1', 't2'),
  }),
  fc.record(
    {
      kind: fc.constant('entity' as const),
      type: typeName,
      key: fc.oneof(key, fc.constant({})),
      subgraphs: fc.subarray(['erp', 'pim']),
    },
    { requiredKeys: ['kind', 'type', 'key'] },
  ),
  fc.record(
    { kind: fc.constant('event' as const), type: event, subject: fc.option(subject, { nil: undefined }), accounts },
    { requiredKeys: ['kind', 'type', 'subject'] },
  ),
);

const policy = fc.record({
  refreshedBy: fc.subarray([...catalogue.keys(), 'unknown.changed']),
  holds: fc.oneof(fc.constant([]), fc.subarray(['Product', 'Account', 'Item'])),
});

test('whatever an invalidation concerns has one of its marks', () => {
  let concerned = 0;
  fc.assert(
    fc.property(record, policy, invalidation, (target, its, one) => {
      const matcher = createMatcher(one, context.readSubject);
      const cell = { policy: its, tags: ['t1'] } as unknown as Cell;
      if (!matcher.concerns(target) || !matcher.matches(cell, target)) return;
      concerned += 1;
      expect(isMarked(target, its, one)).toBe(true);
    }),
    { numRuns: 20_000 },
  );
  expect(concerned).toBeGreaterThan(2000);
});

/** Of replicas that differ in one thing or in several. */
const contexts = ['product/{Product.sku}', 'product/{Product.id}', 'product/{}', 'account/{Account.id}'].flatMap(
  (form) =>
    [[], ['Account']].flatMap((accountTypes) =>
      [[], ['sku'], ['sku', 'id']].map((names) =>
        createMarkContext(
          new Map([
            ...catalogue,
            ['product.changed', { name: 'product.changed', subject: parseSubjectTemplate(form) }],
          ]),
          { accountTypes, keyNames: new Map([['Product', names]]) },
        ),
      ),
    ),
);

test('whatever an invalidation concerns has a mark of any replica that calls marks alike', () => {
  let [seen, unseen] = [0, 0];
  const anyTarget = fc.oneof(record, fc.constant(productOf({})));
  const told = fc.oneof(invalidation, fc.constant(eventOf('product.changed', 'product/1')));
  fc.assert(
    fc.property(anyTarget, policy, told, (target, its, one) => {
      const left = contexts.map((teller) => new Set(listMarksOfInvalidation(one, teller)));
      const cell = { policy: its, tags: ['t1'] } as unknown as Cell;
      for (const reader of contexts) {
        const matcher = createMatcher(one, reader.readSubject);
        if (!matcher.concerns(target) || !matcher.matches(cell, target)) continue;
        const marks = listMarksOfCell(target, its, reader);
        for (const [index, teller] of contexts.entries()) {
          const isSeen = marks.some((mark) => left[index]?.has(mark));
          if (teller.naming === reader.naming) expect(isSeen).toBe(true);
          if (isSeen) seen += 1;
          else unseen += 1;
        }
      }
    }),
    { numRuns: 1000 },
  );
  // If all were seen, there would be no need to tell replicas apart.
  expect(Math.min(seen, unseen)).toBeGreaterThan(100);
});

test('marks are called alike in whichever order a supergraph and a catalogue name things, and whatever else they have', () => {
  const graph = {
    accountTypes: ['B', 'A'],
    keyNames: new Map([
      ['T', ['b', 'a']],
      ['Value', []],
      ['U', ['a']],
    ]),
  };
  const same = {
    accountTypes: ['A', 'B'],
    keyNames: new Map([
      ['U', ['a']],
      ['T', ['a', 'b']],
    ]),
  };
  const turned = new Map([...catalogue].toReversed());
  expect(createMarkContext(turned, same).naming).toBe(createMarkContext(catalogue, graph).naming);
});

test('entities that are told apart by the values of their keys alone have the same marks of their kind', () => {
  fc.assert(
    fc.property(record, policy, few('1', '2', 'a'), (target, its, value) => {
      const { key: own } = target;
      const other = { ...target, key: own && Object.fromEntries(Object.keys(own).map((name) => [name, value])) };
      expect(areOfOneKind(target, other)).toBe(true);
      expect(listMarksOfKind(other, its, context)).toEqual(listMarksOfKind(target, its, context));
      expect(listEventsOfEntity(other, its, context)).toEqual(listEventsOfEntity(target, its, context));
    }),
  );
});

test.each<[string, Partial<RecordTarget>]>([
  ['subgraph', { subgraph: 'pim' }],
  ['type', { typeName: 'Item' }],
  ['interfaces', { typeNames: ['Product', 'Item'] }],
  ['accounts', { accounts: ['A'] }],
  ['key', { key: { id: '1' } }],
  ['number of keys', { key: { sku: '1', id: '1' } }],
  ['field', { rootField: 'Query.product' }],
])('those of another %s are of another kind', (_, given) => {
  const target = productOf({});
  expect(areOfOneKind(target, { ...target, ...given })).toBe(false);
});

const productOf = (given: Partial<RecordTarget>): RecordTarget => ({
  name: '',
  subgraph: 'erp',
  typeName: 'Product',
  typeNames: [given.typeName ?? 'Product'],
  key: { sku: '1' },
  rootField: undefined,
  accounts: undefined,
  ...given,
});

test.each<[string, RecordTarget, readonly string[], Invalidation]>([
  ['another subgraph', productOf({}), [], { kind: 'subgraph', subgraph: 'pim' }],
  ['another type', productOf({}), [], { kind: 'type', subgraph: 'erp', type: 'Account' }],
  ['the same type of another subgraph', productOf({}), [], { kind: 'type', subgraph: 'pim', type: 'Product' }],
  ['another entity', productOf({}), [], { kind: 'entity', type: 'Product', key: { sku: '2' } }],
  ['an event about another entity', productOf({}), ['product.changed'], eventOf('product.changed', 'product/2')],
  ['another event', productOf({}), ['account.changed'], eventOf('product.changed', 'product/1')],
  ['another account', productOf({ accounts: ['B'] }), ['account.changed'], eventOf('account.changed', 'account/A')],
  [
    'an event of a mutation for another account',
    productOf({ accounts: ['B'] }),
    ['product.changed'],
    { ...eventOf('product.changed', undefined), accounts: ['A'] },
  ],
  [
    'a root field',
    productOf({ key: undefined, rootField: 'Query.products', typeName: 'Query' }),
    [],
    { kind: 'entity', type: 'Product', key: { sku: '1' } },
  ],
])('a cell stays right after an invalidation of %s', (_, target, refreshedBy, one) => {
  expect(isMarked(target, { refreshedBy, holds: [] }, one)).toBe(false);
});

function eventOf(type: string, about: string | undefined): Invalidation & { kind: 'event' } {
  return { kind: 'event', type, subject: about };
}

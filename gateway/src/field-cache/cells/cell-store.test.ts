// What the store keeps and gives up, and that what it says of its size is what the heap grows by.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CellPolicy, combinePolicies, toCellPolicy } from '../selection/cell-policy.ts';
import type { Cell, RecordTarget } from './cell-record.ts';
import { cellOverheadBytes, measureText, measureValue } from './cell-size.ts';
import { type CellStore, createCellStore } from './cell-store.ts';
import { createEntityKey } from '../fetch/fill-cells.ts';
import type { Invalidation } from '../invalidation/invalidation.ts';
import { createMatcher } from '../invalidation/invalidation-matcher.ts';
import { EntityReference, StoredObject, type StoredValue } from './stored-value.ts';

const plain = toCellPolicy({
  owner: undefined,
  maxAgeSeconds: 60,
  scope: 'PUBLIC',
  varyBy: [],
  staleWhileRevalidateSeconds: 0,
  staleIfErrorSeconds: 0,
  refreshedBy: [],
  accountScope: { field: undefined, arguments: [] },
});

function createCell(value: StoredValue, given: Partial<Cell> & { readonly key?: string } = {}): Cell {
  const { key = 'name', ...rest } = given;
  const until = 60_000;
  return {
    coordinate: `Product.${key}`,
    value,
    signature: '',
    policy: plain,
    fetchedAt: 0,
    freshUntil: until,
    revalidateUntil: until,
    errorUntil: until,
    tags: [],
    position: undefined,
    bytes: cellOverheadBytes + measureValue(value) + measureText(key),
    ...rest,
  };
}

function createTarget(key: Readonly<Record<string, unknown>>, given: Partial<RecordTarget> = {}): RecordTarget {
  const { subgraph = 'pim', typeName = 'Product', accounts } = given;
  const { text } = createEntityKey(key);
  return {
    name: `${subgraph}|${typeName}#12345678|${text}${accounts?.join() ?? ''}`,
    subgraph,
    typeName,
    typeNames: [typeName],
    rootField: undefined,
    key,
    accounts,
    ...given,
  };
}

function write(store: CellStore, target: RecordTarget, cells: Readonly<Record<string, Cell>>): void {
  const fence = store.openFence();
  store.write(target, new Map(Object.entries(cells)), fence);
  fence.close();
}

const refreshedBy = (...events: string[]): CellPolicy => ({ ...plain, refreshedBy: events });

/** Events name a product by its sku, and an account. */
function invalidate(store: CellStore, invalidation: Invalidation): number {
  return store.invalidate(
    createMatcher(invalidation, (_type, subject) => {
      const [sku, account] = subject?.split('/') ?? [];
      return {
        keys: new Map(sku === undefined ? [] : [['Product', { sku }]]),
        accounts: account === undefined ? undefined : [account],
      };
    }),
  );
}

const readNames = (store: CellStore, target: RecordTarget): string[] => [...(store.find(target.name)?.cellKeys ?? [])];

describe('memory', () => {
  test('the bound holds, and the least recently used records are given up', () => {
    const store = createCellStore({ limitBytes: 100_000, now: () => 0 });
    const targets = Array.from({ length: 500 }, (_, index) => createTarget({ sku: `SKU ${index}` }));
    const [first] = targets;
    for (const target of targets) {
      write(store, target, { name: createCell('a name'), price: createCell(5) });
      expect(store.bytes).toBeLessThanOrEqual(100_000);
      // Asked for again and again.
      if (first !== undefined) store.find(first.name);
    }
    expect(store.recordCount).toBeGreaterThan(40);
    expect(store.recordCount).toBeLessThan(120);
    const held = targets.filter((target) => store.find(target.name) !== undefined);
    expect(held).toEqual([first, ...targets.slice(1 - store.recordCount)]);
  });

  test('what is given up is not of the half that was used last', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(29), { minLength: 200, maxLength: 400 }), (asked) => {
        const store = createCellStore({ limitBytes: 20_000, now: () => 0 });
        const used: string[] = [];
        for (const number of asked) {
          const target = createTarget({ sku: String(number + 10) });
          if (store.find(target.name) === undefined) {
            const before = used.filter((name) => store.find(name) !== undefined);
            write(store, target, { name: createCell('a') });
            const given = before.filter((name) => store.find(name) === undefined);
            const last = new Set(before.slice(-Math.floor(store.recordCount / 2) + 1));
            expect(given.filter((name) => last.has(name))).toEqual([]);
          }
          const place = used.indexOf(target.name);
          if (place >= 0) used.splice(place, 1);
          used.push(target.name);
        }
        expect(store.recordCount).toBeGreaterThan(10);
      }),
    );
  });

  test('a record that alone is larger than the bound is not kept, nor is what it grew from', () => {
    const store = createCellStore({ limitBytes: 10_000, now: () => 0 });
    const target = createTarget({ sku: '1' });
    write(store, target, { name: createCell('short') });
    const record = store.find(target.name);
    write(store, target, { text: createCell('x'.repeat(20_000)) });
    expect(store.find(target.name)).toBeUndefined();
    expect(record?.isHeld).toBe(false);
    expect(store.bytes).toBe(0);
  });

  test('what was given up is not found by an invalidation, and what is written anew is', () => {
    const store = createCellStore({ limitBytes: 20_000, now: () => 0 });
    const targets = Array.from({ length: 100 }, (_, index) => createTarget({ sku: String(index) }));
    for (const target of targets) write(store, target, { name: createCell('a') });
    const entity = (sku: number): Invalidation => ({ kind: 'entity', type: 'Product', key: { sku } });
    expect(invalidate(store, entity(0))).toBe(0);
    expect(invalidate(store, entity(99))).toBe(1);
    const [first] = targets;
    if (first !== undefined) write(store, first, { name: createCell('b') });
    expect(invalidate(store, entity(0))).toBe(1);
    const { recordCount } = store;
    expect(invalidate(store, { kind: 'subgraph', subgraph: 'pim' })).toBe(recordCount);
    expect([store.recordCount, store.bytes]).toEqual([0, 0]);
  });

  test('cells whose time is over make room when something is written beside them', () => {
    let now = 0;
    const store = createCellStore({ limitBytes: 100_000, now: () => now });
    const target = createTarget({ sku: '1' });
    write(store, target, { name: createCell('wide', { signature: 'name{a b}' }) });
    now = 60_000;
    const until = 90_000;
    write(store, target, {
      name: createCell('narrow', {
        signature: 'name{a}',
        freshUntil: until,
        revalidateUntil: until,
        errorUntil: until,
      }),
    });
    expect(store.find(target.name)?.cells.map(({ value }) => value)).toEqual(['narrow']);
  });

  test('what is of no use any more is not kept at all', () => {
    const store = createCellStore({ limitBytes: 100_000, now: () => 60_000 });
    write(store, createTarget({ sku: '1' }), { name: createCell('late') });
    expect(store.recordCount).toBe(0);
  });
});

test('of one field, four selections are kept, the latest first; the same selection is replaced', () => {
  const store = createCellStore({ limitBytes: 100_000, now: () => 0 });
  const target = createTarget({ sku: '1' });
  for (const signature of ['a', 'b', 'c', 'd', 'e', 'c'])
    write(store, target, { name: createCell(signature, { signature }) });
  expect(store.find(target.name)?.cells.map(({ signature }) => signature)).toEqual(['c', 'e', 'd', 'b']);
});

test('each change of a record gives it another version', () => {
  const store = createCellStore({ limitBytes: 100_000, now: () => 0 });
  const target = createTarget({ sku: '1' });
  const versions = new Set<number | undefined>();
  write(store, target, { name: createCell('a', { policy: refreshedBy('x') }), price: createCell(5) });
  const record = store.find(target.name);
  versions.add(record?.version);
  write(store, target, { name: createCell('b', { policy: refreshedBy('x') }) });
  versions.add(record?.version);
  invalidate(store, { kind: 'event', type: 'x', subject: undefined });
  versions.add(record?.version);
  expect(versions.size).toBe(3);
  expect(record?.isHeld).toBe(true);
  store.clear();
  expect(record?.isHeld).toBe(false);
});

describe('invalidations', () => {
  test('by the key of an entity: from all subgraphs, or from those named', () => {
    const store = createCellStore({ limitBytes: 100_000, now: () => 0 });
    for (const subgraph of ['pim', 'erp', 'oms']) {
      for (const sku of ['1', '2']) write(store, createTarget({ sku }, { subgraph }), { name: createCell('a') });
    }
    const key = { sku: 1 };
    expect(invalidate(store, { kind: 'entity', type: 'Product', key, subgraphs: ['erp'] })).toBe(1);
    expect(invalidate(store, { kind: 'entity', type: 'Product', key })).toBe(2);
    expect(invalidate(store, { kind: 'entity', type: 'Order', key })).toBe(0);
    expect(store.recordCount).toBe(3);
  });

  test('an entity that is kept under another key may be the one that is meant; one with another value is not', () => {
    const store = createCellStore({ limitBytes: 100_000, now: () => 0 });
    const byId = createTarget({ id: 'x' });
    const bySku = createTarget({ sku: '2' });
    const byBoth = createTarget({ sku: '1', region: 'eu' });
    for (const target of [byId, bySku, byBoth]) write(store, target, { name: createCell('a') });
    expect(invalidate(store, { kind: 'entity', type: 'Product', key: { sku: '1' } })).toBe(2);
    expect(readNames(store, bySku)).toEqual(['name']);
  });

  test('an entity is also meant by an interface that it has, or by a type for which its interface stands', () => {
    const store = createCellStore({ limitBytes: 100_000, now: () => 0 });
    const book = createTarget({ id: '1' }, { typeName: 'Book', typeNames: ['Book', 'Media'] });
    const media = createTarget(
      { id: '1' },
      { subgraph: 'reviews', typeName: 'Media', typeNames: ['Media', 'Book', 'Film'] },
    );
    for (const type of ['Book', 'Media']) {
      for (const target of [book, media]) write(store, target, { name: createCell('a') });
      expect(invalidate(store, { kind: 'entity', type, key: { id: '2' } })).toBe(0);
      expect(invalidate(store, { kind: 'entity', type, key: { id: '1' } })).toBe(2);
    }
    write(store, media, { name: createCell('a') });
    expect(invalidate(store, { kind: 'type', subgraph: 'reviews', type: 'Film' })).toBe(1);
  });

  test('a value that holds parts of entities is meant with each of them', () => {
    const store = createCellStore({ limitBytes: 100_000, now: () => 0 });
    const policy = combinePolicies([refreshedBy('x'), { ...plain, holds: ['Product'] }]);
    const other = createTarget({ sku: '2' });
    const list = createTarget({}, { typeName: 'Query', rootField: 'Query.products', key: undefined });
    const fill = () => {
      for (const target of [other, list]) write(store, target, { related: createCell('parts', { policy }) });
    };
    const about: Invalidation[] = [
      { kind: 'entity', type: 'Product', key: { sku: '1' } },
      { kind: 'event', type: 'x', subject: '1' },
      { kind: 'type', subgraph: 'pim', type: 'Product' },
    ];
    for (const invalidation of about) {
      fill();
      expect(invalidate(store, invalidation)).toBe(2);
    }
  });

  test('an event drops what it refreshes, of the entities that it names and of all types that it does not', () => {
    const store = createCellStore({ limitBytes: 100_000, now: () => 0 });
    const [one, two] = [createTarget({ sku: '1' }), createTarget({ sku: '2' })];
    const order = createTarget({ id: '9' }, { typeName: 'Order' });
    for (const target of [one, two, order]) {
      write(store, target, { stock: createCell(5, { policy: refreshedBy('x', 'y') }), name: createCell('a') });
    }
    expect(invalidate(store, { kind: 'event', type: 'x', subject: '1' })).toBe(2);
    expect([one, two, order].map((target) => readNames(store, target))).toEqual([
      ['name'],
      ['stock', 'name'],
      ['name'],
    ]);
    expect(invalidate(store, { kind: 'event', type: 'z', subject: undefined })).toBe(0);
    expect(invalidate(store, { kind: 'event', type: 'y', subject: undefined })).toBe(1);
  });

  test('an event about an account leaves what is kept for others, and takes what is kept for everybody', () => {
    const store = createCellStore({ limitBytes: 100_000, now: () => 0 });
    const policy = refreshedBy('x');
    const accounts = [['A'], ['B', 'A'], ['B'], undefined];
    const targets = accounts.map((each) => createTarget({ sku: '1' }, { accounts: each, name: `for ${each?.join()}` }));
    for (const target of targets) write(store, target, { price: createCell(5, { policy }) });
    expect(invalidate(store, { kind: 'event', type: 'x', subject: '1/A' })).toBe(3);
    expect(targets.filter((target) => store.find(target.name))).toEqual([targets[2]]);
  });

  test('a tag drops the cells that carry it, in the subgraphs that are named', () => {
    const store = createCellStore({ limitBytes: 100_000, now: () => 0 });
    const [pim, erp] = ['pim', 'erp'].map((subgraph) => createTarget({ sku: '1' }, { subgraph }));
    for (const target of [pim, erp]) {
      if (target)
        write(store, target, { name: createCell('a', { tags: ['t'] }), price: createCell(5, { tags: ['u'] }) });
    }
    expect(invalidate(store, { kind: 'cache_tag', subgraphs: ['erp'], cacheTag: 't' })).toBe(1);
    expect(erp && readNames(store, erp)).toEqual(['price']);
  });
});

describe('fences', () => {
  test('what was asked for before an invalidation that concerns it is not kept; everything else is', () => {
    const store = createCellStore({ limitBytes: 100_000, now: () => 0 });
    const before = store.openFence();
    invalidate(store, { kind: 'entity', type: 'Product', key: { sku: '1' } });
    const after = store.openFence();
    const [one, two] = [createTarget({ sku: '1' }), createTarget({ sku: '2' })];
    for (const target of [one, two]) store.write(target, new Map([['name', createCell('old')]]), before);
    expect([one, two].map((target) => readNames(store, target))).toEqual([[], ['name']]);
    store.write(one, new Map([['name', createCell('new')]]), after);
    expect(readNames(store, one)).toEqual(['name']);
  });

  test('everything that was asked for before the store was cleared is not kept', () => {
    const store = createCellStore({ limitBytes: 100_000, now: () => 0 });
    const fence = store.openFence();
    store.clear();
    expect(store.write(createTarget({ sku: '1' }), new Map([['name', createCell('old')]]), fence)).toBeUndefined();
  });

  test('invalidations are forgotten when no fence is older, though others are open all the time', () => {
    const store = createCellStore({ limitBytes: 1_000_000, now: () => 0 });
    let fence = store.openFence();
    let matched = 0;
    const matcher = createMatcher({ kind: 'subgraph', subgraph: 'oms' }, () => ({
      keys: new Map(),
      accounts: undefined,
    }));
    const counting = {
      ...matcher,
      concerns: (target: RecordTarget) => {
        matched += 1;
        return matcher.concerns(target);
      },
    };
    for (let index = 0; index < 1000; index += 1) {
      store.invalidate(counting);
      const next = store.openFence();
      fence.close();
      fence = next;
      store.write(createTarget({ sku: String(index) }), new Map([['name', createCell('a')]]), fence);
    }
    // Otherwise each write would ask every one of them.
    expect(matched).toBe(0);
  });
});

describe('what it says of its size', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;

  function measureHeap(): number {
    for (let round = 0; round < 3; round += 1) collectGarbage();
    return process.memoryUsage().heapUsed;
  }

  /** As it comes out of an answer: each text is one of its own. */
  const createText = (...parts: readonly unknown[]): string => JSON.parse(JSON.stringify(parts.join(' '))) as string;

  const shapes: readonly [string, { readonly records: number; readonly create: (index: number) => StoredValue[] }][] = [
    ['a number', { records: 60_000, create: (index) => [index] }],
    [
      'five short texts',
      {
        records: 40_000,
        create: (index) => ['name', 'unit', 'brand', 'status', 'image'].map((name) => createText(name, index)),
      },
    ],
    ['a long text', { records: 20_000, create: (index) => [createText('text '.repeat(100), index)] }],
    [
      'a long text that is not in Latin letters',
      { records: 20_000, create: (index) => [createText('深沟球轴承 '.repeat(80), index)] },
    ],
    [
      'an amount with its currency',
      {
        records: 40_000,
        create: (index) => [
          new StoredObject('Money', ['amount', 'currency'], [createText(index, '.00'), createText('EUR')]),
        ],
      },
    ],
    [
      'a list of twenty entities',
      {
        records: 5000,
        create: (index) => [
          Array.from(
            { length: 20 },
            (_, item) => new EntityReference('Product', createEntityKey({ sku: createText('SKU', index, item) })),
          ),
        ],
      },
    ],
    [
      'a list of ten values',
      {
        records: 8000,
        create: (index) => [
          Array.from(
            { length: 10 },
            (_, item) => new StoredObject('Tier', ['quantity', 'discount'], [item, index / 8]),
          ),
        ],
      },
    ],
    [
      'a custom scalar',
      {
        records: 20_000,
        create: (index) => [
          JSON.parse(`{"a":${index},"b":["x","y"],"c":{"d":"text ${index}"}}`) as Record<string, unknown>,
        ],
      },
    ],
  ];

  test.each(shapes)(
    'it is near to what the heap grows by, with %s in each record',
    (what, { records, create }) => {
      const store = createCellStore({ limitBytes: 4_000_000_000, now: () => 0 });
      const before = measureHeap();
      for (let index = 0; index < records; index += 1) {
        const cells = create(index).map(
          (value, number) => [`field${number}`, createCell(value, { key: `field${number}` })] as const,
        );
        write(store, createTarget({ sku: createText('SKU', index) }), Object.fromEntries(cells));
      }
      const grown = measureHeap() - before;
      const ratio = store.bytes / grown;
      process.stdout.write(`${what}: ${store.bytes} bytes told, ${grown} grown, ${ratio.toFixed(2)}\n`);
      expect(store.recordCount).toBe(records);
      expect(ratio).toBeGreaterThan(0.8);
      expect(ratio).toBeLessThan(1.5);
    },
    30_000,
  );
});

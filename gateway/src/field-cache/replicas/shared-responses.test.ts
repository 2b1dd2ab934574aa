// Between whom a whole response is shared, and until when it is right.
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Cell, CellRecord } from '../cells/cell-record.ts';
import type { CellPolicy } from '../selection/cell-policy.ts';
import { createMarkContext, listMarksOfInvalidation, listMarksOfRecord } from './invalidation-marks.ts';
import { comparePositions, type Position } from './position.ts';
import { createSharedResponses, type SharedResponse } from './shared-responses.ts';
import { createSharedStore } from './shared-store.ts';

const context = createMarkContext(undefined, { accountTypes: [], keyNames: new Map([['Product', ['sku']]]) }, '2-0');
const policy = { refreshedBy: ['price.changed'], holds: [] } as unknown as CellPolicy;

function createRecord(sku: string, position: string | undefined = '5-0'): CellRecord {
  const cell = { policy, position } as Cell;
  return {
    name: sku,
    subgraph: 'erp',
    typeName: 'Product',
    typeNames: ['Product'],
    rootField: undefined,
    key: { sku },
    accounts: ['A'],
    cellKeys: ['price'],
    cells: [cell],
    movedAt: 0,
    version: 0,
    bytes: 0,
    isHeld: true,
  };
}

const response: SharedResponse = {
  body: '{"data":{"price":"12.50"}}\n',
  freshUntil: 60_000,
  fetchedAt: -2000,
  isPrivate: true,
  hits: [['Product.price', 1]],
};

/** One who writes and one who reads, whose clock is an hour ahead. */
async function openPair() {
  const map = new Map<string, unknown>();
  const marks = new Map<string, Position>();
  const state = { position: '5-0', gap: '0-0', hasMarks: true };
  const open = async (nowMs: number) => {
    const channel = {
      get position() {
        return state.position;
      },
      get hasMarks() {
        return state.hasMarks;
      },
      time: 1_000_000,
      // As the script in Redis does it.
      async readMarked(key: string) {
        const text = map.get(key);
        if (typeof text !== 'string') return undefined;
        const head = JSON.parse(text.slice(text.indexOf('{'), text.indexOf('\n'))) as { marks: string[] };
        const left = head.marks.flatMap((name) => marks.get(name) ?? []);
        return { text, gap: state.gap, lastMark: left.toSorted(comparePositions).at(-1) };
      },
    };
    const log = pino({ enabled: false });
    const store = createSharedStore({ store: map, namespace: 'graph', now: () => 1_000_000, log });
    await store.opened;
    return createSharedResponses({ store, channel, findContext: () => context, now: () => nowMs });
  };
  const [writer, reader] = [await open(0), await open(3_600_000)];
  async function save(each = response, records = [createRecord('p1')]): Promise<void> {
    writer.save('page', each, records);
    await new Promise(setImmediate);
  }
  const mark = (sku: string, position: Position): void => {
    const left = listMarksOfInvalidation({ kind: 'entity', type: 'Product', key: { sku } }, context);
    for (const name of left.slice(0, 1)) marks.set(name, position);
  };
  return { state, save, mark, load: (name = 'page') => reader.load(name) };
}

test('it has the same age wherever it is read, whatever the clock there says', async () => {
  const { save, load } = await openPair();
  await save();
  const { marks, ...loaded } = (await load()) ?? { marks: [] };
  expect(loaded).toEqual({ ...response, freshUntil: 3_660_000, fetchedAt: 3_598_000 });
  expect(marks).toContain(listMarksOfInvalidation({ kind: 'entity', type: 'Product', key: { sku: 'p1' } }, context)[0]);
  expect(await load('another page')).toBeUndefined();
});

test('a mark of any of its cells makes it wrong from then on, and no other mark does', async () => {
  const { save, load, mark } = await openPair();
  await save(response, [createRecord('p1'), createRecord('p2')]);
  mark('p3', '9-0');
  mark('p2', '4-0');
  expect(await load()).toBeDefined();
  mark('p2', '6-0');
  expect(await load()).toBeUndefined();
});

test('a gap makes it wrong', async () => {
  const { state, save, load } = await openPair();
  await save();
  state.gap = '5-1';
  expect(await load()).toBeUndefined();
});

describe('it is not written', () => {
  test.each<[string, Partial<SharedResponse>, boolean]>([
    ['when it is over at once', { freshUntil: 900 }, true],
    ['when it is very long', { body: 'x'.repeat(1_000_001) }, true],
    ['while nobody can tell what is right of it', {}, false],
  ])('%s', async (_, changed, hasMarks) => {
    const { state, save, load } = await openPair();
    state.hasMarks = hasMarks;
    await save({ ...response, ...changed });
    state.hasMarks = true;
    expect(await load()).toBeUndefined();
  });
});

test('the marks are those of all cells of a record, and one for each record that this or another replica may fetch', async () => {
  const { save, load } = await openPair();
  const record = createRecord('p1');
  const other = { policy: { refreshedBy: ['stock.changed'], holds: [] }, position: '5-0' } as unknown as Cell;
  const root = { ...createRecord('p2'), name: 'erp|Query|a list', rootField: 'Query.a', key: undefined };
  await save(response, [{ ...record, cellKeys: ['price', 'stock'], cells: [...record.cells, other] }, root]);
  const { marks } = (await load()) ?? { marks: [] as readonly string[] };
  for (const type of ['price.changed', 'stock.changed']) {
    const left = listMarksOfInvalidation({ kind: 'event', type, subject: undefined, accounts: ['A'] }, context);
    expect(left.some((mark) => marks.includes(mark))).toBe(true);
  }
  for (const each of [record, root]) expect(marks).toEqual(expect.arrayContaining(listMarksOfRecord(each)));
  expect(listMarksOfRecord(root)).not.toEqual(listMarksOfRecord({ ...root, name: 'erp|Query|another list' }));
});

describe('a subgraph was asked for some of it', () => {
  test('before a gap that was raised since: then it is not read', async () => {
    const { state, save, load } = await openPair();
    await save(response, [createRecord('p1', '5-0'), createRecord('p2', '3-0')]);
    state.gap = '3-0';
    expect(await load()).toBeDefined();
    state.gap = '4-0';
    expect(await load()).toBeUndefined();
  });

  test.each<[string, string | undefined]>([
    ['when this replica was not connected', undefined],
    ['before this replica understood invalidations as it does now', '2-0'],
  ])('%s: then it is not written', async (_, position) => {
    const { save, load } = await openPair();
    await save(response, [createRecord('p1'), { ...createRecord('p2'), cells: [{ policy, position } as Cell] }]);
    expect(await load()).toBeUndefined();
  });
});

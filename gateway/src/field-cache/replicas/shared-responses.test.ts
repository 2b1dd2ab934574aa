// Between whom a whole response is shared, and until when it is right.
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Cell, CellRecord } from '../cells/cell-record.ts';
import type { CellPolicy } from '../selection/cell-policy.ts';
import { createMarkContext, listMarksOfInvalidation } from './invalidation-marks.ts';
import { comparePositions, type Position } from './position.ts';
import { createSharedResponses, type SharedResponse } from './shared-responses.ts';
import { createSharedStore } from './shared-store.ts';

const context = createMarkContext(undefined, { accountTypes: [], keyNames: new Map([['Product', ['sku']]]) });
const policy = { refreshedBy: ['price.changed'], holds: [] } as unknown as CellPolicy;

function createRecord(sku: string): CellRecord {
  const cell = { policy } as Cell;
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

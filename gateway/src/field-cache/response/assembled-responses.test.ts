// Until when a whole response is served again.
import { expect, test } from 'vitest';
import { anonymousPrincipal } from '../../authentication/principal.ts';
import { createAssembledResponses } from './assembled-responses.ts';
import { createCacheOutcome } from './cache-outcome.ts';
import type { CellRecord } from '../cells/cell-record.ts';
import { createIdentity } from '../cells/identity.ts';

const identity = createIdentity(anonymousPrincipal);

function createRecord(name: string): CellRecord {
  const target = {
    name,
    subgraph: 'erp',
    typeName: 'Product',
    typeNames: ['Product'],
    rootField: undefined,
    key: { sku: name },
  };
  return { ...target, accounts: undefined, cellKeys: [], cells: [], movedAt: 0, version: 0, bytes: 0, isHeld: true };
}

function createResponses() {
  const state = { now: 0, changes: 0 };
  const responses = createAssembledResponses<string>({
    limitBytes: 10_000,
    now: () => state.now,
    countChanges: () => state.changes,
  });
  const change = (record: CellRecord): void => {
    record.version += 1;
    state.changes += 1;
  };
  /** From these records alone, with the versions that they had, fresh for so many milliseconds. */
  const keep = (question: string, records: ReadonlyMap<CellRecord, number>, freshForMs: number): void => {
    const outcome = createCacheOutcome({ isCounted: true });
    const counts = { ...outcome.counts, hit: records.size };
    const times = { freshUntil: state.now + freshForMs, fetchedAt: state.now };
    const facts = { counts, ...times, records, varyBy: [], isPrivate: false, hits: new Map() };
    const write = (): string => `answer to ${question}`;
    responses.keep(question, identity, { ...outcome, ...facts }, { write, measure: () => 100 });
  };
  const find = (question: string): string | undefined => responses.find(question, identity)?.response;
  return { state, change, keep, find };
}

test('it is served again while other records change, and not once one of its own has', () => {
  const { change, keep, find } = createResponses();
  const [price, stock, other] = [createRecord('price'), createRecord('stock'), createRecord('other')];
  keep('page', new Map([price, stock].map((record) => [record, 0])), 1000);
  expect(find('page')).toBe('answer to page');
  change(other);
  expect(find('page')).toBe('answer to page');
  change(stock);
  expect(find('page')).toBeUndefined();
});

test('it is not served when a record was given up, since nobody would know of its changes', () => {
  const { state, keep, find } = createResponses();
  const record = createRecord('price');
  keep('page', new Map([[record, 0]]), 1000);
  record.isHeld = false;
  state.changes += 1;
  expect(find('page')).toBeUndefined();
});

test('it is not kept when a record has changed before it was ready', () => {
  const { change, keep, find } = createResponses();
  const record = createRecord('price');
  const versions = new Map([[record, record.version]]);
  change(record);
  keep('page', versions, 1000);
  expect(find('page')).toBeUndefined();
});

test('it is served until the first of its values is too old', () => {
  const { state, keep, find } = createResponses();
  keep('page', new Map([[createRecord('price'), 0]]), 1000);
  state.now = 999;
  expect(find('page')).toBe('answer to page');
  state.now = 1000;
  expect(find('page')).toBeUndefined();
});

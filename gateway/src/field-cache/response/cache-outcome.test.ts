// What a response may be kept with, after what its values say.
import { expect, test } from 'vitest';
import { createCacheOutcome } from './cache-outcome.ts';
import type { CellRecord } from '../cells/cell-record.ts';

test('a record that changes while a response is put together is noted as it was first: then the response is not kept', () => {
  const outcome = createCacheOutcome({ isCounted: false });
  const record: CellRecord = {
    name: 'pim|Product',
    subgraph: 'pim',
    typeName: 'Product',
    typeNames: ['Product'],
    rootField: undefined,
    key: { sku: '1' },
    accounts: undefined,
    cellKeys: [],
    cells: [],
    movedAt: 0,
    version: 1,
    bytes: 0,
    isHeld: true,
  };
  outcome.noteRecord(record);
  record.version = 2;
  outcome.noteRecord(record);
  expect([...outcome.records.values()]).toEqual([1]);
});

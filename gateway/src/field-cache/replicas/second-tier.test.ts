import { expect, test } from 'vitest';
import type { RecordTarget } from '../cells/cell-record.ts';
import type { SelectedField } from '../selection/selected-object.ts';
import { encodeCell } from './cell-text.ts';
import { createMarkContext } from './invalidation-marks.ts';
import { createSecondTier } from './second-tier.ts';
import type { SharedStore } from './shared-store.ts';

test('however long reading takes, a cell is no younger for it', async () => {
  let now = 1000;
  const policy = { refreshedBy: [], holds: [] };
  const times = { fetchedAt: 500, freshUntil: 5000, revalidateUntil: 5000, errorUntil: 5000 };
  const cell = {
    coordinate: 'Query.a',
    value: 1,
    signature: '',
    policy,
    ...times,
    tags: [],
    position: '2-0',
    bytes: 1,
  };
  const tier = createSecondTier({
    store: {
      isAvailable: true,
      getMany(keys: readonly string[]) {
        now += 300;
        return Promise.resolve(keys.map(() => encodeCell(cell as never)));
      },
    } as unknown as SharedStore,
    channel: {
      position: '2-0',
      hasMarks: true,
      // Its clock is an hour ahead of that of this machine.
      get time() {
        return now + 3_600_000;
      },
      readMarks: (names) => Promise.resolve({ gap: '1-0', positions: names.map(() => undefined) }),
    },
    readTimeoutMs: 20,
    findContext: () => createMarkContext(undefined, { accountTypes: [], keyNames: new Map() }),
    now: () => now,
  });
  const target: RecordTarget = {
    name: 'a',
    subgraph: 's',
    typeName: 'Query',
    typeNames: ['Query'],
    rootField: 'Query.a',
    key: undefined,
    accounts: undefined,
  };
  const field = { coordinate: 'Query.a', policy, signature: '' } as unknown as SelectedField;
  const [loaded] = await tier.load([{ target, field, cellKey: 'a' }]);
  expect(loaded?.freshUntil).toBe(5000 - 3_600_000);
  expect(loaded?.fetchedAt).toBe(500 - 3_600_000);
});

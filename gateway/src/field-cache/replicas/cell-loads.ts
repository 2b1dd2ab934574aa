// Brings cells from the second tier into the first, once for all who want the same at the same time.
import type { Cell, RecordTarget } from '../cells/cell-record.ts';
import type { CellStore } from '../cells/cell-store.ts';
import type { CellAddress } from '../fetch/read-cells.ts';
import type { SecondTier } from './second-tier.ts';

export interface CellLoads {
  /** Resolves with whether there were any. */
  load(addresses: readonly CellAddress[]): Promise<boolean>;
  /** From now on nobody waits for the loads that are under way: what they bring may be out of date. */
  detach(): void;
}

export interface CellLoadsOptions {
  readonly store: CellStore;
  readonly secondTier: Pick<SecondTier, 'load'>;
}

export function createCellLoads({ store, secondTier }: CellLoadsOptions): CellLoads {
  /** By what they bring. */
  let underWay = new Map<string, Promise<boolean>>();

  async function loadAll(addresses: readonly CellAddress[]): Promise<boolean> {
    const fence = store.openFence();
    try {
      const cells = await secondTier.load(addresses);
      const found = new Map<RecordTarget, Map<string, Cell>>();
      for (const [index, { target, cellKey }] of addresses.entries()) {
        const cell = cells[index];
        if (cell === undefined) continue;
        const ofTarget = found.get(target);
        if (ofTarget === undefined) found.set(target, new Map([[cellKey, cell]]));
        else ofTarget.set(cellKey, cell);
      }
      for (const [target, ofTarget] of found) store.write(target, ofTarget, fence);
      return found.size > 0;
    } finally {
      fence.close();
    }
  }

  return {
    load(addresses) {
      const name = addresses.map(({ target, cellKey }) => `${target.name}\n${cellKey}\n`).join('');
      const registry = underWay;
      let load = registry.get(name);
      if (load === undefined) {
        load = loadAll(addresses).finally(() => registry.delete(name));
        registry.set(name, load);
      }
      return load;
    },

    detach() {
      underWay = new Map();
    },
  };
}

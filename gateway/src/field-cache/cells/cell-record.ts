// The cells of one entity, from one subgraph, for one identity; or one root field with its arguments.
import type { CellPolicy } from '../selection/cell-policy.ts';
import type { StoredValue } from './stored-value.ts';

export interface RecordTarget {
  /** Different for all that must never be mixed up. */
  readonly name: string;
  readonly subgraph: string;
  readonly typeName: string;
  /** The names under which it may be meant: that of its type and of the interfaces, or the types, that this stands for. */
  readonly typeNames: readonly string[];
  /** For a root field: its coordinate. */
  readonly rootField: string | undefined;
  /** For an entity: its key by field name. */
  readonly key: Readonly<Record<string, unknown>> | undefined;
  /** The accounts for which the cells are; undefined where they do not depend on an account. */
  readonly accounts: readonly string[] | undefined;
}

export interface CellRecord extends RecordTarget {
  /**
   * Field name and arguments of each of the cells, in lists that take less room, and are found in fewer places of the
   * memory, than maps. Several of one field differ in what is selected inside; the latest comes first.
   */
  cellKeys: readonly string[];
  cells: readonly Cell[];
  /** Changes whenever something of the record is dropped or replaced. */
  version: number;
  bytes: number;
  /** When it was last moved to the end of the order in which records are given up, counted in such moves. */
  movedAt: number;
  /** Whether the store still has it: what it does not have cannot be invalidated any more. */
  isHeld: boolean;
}

export interface Cell {
  readonly coordinate: string;
  readonly value: StoredValue;
  /** What was selected inside. Cells of one field with the same signature replace each other. */
  readonly signature: string;
  readonly policy: CellPolicy;
  /** When its subgraph was asked. Milliseconds since the epoch, as all moments here. */
  readonly fetchedAt: number;
  readonly freshUntil: number;
  /** Until when it may be served while it is refreshed, and while its system fails. Not before `freshUntil`. */
  readonly revalidateUntil: number;
  readonly errorUntil: number;
  readonly tags: readonly string[];
  /** At which its subgraph was asked, in the replicas' common order. Undefined where nothing is shared. */
  readonly position: string | undefined;
  readonly bytes: number;
}

/** The last moment at which a cell is of any use. */
export function isSpent({ revalidateUntil, errorUntil }: Cell, now: number): boolean {
  return now >= revalidateUntil && now >= errorUntil;
}

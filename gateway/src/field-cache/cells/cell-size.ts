// How much memory kept values take. The figures were measured (Node 20, heap before and after tens of thousands of them);
// `cell-store.test.ts` holds the sum against the heap.
import { EntityReference, StoredObject, type StoredValue } from './stored-value.ts';

/** A cell with its place in the record. */
export const cellOverheadBytes = 220;
/** A record with its lists and its places in the store and its indexes, without its name. */
export const recordOverheadBytes = 600;

/** V8 takes a byte for a letter where all of them are Latin, and otherwise two for each. */
export function measureText(text: string): number {
  return 24 + (notLatin.test(text) ? 2 : 1) * text.length;
}

const notLatin = /[^\0-\xff]/;

export function measureValue(value: StoredValue): number {
  if (typeof value === 'string') return measureText(value);
  if (typeof value === 'number') return 16;
  if (value === null || typeof value === 'boolean' || typeof value === 'symbol') return 8;
  if (Array.isArray(value)) {
    let bytes = 32 + 8 * value.length;
    for (const item of value as readonly StoredValue[]) bytes += measureValue(item);
    return bytes;
  }
  if (value instanceof StoredObject) {
    let bytes = 110;
    for (const member of value.values) bytes += 8 + measureValue(member);
    return bytes;
  }
  if (value instanceof EntityReference) return 230 + measureText(value.key.text);
  return 64 + 2 * JSON.stringify(value).length;
}

// A cell as text, for a store that other replicas read.
import { createEntityKey } from '../fetch/fill-cells.ts';
import type { Cell } from '../cells/cell-record.ts';
import { firstPosition, isPosition, type Position } from './position.ts';
import { absent, EntityReference, StoredObject, type StoredValue } from '../cells/stored-value.ts';
import type { SelectedObject, SelectedValue } from '../selection/selected-object.ts';

export interface DecodedCell {
  readonly value: StoredValue;
  readonly signature: string;
  /** At which the subgraph was asked. */
  readonly position: Position;
  readonly times: Pick<Cell, 'fetchedAt' | 'freshUntil' | 'revalidateUntil' | 'errorUntil'>;
  readonly tags: readonly string[];
}

/** Of what this code writes. A replica of another version may write something else; that is no cell then. */
const formatVersion = 1;

export function encodeCell(cell: Cell): string {
  const { position = firstPosition, fetchedAt, freshUntil, revalidateUntil, errorUntil, signature, tags, value } = cell;
  const times = [fetchedAt, freshUntil, revalidateUntil, errorUntil];
  return JSON.stringify([formatVersion, position, times, signature, tags, encodeValue(value)]);
}

/** Undefined for what is no cell. What was selected as `selected` says shares its lists of keys. */
export function decodeCell(text: string, selected?: SelectedValue): DecodedCell | undefined {
  try {
    return readCell(JSON.parse(text), selected);
  } catch {
    // No JSON, or nested deeper than anything that this code writes: as good as not there.
    return undefined;
  }
}

function readCell(content: unknown, selected: SelectedValue | undefined): DecodedCell | undefined {
  if (!Array.isArray(content) || content.length !== 6 || content[0] !== formatVersion) return undefined;
  const [, position, times, signature, tags, encoded] = content as readonly unknown[];
  if (typeof position !== 'string' || !isPosition(position) || typeof signature !== 'string') return undefined;
  if (!isListOf(times, isMoment) || times.length !== 4 || !isListOf(tags, isText)) return undefined;
  const [fetchedAt, freshUntil, revalidateUntil, errorUntil] = times as [number, number, number, number];
  const value = decodeValue(encoded, selected);
  if (value === undefined) return undefined;
  return { position, value, signature, tags, times: { fetchedAt, freshUntil, revalidateUntil, errorUntil } };
}

function isListOf<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is readonly Item[] {
  return Array.isArray(value) && value.every(isItem);
}

const isMoment = (value: unknown): value is number => Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string';

/** Leaves and lists stand for themselves; everything else is an object with one of these members. */
type EncodedObject =
  | { readonly o: string; readonly m: readonly (readonly [string, unknown])[] }
  | { readonly r: string; readonly k: Readonly<Record<string, unknown>> }
  | { readonly j: unknown }
  | { readonly x: true };

function encodeValue(value: StoredValue): unknown {
  if (value === absent) return { x: true } satisfies EncodedObject;
  if (Array.isArray(value)) return (value as readonly StoredValue[]).map(encodeValue);
  if (value instanceof StoredObject) {
    const members = value.keys.map((key, place) => [key, encodeValue(value.values[place] ?? null)] as const);
    return { o: value.typeName, m: members } satisfies EncodedObject;
  }
  if (value instanceof EntityReference) return { r: value.typeName, k: value.key.values } satisfies EncodedObject;
  return typeof value === 'object' && value !== null ? ({ j: value } satisfies EncodedObject) : value;
}

function decodeValue(encoded: unknown, selected: SelectedValue | undefined): StoredValue | undefined {
  if (encoded === null || typeof encoded === 'string' || typeof encoded === 'number' || typeof encoded === 'boolean') {
    return encoded;
  }
  if (Array.isArray(encoded)) {
    const items: StoredValue[] = [];
    for (const item of encoded) {
      const value = decodeValue(item, selected);
      if (value === undefined) return undefined;
      items.push(value);
    }
    return items;
  }
  if (typeof encoded !== 'object') return undefined;
  const object = encoded as Readonly<Record<string, unknown>>;
  if (object['x'] === true) return absent;
  if (typeof object['o'] === 'string' && Array.isArray(object['m'])) {
    return decodeObject(object['o'], object['m'], selected?.objectFor(object['o']));
  }
  if (typeof object['r'] === 'string' && typeof object['k'] === 'object' && object['k'] !== null) {
    return new EntityReference(object['r'], createEntityKey(object['k'] as Record<string, unknown>));
  }
  return 'j' in object ? (object['j'] as Record<string, unknown>) : undefined;
}

function decodeObject(
  typeName: string,
  members: readonly unknown[],
  selected: SelectedObject | undefined,
): StoredObject | undefined {
  const keys: string[] = [];
  const values: StoredValue[] = [];
  for (const [place, member] of members.entries()) {
    const [key, encoded] = Array.isArray(member) ? (member as readonly unknown[]) : [];
    const value = decodeValue(encoded, selected?.members[place]?.value);
    if (typeof key !== 'string' || value === undefined) return undefined;
    keys.push(key);
    values.push(value);
  }
  const known = selected?.memberKeys;
  const isKnown = known?.length === keys.length && known.every((key, place) => key === keys[place]);
  return new StoredObject(typeName, isKnown ? known : keys.slice(), values.slice());
}

// Tells the client what its response was put together from, in the form that Apollo Router gives it, so that Apollo
// Sandbox can show it. Claims are told by name alone, and values only as far as they are in the response.
import { toResponseName } from '../../operation/internal-name.ts';
import type { Cell } from '../cells/cell-record.ts';
import { readArguments } from '../selection/argument-key.ts';
import { writeTags } from '../selection/cache-tag.ts';
import type { SelectedValue } from '../selection/selected-object.ts';
import type { ShownValue, ValueOrigin } from './value-origins.ts';

export interface CacheDebugging {
  readonly version: '1.0';
  readonly data: readonly CacheEntry[];
}

/**
 * What one fetch has of one entity, or of one root field: what came from the same source, is for the same callers, and is
 * kept or not.
 */
export interface CacheEntry {
  readonly key: string;
  /** The tags by which it can be dropped. */
  readonly invalidationKeys: readonly string[];
  readonly kind:
    | { readonly typename: string; readonly entityKey: Readonly<Record<string, unknown>> }
    | { readonly rootFields: readonly string[] };
  readonly subgraphName: string;
  /** Without variables: a representation can hold what the client may not see. */
  readonly subgraphRequest: { readonly query: string };
  readonly source: 'subgraph' | 'cache';
  readonly cacheControl: CacheControl;
  readonly shouldStore: boolean;
  readonly data: { readonly data: Readonly<Record<string, unknown>> };
  readonly warnings: readonly [];
}

/** Of the value that is the first to expire. */
interface CacheControl {
  /** When its subgraph was asked, in seconds since the epoch. The other times count from it. */
  readonly created: number;
  readonly maxAge?: number;
  readonly noStore?: true;
  readonly public?: true;
  readonly private?: true;
}

type Values = readonly [ShownValue, ...ShownValue[]];

export function describeCacheDebugging(values: readonly ShownValue[]): CacheDebugging {
  const groups = new Map<object, Map<string, Values>>();
  for (const value of values) {
    const { origin, holder } = value;
    const ofHolder = groups.get(holder) ?? new Map<string, Values>();
    groups.set(holder, ofHolder);
    const name = nameGroup(origin);
    const known = ofHolder.get(name);
    ofHolder.set(name, known ? [...known, value] : [value]);
  }
  const entries = [...groups.values()].flatMap((ofHolder) => [...ofHolder.values()].map(describeEntry));
  // An entity that occurs again says nothing new. Of those that came in one answer, the last is what is kept.
  const different = new Map(entries.map((entry) => [JSON.stringify({ ...entry, cacheControl: undefined }), entry]));
  return { version: '1.0', data: [...different.values()] };
}

function nameGroup({ subgraph, document, source, cell, field, key, fieldKey }: ValueOrigin): string {
  const isKept = cell !== undefined;
  return JSON.stringify([subgraph, document, source === 'system', isKept, field.policy.varyBy, key ? '' : fieldKey]);
}

function describeEntry(values: Values): CacheEntry {
  const [{ origin }] = values;
  const { object, key, field, subgraph, document, source, cell } = origin;
  const origins = values.map((value) => value.origin);
  const fieldKeys = [...new Set(origins.map(({ fieldKey }) => fieldKey))].join(' ');
  return {
    key: `${object.recordPrefix}${[key?.text, fieldKeys, ...field.policy.varyBy].filter(Boolean).join('|')}`,
    invalidationKeys: [...new Set(origins.flatMap(listTags))].toSorted(),
    kind: key ? { typename: object.typeName, entityKey: key.values } : { rootFields: [field.name] },
    subgraphName: subgraph,
    subgraphRequest: { query: document },
    source: source === 'system' ? 'subgraph' : 'cache',
    cacheControl: describeCacheControl(origins),
    shouldStore: cell !== undefined,
    data: { data: Object.fromEntries(values.map((value) => [value.name, readOwnPart(value)])) },
    warnings: [],
  };
}

/**
 * Those of the schema. What a subgraph added to its answer is told only to whom it answered: tags belong to all that was
 * asked for in one request, and some of it may be for that caller alone.
 */
function listTags({ source, cell, object, field, key, fieldKey }: ValueOrigin): readonly string[] {
  if (cell === undefined) return [];
  if (source === 'system') return cell.tags;
  if (key !== undefined) return writeTags(object.cacheTags, { key: key.values });
  return writeTags(field.cacheTags, { args: readArguments(fieldKey) });
}

function describeCacheControl(origins: readonly ValueOrigin[]): CacheControl {
  const scope = origins.some(({ field }) => field.policy.isPrivate) ? 'private' : 'public';
  const cells = origins.flatMap(({ cell }): Cell[] => (cell === undefined ? [] : [cell]));
  const [first] = cells.toSorted((a, b) => a.freshUntil - b.freshUntil);
  if (first === undefined) {
    const created = toSeconds(Math.min(...origins.map(({ fetchedAt }) => fetchedAt)));
    return { created, noStore: true, ...(scope === 'private' && { private: true }) };
  }
  // Upwards: what is kept for less than a second is kept.
  const maxAge = Math.ceil(Math.max(0, first.freshUntil - first.fetchedAt) / 1000);
  return { created: toSeconds(first.fetchedAt), maxAge, [scope]: true };
}

function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

/** Without what has an entry of its own: of an entity inside, there is only its key. */
function readOwnPart({ origin, value, shown }: ShownValue): unknown {
  return readPart(origin.field.value, value, shown);
}

function readPart(selected: SelectedValue | undefined, value: unknown, shown: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(shown)) {
    return value.map((item, index) => readPart(selected, item, shown[index]));
  }
  if (selected === undefined || !isRecord(value) || !isRecord(shown)) return shown;
  const { identity, fields } = selected.objectFor(value['__typename']) ?? nothingSelected;
  const part: Record<string, unknown> = {};
  for (const { kind, responseName, value: inner } of fields) {
    const name = toResponseName(responseName);
    if (identity !== undefined && (kind === 'cell' || kind === 'passing')) continue;
    if (Object.hasOwn(value, responseName) && Object.hasOwn(shown, name)) {
      part[name] = readPart(inner, value[responseName], shown[name]);
    }
  }
  return part;
}

/** Another subgraph may have told the type better than this one can. */
const nothingSelected = { identity: undefined, fields: [] };

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

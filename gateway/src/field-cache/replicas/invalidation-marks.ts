// What the marks of invalidations are called, and which of them concern a cell. An invalidation leaves few marks, and a
// cell looks at few: where one is about a kind of thing rather than about the thing, more is given up than must be.
import { createHash } from 'node:crypto';
import type { CellPolicy } from '../selection/cell-policy.ts';
import type { RecordTarget } from '../cells/cell-record.ts';
import type { EventCatalogue } from '../../supergraph/governance/event-catalogue.ts';
import { type EventSubject, readEventSubject } from '../invalidation/event-subject.ts';
import type { Invalidation } from '../invalidation/invalidation.ts';
import { writeCanonicalJson } from '../selection/argument-key.ts';
import type { CachedGraph } from '../selection/cached-graph.ts';
import { firstPosition, type Position } from './position.ts';

/** What decides how marks are called. */
export interface MarkContext {
  readonly readSubject: (eventType: string, subject: string | undefined) => EventSubject;
  /** The field by which the subjects of an event name entities of the type. Undefined where they name none. */
  readonly namesInSubject: (eventType: string, typeName: string) => string | undefined;
  /** The fields that are a key of the type by themselves. */
  readonly keyNames: (typeName: string) => readonly string[];
  /** Equal for replicas that call everything alike. One tells nothing by the marks of another. */
  readonly naming: string;
  /** What this replica has from up to here it has dropped, or not, as it understood invalidations before. */
  readonly since: Position;
}

/** To be raised with every change to what marks are called, or to what they are looked up by. */
const namingVersion = 1;

export function createMarkContext(
  catalogue: EventCatalogue | undefined,
  { accountTypes, keyNames }: Pick<CachedGraph, 'accountTypes' | 'keyNames'>,
  since: Position = firstPosition,
): MarkContext {
  const content = {
    version: namingVersion,
    events: Object.fromEntries([...(catalogue ?? [])].map(([type, { subject }]) => [type, subject.text])),
    accountTypes: accountTypes.toSorted(),
    keyNames: Object.fromEntries(
      [...keyNames].flatMap(([type, names]) => (names.length > 0 ? [[type, names.toSorted()]] : [])),
    ),
  };
  return {
    since,
    readSubject: (type, subject) =>
      readEventSubject(type, subject, { catalogue, isAccount: (name) => accountTypes.includes(name) }),
    namesInSubject(eventType, typeName) {
      const segments = catalogue?.get(eventType)?.subject.segments ?? [];
      return segments.flatMap((each) => (each.kind === 'entity' && each.type === typeName ? each.field : []))[0];
    },
    keyNames: (typeName) => keyNames.get(typeName) ?? [],
    naming: hash(writeCanonicalJson(content)).slice(0, 16),
  };
}

export function listMarksOfInvalidation(invalidation: Invalidation, { readSubject, keyNames }: MarkContext): string[] {
  switch (invalidation.kind) {
    case 'subgraph':
      return [markOfSubgraph(invalidation.subgraph)];
    case 'type':
      return [markOfType(invalidation.subgraph, invalidation.type)];
    case 'cache_tag':
      return invalidation.subgraphs.map((subgraph) => markOfTags(subgraph));
    case 'entity': {
      const { type, key } = invalidation;
      const [[name, value] = ['', ''], ...others] = Object.entries(key);
      const hasMark = others.length === 0 && keyNames(type).includes(name);
      return hasMark ? [markOfEntity(type, name, value), markOfEntities(type, name)] : [markOfEntities(type, '')];
    }
    case 'event': {
      const { type: event, subject } = invalidation;
      const { keys, accounts = invalidation.accounts } = readSubject(event, subject);
      const named = [...keys].flatMap(([type, key]) =>
        Object.entries(key).map(([name, value]) => markOfEvent(event, type, name, value)),
      );
      const others = listForAccounts(accounts).map((account) =>
        keys.size === 0 ? markOfEventForAll(event, account) : markOfEventForOthers(event, account),
      );
      return [...named, ...others];
    }
  }
}

/** The marks at which a cell looks are those of its kind and those of its entity. Those of its kind are about no one entity. */
export function listMarksOfKind(
  target: RecordTarget,
  { refreshedBy, holds }: Pick<CellPolicy, 'refreshedBy' | 'holds'>,
  context: MarkContext,
): string[] {
  const { subgraph, typeNames, rootField, accounts } = target;
  const key = readSingleKey(target);
  const named = listEventsOfEntity(target, { refreshedBy }, context);
  const marks = [markOfSubgraph(subgraph), markOfTags(subgraph)];
  for (const each of new Set([...typeNames, ...holds])) marks.push(markOfType(subgraph, each));
  for (const each of typeNames) {
    marks.push(markOfEntities(each, ''));
    if (rootField !== undefined) continue;
    // One that is named by another key may be this one.
    for (const other of context.keyNames(each)) if (other !== key?.name) marks.push(markOfEntities(each, other));
  }
  // Nothing says which entities they are of which the value holds parts.
  for (const each of holds) {
    for (const other of ['', ...context.keyNames(each)]) marks.push(markOfEntities(each, other));
  }
  for (const event of refreshedBy) {
    const isNamed = named.includes(event);
    for (const account of accounts === undefined ? ['*'] : ['', ...accounts]) {
      marks.push(markOfEventForAll(event, account));
      if (!isNamed || holds.length > 0) marks.push(markOfEventForOthers(event, account));
    }
  }
  return marks;
}

/** Whether all cells with the same policy have the same marks of their kind. */
export function areOfOneKind(a: RecordTarget, b: RecordTarget): boolean {
  return (
    a.subgraph === b.subgraph &&
    a.typeName === b.typeName &&
    a.typeNames === b.typeNames &&
    a.rootField === b.rootField &&
    a.accounts === b.accounts &&
    readSingleKey(a)?.name === readSingleKey(b)?.name
  );
}

/** The events that may name the entity by its key. The same for all of a kind. */
export function listEventsOfEntity(
  target: RecordTarget,
  { refreshedBy }: Pick<CellPolicy, 'refreshedBy'>,
  context: MarkContext,
): readonly string[] {
  const key = readSingleKey(target);
  return refreshedBy.filter(
    (event) => key !== undefined && context.namesInSubject(event, target.typeName) === key.name,
  );
}

export function listMarksOfEntity(target: RecordTarget, events: readonly string[]): string[] {
  const key = readSingleKey(target);
  if (key === undefined) return [];
  const { typeName, typeNames } = target;
  return [
    ...typeNames.map((each) => markOfEntity(each, key.name, key.value)),
    ...events.map((event) => markOfEvent(event, typeName, key.name, key.value)),
  ];
}

/** What this replica notes of a record that it has fetched. Where it is no entity with a mark, no invalidation leaves it. */
export function listMarksOfRecord(target: RecordTarget): string[] {
  return readSingleKey(target) === undefined ? [write('record', target.name)] : listMarksOfEntity(target, []);
}

/** Only keys of one field have marks of their own. */
function readSingleKey({
  rootField,
  key,
}: RecordTarget): { readonly name: string; readonly value: unknown } | undefined {
  if (rootField !== undefined || key === undefined) return undefined;
  const names = Object.keys(key);
  const [name] = names;
  return name === undefined || names.length > 1 ? undefined : { name, value: key[name] };
}

/** Those that an invalidation for these accounts concerns: what is kept for one of them, or for everybody (`*`). */
function listForAccounts(accounts: readonly string[] | undefined): string[] {
  return accounts === undefined ? ['', '*'] : [...accounts, '*'];
}

/** As JSON, which can write any text, also one that is no valid Unicode. Keys can be long, and are what a client sent. */
function write(...parts: readonly unknown[]): string {
  const text = JSON.stringify(parts.map(String));
  return text.length > 100 ? hash(text) : text;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

const markOfSubgraph = (subgraph: string): string => write('subgraph', subgraph);
const markOfType = (subgraph: string, type: string): string => write('type', subgraph, type);
const markOfTags = (subgraph: string): string => write('tags', subgraph);
const markOfEntity = (type: string, name: string, value: unknown): string => write('entity', type, name, value);
/** An entity that was named by this field; by another if it is empty. */
const markOfEntities = (type: string, name: string): string => write('entities', type, name);
const markOfEvent = (event: string, type: string, name: string, value: unknown): string =>
  write('event', event, type, name, value);
/** `account` is empty for all accounts, and `*` for what depends on none. */
const markOfEventForAll = (event: string, account: string): string => write('event', event, 'all', account);
const markOfEventForOthers = (event: string, account: string): string => write('event', event, 'others', account);

// Decides which cells an invalidation is about.
import type { EventSubject } from './event-subject.ts';
import type { Cell, RecordTarget } from './cell-record.ts';
import type { Invalidation } from './invalidation.ts';

export interface InvalidationMatcher {
  /** Whether it may be about cells of the record: those of one entity or root field, whatever they hold. */
  concerns(record: RecordTarget): boolean;
  /** Whether it is about a cell of a record that it concerns. */
  matches(cell: Cell): boolean;
  /** The event that it is about: only what that refreshes is concerned. */
  readonly event: string | undefined;
  /** The key of the one entity of a type that it is about; undefined when it may be about all. */
  findKey(typeName: string): Readonly<Record<string, string>> | undefined;
}

export type ReadSubject = (eventType: string, subject: string | undefined) => EventSubject;

export function createMatcher(invalidation: Invalidation, readSubject: ReadSubject): InvalidationMatcher {
  switch (invalidation.kind) {
    case 'subgraph':
      return matchAll((record) => record.subgraph === invalidation.subgraph);
    case 'type':
      return matchAll((record) => record.subgraph === invalidation.subgraph && record.typeName === invalidation.type);
    case 'cache_tag': {
      const { subgraphs, cacheTag } = invalidation;
      return {
        ...matchAll((record) => subgraphs.includes(record.subgraph)),
        matches: ({ tags }) => tags.includes(cacheTag),
      };
    }
    case 'entity': {
      const { type, key, subgraphs } = invalidation;
      const wanted = Object.fromEntries(Object.entries(key).map(([name, value]) => [name, String(value)]));
      return {
        ...matchAll(
          (record) =>
            record.typeName === type &&
            (subgraphs === undefined || subgraphs.includes(record.subgraph)) &&
            mayHaveKey(record, wanted),
        ),
        findKey: (typeName) => (typeName === type ? wanted : undefined),
      };
    }
    case 'event': {
      const { type, subject } = invalidation;
      const { keys, accounts = invalidation.accounts } = readSubject(type, subject);
      return {
        event: type,
        concerns(record) {
          const key = keys.get(record.typeName);
          if (key !== undefined && !mayHaveKey(record, key)) return false;
          return (
            accounts === undefined ||
            record.accounts === undefined ||
            record.accounts.some((account) => accounts.includes(account))
          );
        },
        matches: ({ policy }) => policy.refreshedBy.includes(type),
        findKey: (typeName) => keys.get(typeName),
      };
    }
  }
}

function matchAll(concerns: (record: RecordTarget) => boolean): InvalidationMatcher {
  return { event: undefined, concerns, matches: () => true, findKey: () => undefined };
}

/** A record that is kept under another key of the entity may be the one that is meant. */
function mayHaveKey({ key }: RecordTarget, wanted: Readonly<Record<string, string>>): boolean {
  if (key === undefined) return true;
  return Object.entries(wanted).every(([name, value]) => !(name in key) || String(key[name]) === value);
}

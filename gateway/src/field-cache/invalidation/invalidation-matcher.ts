// Decides which cells an invalidation is about.
import type { EventSubject } from './event-subject.ts';
import type { Cell, RecordTarget } from '../cells/cell-record.ts';
import type { Invalidation } from './invalidation.ts';

/** Records of one type from one subgraph, or of one root field. */
export interface RecordGroup extends Pick<RecordTarget, 'subgraph' | 'typeName' | 'typeNames'> {
  /** The events that refresh something of it. */
  readonly events: ReadonlySet<string>;
  /** The types of entities of which its values hold parts. */
  readonly holds: ReadonlySet<string>;
}

export interface InvalidationMatcher {
  /** What of a group it may be about: one entity by its key, or any. */
  narrow(group: RecordGroup): Readonly<Record<string, string>> | 'any' | 'none';
  /** Whether it may be about cells of the record: those of one entity or root field, whatever they hold. */
  concerns(record: RecordTarget): boolean;
  /** Whether it is about a cell of a record that it concerns. */
  matches(cell: Cell, record: RecordTarget): boolean;
}

export type ReadSubject = (eventType: string, subject: string | undefined) => EventSubject;

export function createMatcher(invalidation: Invalidation, readSubject: ReadSubject): InvalidationMatcher {
  switch (invalidation.kind) {
    case 'subgraph':
      return matchSubgraphs([invalidation.subgraph], () => true);
    case 'type': {
      const { subgraph, type } = invalidation;
      return {
        ...matchSubgraphs(
          [subgraph],
          ({ policy }, { typeNames }) => typeNames.includes(type) || policy.holds.includes(type),
        ),
        narrow: (group) =>
          group.subgraph === subgraph && (group.typeNames.includes(type) || group.holds.has(type)) ? 'any' : 'none',
      };
    }
    case 'cache_tag':
      return matchSubgraphs(invalidation.subgraphs, ({ tags }) => tags.includes(invalidation.cacheTag));
    case 'entity': {
      const { type, key, subgraphs } = invalidation;
      const wanted = Object.fromEntries(Object.entries(key).map(([name, value]) => [name, String(value)]));
      return {
        ...matchSubgraphs(
          subgraphs,
          ({ policy }, record) =>
            (record.typeNames.includes(type) && mayHaveKey(record, wanted)) || policy.holds.includes(type),
        ),
        narrow({ typeNames, holds }) {
          if (holds.has(type)) return 'any';
          return typeNames.includes(type) ? wanted : 'none';
        },
      };
    }
    case 'event': {
      const { type, subject } = invalidation;
      const { keys, accounts = invalidation.accounts } = readSubject(type, subject);
      return {
        narrow({ events, holds, typeName }) {
          if (!events.has(type)) return 'none';
          return [...keys.keys()].some((each) => holds.has(each)) ? 'any' : (keys.get(typeName) ?? 'any');
        },
        concerns: (record) =>
          accounts === undefined ||
          record.accounts === undefined ||
          record.accounts.some((account) => accounts.includes(account)),
        matches({ policy }, record) {
          if (!policy.refreshedBy.includes(type)) return false;
          const key = keys.get(record.typeName);
          return key === undefined || mayHaveKey(record, key) || policy.holds.some((each) => keys.has(each));
        },
      };
    }
  }
}

/** Without `subgraphs`, of all. */
function matchSubgraphs(
  subgraphs: readonly string[] | undefined,
  matches: InvalidationMatcher['matches'],
): InvalidationMatcher {
  const concerns = ({ subgraph }: Pick<RecordTarget, 'subgraph'>): boolean =>
    subgraphs === undefined || subgraphs.includes(subgraph);
  return { narrow: (group) => (concerns(group) ? 'any' : 'none'), concerns, matches };
}

/** A record that is kept under another key of the entity may be the one that is meant. */
function mayHaveKey({ key }: RecordTarget, wanted: Readonly<Record<string, string>>): boolean {
  if (key === undefined) return true;
  return Object.entries(wanted).every(([name, value]) => !(name in key) || String(key[name]) === value);
}

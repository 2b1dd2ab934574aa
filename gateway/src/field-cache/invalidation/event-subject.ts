// Which entities and accounts an event is about.
import type { EventCatalogue } from '../../supergraph/governance/event-catalogue.ts';
import { readSubject } from '../../supergraph/governance/subject-template.ts';

export interface EventSubject {
  /** The entities that it names, by type: a key by field name. A type that is not among them is concerned as a whole. */
  readonly keys: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** The accounts that it names. Undefined when it concerns all. */
  readonly accounts: readonly string[] | undefined;
}

/** That of an event that may be about anything. */
const anySubject: EventSubject = { keys: new Map(), accounts: undefined };

export interface SubjectReaderOptions {
  /** Without one, every event may be about anything. */
  readonly catalogue: EventCatalogue | undefined;
  /** Whether entities of the type are accounts: what is kept for one account depends on no other. */
  readonly isAccount: (typeName: string) => boolean;
}

/** What cannot be read concerns everything: rather too much is dropped than too little. */
export function readEventSubject(
  eventType: string,
  subject: string | undefined,
  { catalogue, isAccount }: SubjectReaderOptions,
): EventSubject {
  const template = catalogue?.get(eventType)?.subject;
  const entities = template && subject !== undefined ? readSubject(template, subject) : undefined;
  if (entities === undefined) return anySubject;
  const accounts = entities.filter(({ type }) => isAccount(type)).map(({ value }) => value);
  return {
    keys: new Map(entities.map(({ type, field, value }) => [type, { [field]: value }])),
    accounts: accounts.length > 0 ? accounts : undefined,
  };
}

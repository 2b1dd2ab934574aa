// Whether the subject of a change event says which entities are meant, as the event catalogue has it.
import type { EventCatalogue } from '../supergraph/governance/event-catalogue.ts';
import { readSubject } from '../supergraph/governance/subject-template.ts';

/** Without a subject, everything of the type is meant; without a catalogue, nobody knows better. */
export function isReadableSubject(
  catalogue: EventCatalogue | undefined,
  type: string,
  subject: string | undefined,
): boolean {
  const template = catalogue?.get(type)?.subject;
  return template === undefined || subject === undefined || readSubject(template, subject) !== undefined;
}

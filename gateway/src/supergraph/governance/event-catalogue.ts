// The catalogue of change events: an AsyncAPI 3 document whose messages are named after their CloudEvents type.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseSubjectTemplate, type SubjectTemplate } from './subject-template.ts';

/** A kind of change event. */
export interface EventType {
  /** Its CloudEvents type. */
  readonly name: string;
  /** Which entities the subject of such an event names. */
  readonly subject: SubjectTemplate;
}

/** Event types by name. */
export type EventCatalogue = ReadonlyMap<string, EventType>;

const catalogueSchema = z.object({
  asyncapi: z.string().regex(/^3\./, 'expected an AsyncAPI 3 document'),
  components: z.object({
    messages: z.record(z.string(), z.object({ name: z.string().min(1), 'x-subject': z.string() })),
  }),
});

/** The event types that a catalogue describes. Throws one error that lists every problem of the file. */
export function readEventCatalogue(file: string): EventCatalogue {
  const result = catalogueSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`The event catalogue ${file} is not valid:\n${z.prettifyError(result.error)}`);
  const catalogue = new Map<string, EventType>();
  const problems: string[] = [];
  for (const { name, 'x-subject': text } of Object.values(result.data.components.messages)) {
    if (catalogue.has(name)) problems.push(`The event type "${name}" is described twice.`);
    try {
      catalogue.set(name, { name, subject: parseSubjectTemplate(text) });
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message}`);
    }
  }
  if (problems.length > 0) throw new Error(`The event catalogue ${file} is not valid:\n${problems.join('\n')}`);
  return catalogue;
}

// The catalogue of change events: an AsyncAPI 3 document whose messages are named after their CloudEvents type.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const catalogueSchema = z.object({
  asyncapi: z.string().regex(/^3\./, 'expected an AsyncAPI 3 document'),
  components: z.object({
    messages: z.record(z.string(), z.object({ name: z.string().min(1) })),
  }),
});

/** The CloudEvents types that a catalogue names. Throws one error that lists every problem of the file. */
export function readEventTypes(file: string): ReadonlySet<string> {
  const result = catalogueSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`The event catalogue ${file} is not valid:\n${z.prettifyError(result.error)}`);
  return new Set(Object.values(result.data.components.messages).map((message) => message.name));
}

// A change event: the attributes of a CloudEvent that say what changed. Its data is never read.
import { z } from 'zod';

/** Keeps log lines and messages readable; nothing that names an entity is longer. */
const longestAttribute = 2048;

const text = () =>
  z
    .string('is no text')
    .min(1, 'is empty')
    .max(longestAttribute, `is longer than ${longestAttribute} characters`)
    // CloudEvents 1.0, type system: neither control characters nor half a surrogate pair.
    .refine((value) => !/[\p{Cc}\p{Cs}]/u.test(value), 'has characters that CloudEvents forbids');

/** Other attributes are left out, as every consumer of CloudEvents may do. */
export const changeEventSchema = z.object({
  specversion: z.literal('1.0', 'is not "1.0", the version of CloudEvents that is understood here'),
  id: text(),
  source: text().regex(/^[\w.~:/?#[\]@!$&'()*+,;=%-]*$/, 'is no URI reference'),
  type: text(),
  /** Names the entity that changed. Without one, the event concerns every entity. */
  subject: text().optional(),
  time: z
    .string('is no text')
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i, 'is no RFC 3339 timestamp')
    .optional(),
});

export type ChangeEvent = z.output<typeof changeEventSchema>;

export interface ReceivedEvent extends ChangeEvent {
  /** As it came, where there is any in JSON. Only events that are no change events have something to say in it. */
  readonly data?: unknown;
}

// What replicas write to each other: a line of JSON in the field `message` of a stream's entry.
import { z } from 'zod';
import type { Invalidation } from '../invalidation/invalidation.ts';

export interface ReplicaMessage {
  /** The replica that wrote it. */
  readonly from: string;
  /** Differs from every other number of the same replica: no two messages are the same text. */
  readonly number: number;
  /** Invalidations of this replica before this message may have been lost. */
  readonly isGap: boolean;
  readonly invalidations: readonly Invalidation[];
}

const subgraphs = z.array(z.string());

const invalidation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('subgraph'), subgraph: z.string() }),
  z.strictObject({ kind: z.literal('type'), subgraph: z.string(), type: z.string() }),
  z.strictObject({ kind: z.literal('cache_tag'), subgraphs, cacheTag: z.string() }),
  z.strictObject({
    kind: z.literal('entity'),
    type: z.string(),
    key: z.record(z.string(), z.unknown()),
    subgraphs: subgraphs.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('event'),
    type: z.string(),
    subject: z.string().optional(),
    accounts: z.array(z.string()).exactOptional(),
  }),
]);

// Strict: what a later version adds may narrow or widen what is meant, and who does not know it has to be careful.
const message = z.strictObject({
  from: z.string(),
  number: z.int(),
  isGap: z.boolean(),
  invalidations: z.array(invalidation),
});

export function encodeReplicaMessage(content: ReplicaMessage): string {
  return JSON.stringify(content);
}

/** Undefined when it cannot be read, for example because a later version of the gateway wrote it. */
export function decodeReplicaMessage(text: string | undefined): ReplicaMessage | undefined {
  if (text === undefined) return undefined;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  const result = message.safeParse(content);
  if (!result.success) return undefined;
  return { ...result.data, invalidations: result.data.invalidations.map(completeInvalidation) };
}

/** JSON leaves out a subject that is undefined. */
function completeInvalidation(parsed: z.output<typeof invalidation>): Invalidation {
  return parsed.kind === 'event' ? { ...parsed, subject: parsed.subject } : parsed;
}

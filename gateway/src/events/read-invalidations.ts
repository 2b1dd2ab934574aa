// Reads what an operator says is wrong: Apollo Router's kinds, and two of our own. All of them, or a refusal.
import { z } from 'zod';
import type { Invalidation } from '../field-cache/invalidation/invalidation.ts';
import { RequestRefusal } from '../http/request-refusal.ts';
import type { EventCatalogue } from '../supergraph/governance/event-catalogue.ts';
import { describeUnknownType } from './describe-unknown-type.ts';
import { isReadableSubject } from './readable-subject.ts';

const mostProblems = 5;
const text = () => z.string('expected a text').min(1, 'is empty').max(2048, 'is longer than 2048 characters');
const graphqlName = () => text().regex(/^(?!__)[_A-Za-z]\w*$/, 'is no name in GraphQL');
const subgraphs = () => z.array(text(), 'expected an array of subgraph names').min(1, 'names no subgraph');

function createInvalidationsSchema(catalogue: EventCatalogue | undefined) {
  const eventType = text().refine((type) => catalogue?.has(type) ?? true, {
    error: ({ input }) => describeUnknownType(String(input), catalogue?.keys() ?? []),
  });
  const key = z
    .record(graphqlName(), z.json(), 'expected an object of key fields and their values')
    .refine((fields) => Object.keys(fields).length > 0, 'names no key field');
  return z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('subgraph'), subgraph: text() }),
      z.strictObject({ kind: z.literal('type'), subgraph: text(), type: graphqlName() }),
      z
        .strictObject({ kind: z.literal('cache_tag'), subgraphs: subgraphs(), cache_tag: text() })
        .transform(({ cache_tag: cacheTag, ...rest }) => ({ ...rest, cacheTag })),
      z
        .strictObject({ kind: z.literal('entity'), type: graphqlName(), key, subgraphs: subgraphs().optional() })
        .transform(({ subgraphs: named, ...rest }) => ({ ...rest, ...(named && { subgraphs: named }) })),
      z
        .strictObject({ kind: z.literal('event'), type: eventType, subject: text().optional() })
        .refine(({ type, subject }) => isReadableSubject(catalogue, type, subject), {
          path: ['subject'],
          error: ({ input }) => describeUnreadableSubject(catalogue, (input as { type: string }).type),
        })
        .transform(({ subject, ...rest }) => ({ ...rest, subject })),
    ]),
    'expected an array of invalidations',
  );
}

/**
 * A system's event with such a subject counts for everything of its type, for a system cannot be asked. An operator can, and
 * leaves the subject out when everything is meant.
 */
function describeUnreadableSubject(catalogue: EventCatalogue | undefined, type: string): string {
  const form = catalogue?.get(type)?.subject.text;
  return `is not of the form ${form}, which the event catalogue gives for ${type}; without a subject, everything of the type is dropped`;
}

/** Without a catalogue, every type of change events is known. */
export function createInvalidationReader(catalogue: EventCatalogue | undefined) {
  const schema = createInvalidationsSchema(catalogue);
  return (body: unknown): Invalidation[] => {
    const result = schema.safeParse(body);
    if (result.success) return result.data;
    const problems = result.error.issues.slice(0, mostProblems).map(describeIssue);
    throw new RequestRefusal({
      status: 400,
      code: 'MALFORMED_INVALIDATION',
      message: `${problems.join('; ')}. Nothing was invalidated.`,
    });
  };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const [index, ...members] = issue.path;
  const place = index === undefined ? 'The body' : [`[${String(index)}]`, ...members.map(String)].join('.');
  if (issue.code === 'unrecognized_keys') return `${place} has unknown members: ${issue.keys.join(', ').slice(0, 200)}`;
  if (issue.code === 'invalid_union') return `${place}: expected one of subgraph, type, cache_tag, entity, event`;
  if (issue.code === 'invalid_key') return `${place}: no name in GraphQL`;
  return `${place}: ${issue.message.replace(/\.$/, '')}`;
}

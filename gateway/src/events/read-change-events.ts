// Reads the change events out of an HTTP request, in each of CloudEvents' content modes. All of them, or a refusal.
import { RequestRefusal } from '../http/request-refusal.ts';
import { type ChangeEvent, changeEventSchema, type ReceivedEvent } from './change-event.ts';
import { decodeAttribute } from './decode-attribute.ts';
import type { ContentMode, EventMessage } from './event-message.ts';
import { tokenRevocationType } from './token-revocation-event.ts';

/** A sender that has made one mistake has made it often: a few of them say enough. */
const mostProblems = 5;

export function readChangeEvents(message: EventMessage, mode: ContentMode, maximumBatch: number): ReceivedEvent[] {
  if (mode === 'binary') {
    const attributes = readAttributes(message);
    const data = attributes['type'] === tokenRevocationType ? parseJson(message.body) : undefined;
    return readEvents([{ ...attributes, data }], () => '');
  }
  const body = parseJson(message.body);
  if (mode === 'structured') return readEvents([body], () => '');
  if (!Array.isArray(body)) throw refuse('The body is no JSON array of events.');
  if (body.length > maximumBatch) {
    throw new RequestRefusal({
      status: 413,
      code: 'MALFORMED_EVENT',
      message: `The batch has ${body.length} events; at most ${maximumBatch} are taken at once. Send it in parts.`,
    });
  }
  return readEvents(body, (index) => `[${index}].`);
}

function readEvents(candidates: readonly unknown[], describePlace: (index: number) => string): ReceivedEvent[] {
  const events: ReceivedEvent[] = [];
  const problems: string[] = [];
  for (const [index, candidate] of candidates.entries()) {
    if (problems.length >= mostProblems) break;
    const place = describePlace(index);
    const result = changeEventSchema.safeParse(leaveOutUnset(candidate));
    if (result.success) events.push(addData(result.data, candidate));
    else problems.push(...listProblems(result.error.issues, candidate, place));
  }
  if (problems.length > 0)
    throw refuse(`${problems.slice(0, mostProblems).join('; ')}. None of the request was taken.`);
  return events;
}

function addData(event: ChangeEvent, candidate: unknown): ReceivedEvent {
  return event.type === tokenRevocationType
    ? { ...event, data: (candidate as { readonly data?: unknown }).data }
    : event;
}

/** In the JSON format, an attribute that is null is one that is not there. */
function leaveOutUnset(candidate: unknown): unknown {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate)) return candidate;
  return Object.fromEntries(Object.entries(candidate).filter(([, value]) => value !== null));
}

function listProblems(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  candidate: unknown,
  place: string,
): string[] {
  return issues.map(({ path: [attribute], message }) => {
    if (attribute === undefined) return `${place === '' ? 'The body' : place.slice(0, -1)} is no JSON object`;
    const value = (candidate as Record<PropertyKey, unknown>)[attribute];
    return `${place}${String(attribute)} ${value === undefined || value === null ? 'is missing' : message}`;
  });
}

function readAttributes({ headers }: EventMessage): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [header, values = []] of Object.entries(headers)) {
    if (!header.startsWith('ce-')) continue;
    const [value = '', repeated] = values;
    // Two readers of the same request would take different ones for the event.
    if (repeated !== undefined) throw refuse(`The header ${header} was sent more than once.`);
    const name = header.slice('ce-'.length);
    if (name === 'datacontenttype') throw refuse('The header ce-datacontenttype is not allowed: content-type says it.');
    if (!Object.hasOwn(changeEventSchema.shape, name)) continue;
    const attribute = decodeAttribute(value);
    if (attribute === undefined) throw refuse(`The header ${header} is no percent-encoded UTF-8.`);
    attributes[name] = attribute;
  }
  if (Object.keys(attributes).length === 0) {
    throw refuse(
      'There is no event: neither is the content type application/cloudevents+json or ' +
        'application/cloudevents-batch+json, nor are there headers ce-id, ce-source, ce-type and ce-specversion.',
    );
  }
  return attributes;
}

function parseJson(body: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw refuse('The body is no valid UTF-8.');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('The body is no valid JSON.');
  }
}

function refuse(message: string): RequestRefusal {
  return new RequestRefusal({ status: 400, code: 'MALFORMED_EVENT', message });
}

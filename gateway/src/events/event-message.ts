// An HTTP request that brings change events: which of CloudEvents' content modes it has, and what of it a sender signs.
import { RequestRefusal } from '../http/request-refusal.ts';

export interface EventMessage {
  /** By lower-case name, with every value that was sent: `headersDistinct` of Node's request. */
  readonly headers: Readonly<NodeJS.Dict<string[]>>;
  /** The bytes as they came. */
  readonly body: Buffer;
}

export type ContentMode = 'structured' | 'batched' | 'binary';

const modes: Readonly<Record<string, ContentMode>> = {
  'application/cloudevents+json': 'structured',
  'application/cloudevents-batch+json': 'batched',
};

/** Binary is whatever is not declared to be a CloudEvent. Refuses what cannot be read in any mode. */
export function readContentMode({ headers }: EventMessage): ContentMode {
  const [contentType = '', repeated] = headers['content-type'] ?? [];
  if (repeated !== undefined) throw refuseMediaType('The header content-type was sent more than once.');
  const encoding = headers['content-encoding']?.join(', ') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw refuseMediaType('The body is compressed (content-encoding). Send it as it is.');
  }
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!mediaType.startsWith('application/cloudevents')) return 'binary';
  const mode = modes[mediaType];
  if (mode === undefined) {
    throw refuseMediaType(
      `The content type is "${mediaType.slice(0, 100)}". Known are ${Object.keys(modes).join(' and ')}.`,
    );
  }
  const charset = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';
  if (charset !== 'utf-8' && charset !== 'us-ascii') throw refuseMediaType('The body must be in UTF-8.');
  return mode;
}

function refuseMediaType(message: string): RequestRefusal {
  return new RequestRefusal({ status: 415, code: 'MALFORMED_EVENT', message });
}

/**
 * The headers that hold the attributes of an event in binary mode, as a sender signs them in front of the body: a line
 * `name:value` for each, sorted by name, and an empty line. No other mode's body begins like that, so that a signature
 * made for one mode is good for no other. Nothing when there are no such headers.
 */
export function renderSignedAttributes({ headers }: EventMessage): string {
  const lines = Object.keys(headers)
    .filter((name) => name.startsWith('ce-'))
    .toSorted()
    .map((name) => `${name}:${headers[name]?.join(', ')}\n`);
  return lines.length === 0 ? '' : `${lines.join('')}\n`;
}

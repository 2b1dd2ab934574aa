// Tells whether a request was signed by a sender that is known here and not long ago, as Standard Webhooks 1.0 has it.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Logger } from 'pino';
import { RequestRefusal } from '../http/request-refusal.ts';
import { type ContentMode, type EventMessage, renderSignedAttributes } from './event-message.ts';
import { createSecretReader } from './secret-reader.ts';

export interface Webhook {
  /** Who sends, for the log. */
  readonly name: string;
  /** Each `whsec_<base64>`. Any of them is good, so that a new one can be made known before an old one goes. */
  readonly secrets: readonly string[];
  /** Where they are from, and others may be later. */
  readonly secret_file?: string;
  /** Whether a signature of the body alone is good for an event in binary mode, whose attributes are headers. */
  readonly allow_unsigned_attributes: boolean;
  /** Whether its events may take tokens back. */
  readonly revokes_tokens: boolean;
}

/** A request whose sender is known. */
export interface Delivery {
  /** The name of the webhook. */
  readonly webhook: string;
  /** The sender's own id of what it sends: the same for every try. */
  readonly id: string;
  /** Whether the sender may take tokens back. */
  readonly revokesTokens: boolean;
  /** Of all that was signed except id and timestamp. */
  readonly contentDigest: string;
}

export type WebhookVerifier = (message: EventMessage, mode: ContentMode) => Promise<Delivery>;

/** More signatures than any rotation needs; each is compared with each secret. */
const mostSignatures = 16;

/** `toleranceMs`: how far the timestamp may be from this machine's clock, in both directions. */
export function createWebhookVerifier(webhooks: readonly Webhook[], toleranceMs: number, log: Logger): WebhookVerifier {
  const known = webhooks.map((webhook) => ({ webhook, readSecrets: createSecretReader(webhook, log) }));

  return async (message, mode) => {
    const id = readHeader(message, 'webhook-id');
    const timestamp = readHeader(message, 'webhook-timestamp');
    const signatures = readSignatures(readHeader(message, 'webhook-signature'));
    // A full stop parts what is signed: within the id, it would make one signature good for two requests.
    if (!/^[!-~]{1,256}$/.test(id) || id.includes('.')) {
      throw refuse('The header webhook-id must have 1 to 256 printable ASCII characters, and no full stop.');
    }
    checkTimestamp(timestamp, toleranceMs);

    const senders = await Promise.all(
      known.map(async ({ webhook, readSecrets }) => ({
        name: webhook.name,
        keys: (await readSecrets()).map((secret) => Buffer.from(secret.slice('whsec_'.length), 'base64')),
        allowsUnsignedAttributes: webhook.allow_unsigned_attributes,
        revokesTokens: webhook.revokes_tokens,
      })),
    );
    const attributes = mode === 'binary' ? renderSignedAttributes(message) : '';
    const isSignedBy = (key: Buffer, signed: string): boolean => {
      const expected = createHmac('sha256', key)
        .update(`${id}.${timestamp}.`)
        .update(signed, 'latin1')
        .update(message.body)
        .digest();
      return signatures.some(
        (signature) => signature.length === expected.length && timingSafeEqual(signature, expected),
      );
    };
    for (const { name, keys, revokesTokens } of senders) {
      if (!keys.some((key) => isSignedBy(key, attributes))) continue;
      return { webhook: name, id, revokesTokens, contentDigest: digest(attributes, message.body) };
    }
    const bodySigner = mode === 'binary' && senders.find(({ keys }) => keys.some((key) => isSignedBy(key, '')));
    if (!bodySigner) throw refuse('The signature in webhook-signature is of no known secret, or of another content.');
    if (!bodySigner.allowsUnsignedAttributes) {
      throw refuse(
        'The signature covers the body alone. In binary mode, sign the ce- headers in front of it: a line "name:value" ' +
          'for each, sorted by name, and an empty line. Or send application/cloudevents+json.',
      );
    }
    // What takes tokens back is signed whole.
    return { webhook: bodySigner.name, id, revokesTokens: false, contentDigest: digest(attributes, message.body) };
  };
}

function readHeader({ headers }: EventMessage, name: string): string {
  const [value = '', repeated] = headers[name] ?? [];
  if (repeated !== undefined) throw refuse(`The header ${name} was sent more than once.`);
  if (value === '') throw refuse(`The header ${name} is missing. Requests are signed as Standard Webhooks says.`);
  return value;
}

/** Those of the one scheme that is known here; senders may add others. */
function readSignatures(header: string): Buffer[] {
  const signatures = header
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice('v1,'.length), 'base64'));
  if (signatures.length === 0) {
    throw refuse('The header webhook-signature has no signature of the form "v1,<base64>".');
  }
  if (signatures.length > mostSignatures) {
    throw refuse(`The header webhook-signature has more than ${mostSignatures} signatures.`);
  }
  return signatures;
}

function checkTimestamp(timestamp: string, toleranceMs: number): void {
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw refuse('The header webhook-timestamp must be a whole number: seconds since 1970 in UTC.');
  }
  const ageMs = Date.now() - Number(timestamp) * 1000;
  if (ageMs > toleranceMs) {
    throw refuse(
      `The timestamp is ${Math.round(ageMs / 1000)} s old; at most ${toleranceMs / 1000} s are allowed. ` +
        'Sign each try anew, and compare the clocks.',
    );
  }
  if (ageMs < -toleranceMs) {
    throw refuse(
      `The timestamp is ${Math.round(-ageMs / 1000)} s in the future; at most ${toleranceMs / 1000} s are allowed. ` +
        'Compare the clocks.',
    );
  }
}

function digest(attributes: string, body: Buffer): string {
  return createHash('sha256').update(attributes, 'latin1').update(body).digest('base64');
}

function refuse(message: string): RequestRefusal {
  return new RequestRefusal({ status: 401, code: 'WEBHOOK_NOT_VERIFIED', message });
}

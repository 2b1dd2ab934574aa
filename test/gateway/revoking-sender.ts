// An identity provider that takes tokens back: sends the event to a gateway, signed.
import { createEvent, createSecret, send, sign, writeBinary, writeStructured } from '../events/event-sender.ts';
import { issuer } from './token-issuer.ts';

export const identitySecret = createSecret();
export const erpSecret = createSecret();

/** The webhooks of a gateway: one that may revoke tokens, and one that may not. */
export const webhooks = [
  { name: 'identity', secret: identitySecret, revokes_tokens: true },
  { name: 'erp', secret: erpSecret },
];

export interface Revoking {
  readonly time?: string | undefined;
  readonly secret?: string;
  readonly isBinary?: boolean;
}

export function createRevocationEvent(data: unknown, { time = new Date().toISOString() }: Revoking = {}) {
  return createEvent({ type: 'identity.token.revoked', source: issuer, subject: undefined, time, data });
}

/** `data` without an issuer is of the tests' own. */
export function revoke(gateway: { readonly url: string }, data: object, revoking: Revoking = {}) {
  const { secret = identitySecret, isBinary = false } = revoking;
  const { subject: _none, ...event } = createRevocationEvent({ iss: issuer, ...data }, revoking);
  const written = isBinary ? writeBinary(event) : writeStructured(event);
  return send(`${gateway.url}/events`, sign(written, { secret }));
}

// What a sender of signed change events needs: checked options, one attempt at a time, and how long to wait after it.
export { type BackoffBounds, computeBackoffMs } from './backoff.ts';
export { checkEventOptions, type EventOptions, readEventSecret } from './event-options.ts';
export { createEventSender, type EventSender, type SendOutcome, type SignedEvent } from './event-sender.ts';
export { createEventSigner, type EventLog, type EventSigner } from './event-signer.ts';

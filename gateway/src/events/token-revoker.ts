// Carries out the events that take tokens back, if their sender may do that.
import type { Logger } from 'pino';
import type { Revocations } from '../authentication/revocation/revocations.ts';
import { RequestRefusal } from '../http/request-refusal.ts';
import type { ReceivedEvent } from './change-event.ts';
import { readTokenRevocation, type RevocationReading, tokenRevocationType } from './token-revocation-event.ts';
import type { Delivery } from './webhook-verifier.ts';

/** Throws a `RequestRefusal`, and then nothing is known to be carried out. */
export type TokenRevoker = (delivery: Delivery, events: readonly ReceivedEvent[]) => Promise<void>;

export interface TokenRevokerOptions extends RevocationReading {
  /** Absent where no tokens can be taken back. */
  readonly revocations: Revocations | undefined;
  readonly log: Logger;
}

const retryAfterSeconds = 5;

export function createTokenRevoker({ revocations, log, ...reading }: TokenRevokerOptions): TokenRevoker {
  return async ({ webhook, id: webhookId, revokesTokens }, events) => {
    if (!revokesTokens || revocations === undefined) {
      throw new RequestRefusal({
        status: 403,
        code: 'REVOCATION_NOT_PERMITTED',
        message:
          `The webhook "${webhook}" may send no events of the type ${tokenRevocationType}: its configuration has no ` +
          '"revokes_tokens: true". None of the request was taken.',
      });
    }
    const revoked = events.map((event) => readTokenRevocation(event, reading));
    try {
      await revocations.revoke(revoked);
    } catch (cause) {
      throw new RequestRefusal(
        {
          status: 503,
          code: 'REVOCATION_FAILED',
          message: 'The tokens could not be revoked everywhere. Send the request again.',
        },
        { cause, retryAfterSeconds },
      );
    }
    // Who was meant is in the identity provider's own records.
    for (const { issuer, claim } of revoked) log.info({ webhook, webhookId, issuer, claim }, 'Tokens were revoked');
  };
}

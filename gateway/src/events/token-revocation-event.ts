// The one event that is not about kept values: an identity provider takes tokens back. Its data says which.
import { z } from 'zod';
import type { TokenRevocation } from '../authentication/revocation/token-revocation.ts';
import { RequestRefusal } from '../http/request-refusal.ts';
import type { ReceivedEvent } from './change-event.ts';

export const tokenRevocationType = 'identity.token.revoked';

const claims = ['jti', 'sub', 'client_id'] as const;
const text = () => z.string('is no text').min(1, 'is empty').max(2048, 'is longer than 2048 characters');
const revocationData = z.object(
  {
    iss: text(),
    jti: text().optional(),
    sub: text().optional(),
    client_id: text().optional(),
    exp: z.number('is no number of seconds').positive('is no number of seconds').optional(),
  },
  'is no object',
);

export interface RevocationReading {
  /** Those whose tokens are accepted. Undefined: any. */
  readonly issuers: ReadonlySet<string> | undefined;
  readonly clockToleranceMs: number;
  readonly longestLifetimeMs: number;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** Throws a `RequestRefusal` for what cannot be carried out exactly: whoever takes a token back has to be sure. */
export function readTokenRevocation(
  { id, time, data }: ReceivedEvent,
  { issuers, clockToleranceMs, longestLifetimeMs, clock = Date.now }: RevocationReading,
): TokenRevocation {
  const refuse = (problem: string): RequestRefusal =>
    new RequestRefusal({
      status: 400,
      code: 'MALFORMED_EVENT',
      message: `The event "${id.slice(0, 100)}" revokes no tokens: ${problem}. None of the request was taken.`,
    });
  if (data === undefined) throw refuse('data is missing');
  const read = revocationData.safeParse(data);
  if (!read.success) {
    throw refuse(read.error.issues.map(({ path, message }) => `${['data', ...path].join('.')} ${message}`).join('; '));
  }
  const { iss: issuer, exp, ...values } = read.data;
  const [named, another] = claims.filter((claim) => values[claim] !== undefined);
  if (named === undefined || another !== undefined) throw refuse(`data must have one of ${claims.join(', ')}`);
  if (issuers?.has(issuer) === false) throw refuse('data.iss is no issuer whose tokens are accepted here');

  const now = clock() / 1000;
  const tolerance = clockToleranceMs / 1000;
  const happened = time === undefined ? undefined : Date.parse(time) / 1000;
  if (happened !== undefined && Number.isNaN(happened)) throw refuse('time is no time');
  if (happened !== undefined && happened > now + tolerance) throw refuse('time is in the future; compare the clocks');
  // Without a time of the issuer's own clock, that one may be ahead of this one.
  const issuedUntil = Math.floor(happened ?? now + tolerance);
  const latestExpiry = Math.max(issuedUntil, now) + tolerance + longestLifetimeMs / 1000;
  return {
    issuer,
    claim: named,
    value: values[named] ?? '',
    issuedUntil,
    until: Math.ceil(Math.min(exp ?? Infinity, latestExpiry) + tolerance),
  };
}

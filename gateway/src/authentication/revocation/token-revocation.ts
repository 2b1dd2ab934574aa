// That tokens of an issuer are good no more: a single one, all of a subject, or all of a client.
import { z } from 'zod';

const tokenRevocation = z.object({
  issuer: z.string().min(1),
  claim: z.enum(['jti', 'sub', 'client_id']),
  /** Of that claim. */
  value: z.string().min(1),
  /** The last second, since 1970, of which tokens are meant. Without meaning for a single token. */
  issuedUntil: z.number(),
  /** Seconds since 1970, after which every token that is meant has expired. */
  until: z.number(),
});

/** As it is written to Redis and to a file, in JSON. */
export type TokenRevocation = Readonly<z.output<typeof tokenRevocation>>;

/** Undefined for what is none, or one of a version of this program that knows more. */
export function decodeRevocation(text: string | undefined): TokenRevocation | undefined {
  try {
    return tokenRevocation.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

/** Equal for revocations of the same tokens. */
export function identifyRevocation({ issuer, claim, value }: TokenRevocation): string {
  return JSON.stringify([issuer, claim, value]);
}

/** Whether nothing is revoked by `b` that is not by `a`, which is of the same tokens. */
export function covers(a: TokenRevocation, b: TokenRevocation): boolean {
  return a.issuedUntil >= b.issuedUntil && a.until >= b.until;
}

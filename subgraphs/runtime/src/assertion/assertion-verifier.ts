// Verifies the gateway's signed assertion: the only proof a subgraph accepts.
import { type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { createKeySource } from './key-source.ts';
import { type Principal, anonymousSubject, createPrincipal } from './principal.ts';

/** The `typ` of an assertion. A client's token, even one signed by the same key, has another and is refused. */
export const assertionType = 'gateway-assertion+jwt';

/** The longest for which the gateway can be told to make one. Each says itself until when it is good, by default half a minute. */
const maxAgeSeconds = 120;
const clockToleranceSeconds = 5;

export interface AssertionOptions {
  /** The gateway's public keys: an http(s) URL or a file path of a JWK set. */
  readonly jwks: string;
  /** Default `commerce-graph-gateway`. */
  readonly issuer?: string | undefined;
  /** The subgraph that assertions must be made out to. Default: the subgraph's name. */
  readonly audience?: string | undefined;
}

/** Resolves the principal of an `authorization` header; rejects when it proves nothing. */
export type VerifyAssertion = (authorization: string | undefined) => Promise<Principal>;

const principalClaims = z
  .object({
    sub: z.string().min(1),
    account: z.string().min(1).optional(),
    accounts: z.array(z.string().min(1)).optional(),
    scope: z.string().optional(),
    roles: z.array(z.string()).optional(),
    priceGroup: z.string().min(1).optional(),
    catalog: z.string().min(1).optional(),
    onBehalfOf: z.string().min(1).optional(),
  })
  .refine(({ sub, account, accounts }) => sub !== anonymousSubject || (account === undefined && !accounts?.length), {
    message: 'an anonymous principal has no account',
  })
  .refine(({ account, onBehalfOf }) => onBehalfOf === undefined || onBehalfOf === account, {
    message: 'the account acted for is another one',
  });

export function createAssertionVerifier(
  { jwks, issuer = 'commerce-graph-gateway', audience }: AssertionOptions & { audience: string },
  findKey: JWTVerifyGetKey = createKeySource(jwks),
): VerifyAssertion {
  return async (authorization) => {
    const token = /^Bearer ([^ ]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new Error('no bearer token');
    const { payload } = await jwtVerify(token, findKey, {
      algorithms: ['EdDSA'],
      typ: assertionType,
      issuer,
      audience,
      requiredClaims: ['sub', 'iat', 'exp'],
      maxTokenAge: maxAgeSeconds,
      clockTolerance: clockToleranceSeconds,
    });
    // `aud` may be a list in a JWT. One assertion is for one subgraph: a list would let it be replayed elsewhere.
    if (payload.aud !== audience) throw new Error('the assertion is made out to several subgraphs');
    return createPrincipal(principalClaims.parse(payload));
  };
}

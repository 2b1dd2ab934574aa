// The keys under `authentication`: whose tokens are accepted, what their claims mean, and what subgraphs are told.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { duration } from './duration.ts';
import { httpUrl } from './http-url.ts';
import { revocationConfig } from './revocation-config.ts';
import { writtenPath } from './written-path.ts';

/**
 * Signatures that need a private key. Symmetric ones (HS256 and its kin) and `none` cannot be configured: whoever can
 * check such a token can also make one.
 */
const signatureAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

/** `filePath` is the type of a path that must exist; other paths are relative to `directory`. */
export function authenticationConfig(directory: string, filePath: () => z.ZodType<string, string>) {
  const keySource = z
    .string('expected an http(s) URL or the path of a JWKS file')
    .transform((text, context) => {
      if (/^https?:/.test(text)) {
        const { success, error } = httpUrl().safeParse(text);
        if (success) return { url: text };
        context.addIssue({ code: 'custom', message: `${error.issues[0]?.message}, or the path of a JWKS file` });
        return z.NEVER;
      }
      const file = text.startsWith('file:') ? fileURLToPath(text) : path.resolve(directory, text);
      if (existsSync(file)) return { file };
      context.addIssue({ code: 'custom', message: `there is no file ${file}` });
      return z.NEVER;
    })
    .describe('Where the public keys are: an http(s) URL, or the path of a JWKS file.');
  const jwks = z.strictObject({
    url: keySource,
    issuers: z.array(z.string().min(1)).min(1).optional().describe('Allowed `iss`. Default: any.'),
    audiences: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('Allowed `aud`; a token without one is then refused. Default: any.'),
    algorithms: z
      .array(z.enum(signatureAlgorithms))
      .min(1)
      .default([...signatureAlgorithms]),
    poll_interval: duration('1s')
      .prefault('10m')
      .describe('For how long fetched keys are used before they are renewed.'),
    cooldown: duration('1s')
      .prefault('30s')
      .describe('The shortest time between two fetches for an unknown key, and after a fetch that failed.'),
    stale_if_error: duration('0s')
      .prefault('24h')
      .describe('For how long after they were fetched keys are used while the URL gives none.'),
    cache_file: writtenPath(directory)
      .optional()
      .describe(
        'Where fetched keys are kept, so that a gateway that starts while the URL gives none still has those that it ' +
          'had. Written anew at every fetch; no other source may have the same. Default: nowhere.',
      ),
    require_at_jwt: z
      .boolean()
      .default(false)
      .describe(
        'Whether tokens must say that they are access tokens, by the type `at+jwt` of RFC 9068. Default: `JWT` and no type ' +
          'will do as well. ID tokens, logout tokens and others that say that they are something else are always refused.',
      ),
  });
  const claim = (fallback: string) => z.string().min(1).default(fallback);
  return z
    .strictObject({
      router: z
        .strictObject({
          jwt: z
            .strictObject({
              jwks: z.array(jwks).min(1).superRefine(refuseSharedCacheFiles),
              header_name: z
                .string()
                .regex(/^[\w-]+$/, 'expected a header name')
                .default('authorization'),
              header_value_prefix: z.string().default('Bearer'),
              clock_tolerance: duration('0s').prefault('60s').describe('Leeway for `exp` and `nbf`.'),
              verified_for: duration('0s')
                .prefault('5s')
                .describe(
                  'For how long a token whose signature was verified is not verified again, unless it expires. The ' +
                    'withdrawal of a key may take effect so much later. `0s`: each request is verified.',
                ),
              revocation: revocationConfig(directory).optional(),
            })
            .optional()
            .describe('Which bearer tokens are accepted. Default: none, everybody is anonymous.'),
        })
        .prefault({}),
      claims: z
        .strictObject({
          subject: claim('sub'),
          account: claim('account'),
          accounts: claim('accounts'),
          scopes: claim('scope'),
          roles: claim('roles'),
          policies: claim('policies').describe('The policies granted, of those that `@policy` names.'),
          price_group: claim('price_group'),
          catalog: claim('catalog'),
          restrictions: claim('restrictions'),
        })
        .prefault({})
        .describe(
          'The claims of a token that carry the identity: the claim of exactly that name, or else `a.b` as b of the object ' +
            'a, and `a.0` as the first of the list a.',
        ),
      acting: z
        .strictObject({
          on_behalf_scope: z
            .union([z.string().regex(/^[!#-[\]-~]+$/, 'expected a scope, or false'), z.literal(false)])
            .default('accounts:act-on-behalf')
            .describe(
              'The scope with which a caller may act for any account, by the header "commerce-graph-account". Without it, ' +
                'for those that the token names. `false`: there is no such scope.',
            ),
        })
        .prefault({})
        .describe('Whom a caller may act for, who says so by the header "commerce-graph-account: <account>".'),
      subgraph_assertion: z
        .strictObject({
          key_file: filePath().describe(
            'The private Ed25519 JWK, or a JWKS whose first key signs; the others are published. Read again when it changes.',
          ),
          issuer: z.string().min(1).default('commerce-graph-gateway'),
          lifetime: duration('2s', '120s')
            .prefault('30s')
            .describe('How long an assertion is good, and can be repeated by whoever reads it on its way.'),
        })
        .optional()
        .describe('Signs the verified identity for the subgraphs. Default: subgraphs get no identity.'),
    })
    .prefault({});
}

/** Each would overwrite what the other has, and start with keys that it was never told to trust. */
function refuseSharedCacheFiles(
  sources: readonly { readonly cache_file?: string | undefined }[],
  context: z.RefinementCtx,
): void {
  for (const [index, { cache_file: file }] of sources.entries()) {
    const first = file === undefined ? index : sources.findIndex((each) => each.cache_file === file);
    if (first === index) continue;
    context.addIssue({
      code: 'custom',
      path: [index, 'cache_file'],
      message: `is that of jwks[${first}] as well. Give each a file of its own`,
    });
  }
}

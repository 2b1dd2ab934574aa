// The keys under `authorization`: what becomes of callers who may not have what they ask for.
import { z } from 'zod';

export function authorizationConfig() {
  const errors = z
    .strictObject({
      log: z.boolean().default(true).describe('Whether the paths that a caller was refused are logged.'),
      response: z
        .enum(['errors', 'extensions', 'disabled'])
        .default('errors')
        .describe(
          'Where a response names what was refused: in `errors`, in `extensions.authorizationErrors`, or nowhere.',
        ),
    })
    .prefault({});
  return z
    .strictObject({
      require_authentication: z
        .boolean()
        .default(false)
        .describe('Whether requests without a token are refused as a whole, with 401.'),
      directives: z
        .strictObject({
          enabled: z
            .boolean()
            .default(true)
            .describe(
              'Whether `@authenticated`, `@requiresScopes` and `@policy` are enforced. When they are not, a supergraph ' +
                'that uses them is not served.',
            ),
          reject_unauthorized: z
            .boolean()
            .default(false)
            .describe('Whether an operation that asks for something refused is not executed at all.'),
          dry_run: z
            .boolean()
            .default(false)
            .describe(
              'Whether what would be refused is only reported. Nothing is protected then; it wins over ' +
                '`reject_unauthorized`.',
            ),
          errors,
        })
        .prefault({}),
      introspection: z
        .strictObject({
          filtered: z
            .boolean()
            .default(false)
            .describe(
              'Whether introspection shows a caller only what it may ask for. Messages about invalid operations then ' +
                'suggest no names.',
            ),
        })
        .prefault({}),
    })
    .prefault({});
}

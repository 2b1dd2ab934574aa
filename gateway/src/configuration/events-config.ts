// The keys under `events`: from whom change events are taken, and how much at a time.
import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration } from './duration.ts';
import { routePath } from './route-path.ts';
import { webhookSecretFile, webhookSecrets } from './webhook-secrets.ts';

/** `filePath` is the type of a path that must exist. */
export function eventsConfig(filePath: () => z.ZodType<string, string>) {
  const webhook = z
    .strictObject({
      name: z.string().min(1).describe('Who sends, for the log.'),
      secret: webhookSecrets()
        .optional()
        .describe(
          'A Standard Webhooks secret, `whsec_<base64>`; several, with spaces between, while one replaces another.',
        ),
      secret_file: webhookSecretFile(filePath)
        .optional()
        .describe('A file with the same. When it changes, what it has then counts, without a restart.'),
      allow_unsigned_attributes: z
        .boolean()
        .default(false)
        .describe(
          'Whether an event in binary mode may be signed without its ce- headers. Whoever reads such a request on its way ' +
            'can then send any other headers with it until its timestamp is too old.',
        ),
      revokes_tokens: z
        .boolean()
        .default(false)
        .describe('Whether the sender may take back client tokens, by events of the type identity.token.revoked.'),
    })
    .refine((value) => !(value.revokes_tokens && value.allow_unsigned_attributes), {
      error: 'a webhook that revokes tokens must sign everything: leave out "allow_unsigned_attributes"',
      path: ['revokes_tokens'],
    })
    // `when` lets this check speak beside the others, not only after they are all mended.
    .refine((value) => (value.secret === undefined) !== (value.secret_file === undefined), {
      error: 'give exactly one of "secret" and "secret_file"',
      when: ({ value }) => typeof value === 'object' && value !== null,
    })
    .transform(({ secret, secret_file: fromFile, ...rest }) => ({
      ...rest,
      secrets: secret ?? fromFile?.secrets ?? [],
      ...(fromFile && { secret_file: fromFile.file }),
    }));
  return z
    .strictObject({
      path: routePath('/events'),
      webhooks: z
        .array(webhook)
        .refine((webhooks) => new Set(webhooks.map((each) => each.name)).size === webhooks.length, {
          error: 'two webhooks have the same name',
        })
        .default([])
        .describe("Whose change events are taken. Default: nobody's, and there is nothing at the path."),
      tolerance: duration('1s')
        .prefault('5m')
        .describe('How far the timestamp of a request may be from the clock of the gateway, in both directions.'),
      http_max_request_bytes: byteSize().prefault('1MiB').describe('The largest request body.'),
      max_batch_length: z.int().min(1).default(1000).describe('The most events of a request.'),
    })
    .prefault({})
    .describe('Change events of the systems of record: CloudEvents over HTTP, signed as Standard Webhooks has it.');
}

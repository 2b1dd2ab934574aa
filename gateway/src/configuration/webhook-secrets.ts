// Secrets of webhook senders as Standard Webhooks writes them, `whsec_<base64>`: several while one takes over from another.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const fewestBytes = 24;
const mostBytes = 64;
const expected = `expected secrets such as "whsec_MfKQ9r8G...", each of ${fewestBytes} to ${mostBytes} bytes in base64`;

/** Secrets in a text, separated by spaces or line ends. Yields them one by one. */
export function webhookSecrets() {
  return z.string(expected).transform(readSecrets);
}

/** The same in a file. `filePath` is the type of its path. Yields the path beside what is in it now. */
export function webhookSecretFile(filePath: () => z.ZodType<string, string>) {
  return filePath().transform((file, context) => {
    try {
      return { file, secrets: readSecrets(readFileSync(file, 'utf8'), context) };
    } catch (error) {
      context.addIssue({ code: 'custom', message: `cannot be read: ${(error as Error).message}` });
      return z.NEVER;
    }
  });
}

function readSecrets(text: string, context: z.core.$RefinementCtx): readonly string[] {
  const { secrets, problems } = parseWebhookSecrets(text);
  for (const message of problems) context.addIssue({ code: 'custom', message });
  return secrets;
}

/** No message repeats any part of a secret: it goes to a log. */
export function parseWebhookSecrets(text: string): { secrets: readonly string[]; problems: readonly string[] } {
  const secrets = text.split(/\s+/).filter((word) => word !== '');
  if (secrets.length === 0) return { secrets, problems: [`there is no secret; ${expected}`] };
  const problems = secrets.flatMap((secret, index) =>
    isSecret(secret) ? [] : `secret ${index + 1} of ${secrets.length} is none; ${expected}`,
  );
  return { secrets, problems };
}

function isSecret(text: string): boolean {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  if (base64 === undefined) return false;
  const { length } = Buffer.from(base64, 'base64');
  return length >= fewestBytes && length <= mostBytes;
}

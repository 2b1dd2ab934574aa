// Signs what is sent by the Standard Webhooks scheme, with the secrets that its file has now: they are exchanged without a
// restart, and while there are several a receiver that knows any of them is content.
import { Webhook } from 'standardwebhooks';
import { type EventOptions, findSecretFault, readEventSecret, splitSecrets } from './event-options.ts';

/** What the header `webhook-signature` has. */
export type EventSigner = (id: string, time: Date, body: string) => string;

/** Where it is said that a secret was read anew, or cannot be used. No secret is in it. */
export interface EventLog {
  info(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export function createEventSigner(
  { secret, secretFile: file }: Pick<EventOptions, 'secret' | 'secretFile'>,
  log: EventLog,
): EventSigner {
  let known = secret;
  let webhooks = createWebhooks(secret);
  let lastProblem: string | undefined;

  function readAnew(path: string): void {
    const { read, problem } = readSecret(path);
    if (problem !== undefined) {
      if (problem !== lastProblem) log.error({ file: path, reason: problem }, 'the events secret stays what it was');
    } else if (read !== known) {
      known = read;
      webhooks = createWebhooks(read);
      log.info({ file: path, secrets: webhooks.length }, 'the events secret was read anew');
    }
    lastProblem = problem;
  }

  return (id, time, body) => {
    // Each time: a small file is read faster than an event is sent, and nothing else tells surely that it is another one.
    if (file !== undefined) readAnew(file);
    return webhooks.map((webhook) => webhook.sign(id, time, body)).join(' ');
  };
}

function createWebhooks(secret: string): readonly Webhook[] {
  return splitSecrets(secret).map((each) => new Webhook(each));
}

function readSecret(file: string): { read: string; problem: string | undefined } {
  try {
    const read = readEventSecret(file);
    return { read, problem: findSecretFault(read) };
  } catch (error) {
    return { read: '', problem: (error as Error).message };
  }
}

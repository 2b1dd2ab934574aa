// Where a person signs in and allows an application to act for them: two forms that work without a script.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Interaction, Provider } from 'oidc-provider';
import type { PersonStore } from '../people/person-store.ts';
import { renderConsentPage, renderMessagePage, renderSignInPage, securityHeaders } from './render-page.ts';

/** Serves `/interaction/<uid>`. The cookie of the interaction, which no other site can send, says whose it is. */
export type InteractionPages = (
  request: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
) => Promise<void>;

const longestForm = 8 * 1024;

export function createInteractionPages(people: PersonStore): InteractionPages {
  return async (request, response, provider) => {
    const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
    if (interaction === undefined) {
      const text =
        'This sign-in has expired or was begun in another browser. Go back to where you came from, and begin again.';
      return sendPage(response, 400, renderMessagePage('Begin again', text));
    }
    const client = await provider.Client.find(readParameter(interaction, 'client_id'));
    const application = client?.clientName ?? client?.clientId ?? 'the application';
    // A browser follows the answer to a form only where the policy lets it.
    const targets = (client?.redirectUris ?? []).map((uri) => new URL(uri).origin);
    const finish = (result: Parameters<Provider['interactionFinished']>[2]) =>
      provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });

    if (request.method === 'GET') {
      const page =
        interaction.prompt.name === 'login'
          ? renderSignInPage({ application, username: readParameter(interaction, 'login_hint') })
          : renderConsentPage({
              application,
              person: interaction.session?.accountId ?? '',
              scopes: listAsked(interaction),
            });
      return sendPage(response, 200, page, targets);
    }
    if (request.method !== 'POST') return sendPage(response, 405, renderMessagePage('Not here', 'Use the form.'));

    const form = await readForm(request);
    if (form?.get('action') !== 'continue') {
      return finish({ error: 'access_denied', error_description: 'the person has cancelled' });
    }
    if (interaction.prompt.name === 'consent') {
      return finish({ consent: { grantId: await grant(provider, people, interaction) } });
    }
    const username = form.get('username') ?? '';
    const signedIn = await people.signIn(username, form.get('password') ?? '');
    if (signedIn.outcome === 'SIGNED_IN') return finish({ login: { accountId: signedIn.person.username } });
    const fault =
      signedIn.outcome === 'WRONG'
        ? 'The user name or the password is wrong.'
        : `After too many wrong passwords this user is locked. Try again in ${signedIn.seconds} seconds.`;
    const status = signedIn.outcome === 'WRONG' ? 401 : 429;
    return sendPage(response, status, renderSignInPage({ application, username, fault }), targets);
  };
}

function readParameter({ params }: Interaction, name: string): string {
  const value = params[name];
  return typeof value === 'string' ? value : '';
}

/** The scopes that the person has not decided on yet. */
function listAsked({ prompt }: Interaction): string[] {
  const { missingOIDCScope = [], missingResourceScopes = {} } = prompt.details as {
    missingOIDCScope?: string[];
    missingResourceScopes?: Record<string, string[]>;
  };
  return [...missingOIDCScope, ...Object.values(missingResourceScopes).flat()];
}

/** Grants what was asked and the person has, and refuses the rest; answers the id of the grant. */
async function grant(provider: Provider, people: PersonStore, interaction: Interaction): Promise<string> {
  const accountId = interaction.session?.accountId ?? '';
  const clientId = readParameter(interaction, 'client_id');
  const known = interaction.grantId === undefined ? undefined : await provider.Grant.find(interaction.grantId);
  const granted = known ?? new provider.Grant({ accountId, clientId });
  const held = new Set((await people.find(accountId))?.scope.split(' '));
  const { missingOIDCScope, missingOIDCClaims, missingResourceScopes } = interaction.prompt.details as {
    missingOIDCScope?: string[];
    missingOIDCClaims?: string[];
    missingResourceScopes?: Record<string, string[]>;
  };
  if (missingOIDCScope !== undefined) granted.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims !== undefined) granted.addOIDCClaims(missingOIDCClaims);
  for (const [resource, scopes] of Object.entries(missingResourceScopes ?? {})) {
    granted.addResourceScope(resource, scopes.join(' '));
    const refused = scopes.filter((scope) => !held.has(scope));
    if (refused.length > 0) granted.rejectResourceScope(resource, refused.join(' '));
  }
  return granted.save();
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  if (request.headers['content-type']?.split(';', 1)[0] !== 'application/x-www-form-urlencoded') return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longestForm) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function sendPage(response: ServerResponse, status: number, page: string, targets: readonly string[] = []): void {
  response
    .writeHead(status, {
      ...securityHeaders(targets),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    })
    .end(page);
}

// The calls of the admin listener, as admin.openapi.yml describes them.
/* oxlint-disable oxc/no-async-endpoint-handlers -- Fastify waits for its handlers, and answers what they throw */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { applicationRequest } from '../applications/application.ts';
import type { ApplicationStore } from '../applications/application-store.ts';
import type { Outbox, Revocation } from '../events/outbox.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { partnerRequest } from '../partners/partner-request.ts';
import type { PartnerStore } from '../partners/partner-store.ts';
import { password, personRequest } from '../people/person.ts';
import type { PersonStore } from '../people/person-store.ts';
import { type DevelopmentTokenRequest, developmentTokenRequest } from '../provider/development-tokens.ts';
import type { IssuerDatabase } from '../store/issuer-database.ts';
import { AdminProblem } from './admin-problem.ts';

export interface AdminRoutesOptions {
  readonly database: IssuerDatabase;
  readonly partners: PartnerStore;
  readonly people: PersonStore;
  readonly applications: ApplicationStore;
  readonly keys: KeyRing;
  readonly outbox: Outbox;
  readonly clock: () => number;
  /** The longest life of a token, in milliseconds: for so long a revocation has to be remembered. */
  readonly longestTokenMs: number;
  /** Called after the keys have changed. */
  readonly onKeysChanged: () => Promise<void>;
  /** Absent in production. */
  readonly issueDevelopmentToken?: (request: DevelopmentTokenRequest) => Promise<string>;
}

const longestOverlapSeconds = 30 * 86_400;
const secretRequest = z.strictObject({
  overlap_seconds: z.int().min(0).max(longestOverlapSeconds, 'an overlap is at most 30 days').default(0),
  /** Whether the tokens that were issued so far are refused from now on. */
  end_tokens: z.boolean().default(false),
});
const rotationRequest = z.strictObject({
  lead_seconds: z.int().min(0).max(86_400, 'a lead is at most a day').default(60),
});
const revocationRequest = z.union(
  [
    z.strictObject({ client_id: z.string().min(1) }),
    z.strictObject({ sub: z.string().min(1) }),
    z.strictObject({ jti: z.string().min(1) }),
  ],
  { error: 'give exactly one of client_id, sub and jti' },
);

export function installAdminRoutes(app: FastifyInstance, options: AdminRoutesOptions): void {
  const { database, partners, people, applications, keys, outbox, clock, longestTokenMs } = options;
  const announce = (revocation: Revocation) => outbox.announce(revocation, clock() + longestTokenMs);

  app.get('/partners', async () => ({ partners: await partners.list() }));
  app.post('/partners', async (request, reply) => {
    const asked = partnerRequest.parse(request.body);
    if (asked.expires_at !== null && Date.parse(asked.expires_at) <= clock()) {
      throw new AdminProblem(400, `expires_at: ${asked.expires_at} is in the past.`);
    }
    return reply.code(201).send(await partners.issue(asked));
  });
  app.post<{ Params: { clientId: string } }>('/partners/:clientId/secrets', async (request, reply) => {
    const { clientId } = request.params;
    const { overlap_seconds: seconds, end_tokens: endsTokens } = secretRequest.parse(request.body ?? {});
    const announcement = endsTokens ? announce({ client_id: clientId }) : [];
    const issued = await partners.rotateSecret(clientId, seconds * 1000, announcement);
    outbox.wake();
    if (issued !== undefined) return reply.code(201).send(issued);
    const partner = await partners.find(clientId);
    if (partner === undefined) throw describeMissing('partner', clientId);
    throw new AdminProblem(409, `The partner ${partner.client_id} is ${partner.state}: issue another.`);
  });
  app.delete<{ Params: { clientId: string } }>('/partners/:clientId', async (request) => {
    const { clientId } = request.params;
    const partner = await partners.revoke(clientId, announce({ client_id: clientId }));
    if (partner === undefined) throw describeMissing('partner', clientId);
    outbox.wake();
    return { partner };
  });

  app.get('/people', async () => ({ people: await people.list() }));
  app.post('/people', async (request, reply) => {
    const asked = personRequest.parse(request.body);
    const person = await people.add(asked);
    if (person === undefined) throw new AdminProblem(409, `The user name ${asked.username} is taken.`);
    return reply.code(201).send({ person });
  });
  app.put<{ Params: { username: string } }>('/people/:username/password', async (request, reply) => {
    const asked = z.strictObject({ password }).parse(request.body);
    const { username } = request.params;
    if (!(await people.setPassword(username, asked.password, announce({ sub: username })))) {
      throw describeMissing('person', username);
    }
    outbox.wake();
    return reply.code(204).send();
  });
  app.delete<{ Params: { username: string } }>('/people/:username', async (request, reply) => {
    const { username } = request.params;
    if (!(await people.remove(username, announce({ sub: username })))) throw describeMissing('person', username);
    outbox.wake();
    return reply.code(204).send();
  });

  app.get('/applications', async () => ({ applications: await applications.list() }));
  app.put<{ Params: { clientId: string } }>('/applications/:clientId', async (request) => {
    const body = typeof request.body === 'object' ? request.body : {};
    const asked = applicationRequest.parse({ ...body, client_id: request.params.clientId });
    if ((await partners.find(asked.client_id)) !== undefined) {
      throw new AdminProblem(409, `${asked.client_id} is a partner.`);
    }
    return { application: await applications.put(asked) };
  });
  app.delete<{ Params: { clientId: string } }>('/applications/:clientId', async (request, reply) => {
    const { clientId } = request.params;
    if (!(await applications.remove(clientId))) throw describeMissing('application', clientId);
    await database.run(...announce({ client_id: clientId }));
    outbox.wake();
    return reply.code(204).send();
  });

  app.get('/keys', async () => ({ keys: await keys.list() }));
  app.post('/keys/rotation', async (request) => {
    const { lead_seconds: seconds } = rotationRequest.parse(request.body ?? {});
    await keys.rotate(seconds * 1000);
    await options.onKeysChanged();
    return { keys: await keys.list() };
  });

  app.post('/revocations', async (request, reply) => {
    await database.run(...announce(revocationRequest.parse(request.body)));
    outbox.wake();
    return reply.code(202).send();
  });

  const { issueDevelopmentToken } = options;
  if (issueDevelopmentToken === undefined) return;
  app.post('/development/tokens', async (request, reply) => {
    const asked = developmentTokenRequest.parse(request.body);
    return reply.code(201).send({ access_token: await issueDevelopmentToken(asked) });
  });
}

function describeMissing(kind: string, name: string): AdminProblem {
  return new AdminProblem(404, `There is no ${kind} ${JSON.stringify(name)}.`);
}

// Refuses every request without a valid gateway assertion before any of its body is read.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { VerifyAssertion } from '../assertion/assertion-verifier.ts';
import type { Principal } from '../assertion/principal.ts';
import { CodedError } from '../error-codes/coded-error.ts';

/** Guards all routes of the given Fastify scope. The returned function gives the principal of a request that passed. */
export function addAssertionGuard(
  scope: FastifyInstance,
  verify: VerifyAssertion,
): (request: FastifyRequest) => Principal {
  const principals = new WeakMap<FastifyRequest, Principal>();

  scope.addHook('onRequest', async (request, reply) => {
    try {
      principals.set(request, await verify(request.headers.authorization));
    } catch (error) {
      // Why it was refused is for the log: a caller without an assertion learns nothing.
      request.log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'refused without assertion');
      const isGraphqlResponseWanted = request.headers.accept?.includes('application/graphql-response+json') ?? false;
      await reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .type(
          isGraphqlResponseWanted
            ? 'application/graphql-response+json; charset=utf-8'
            : 'application/json; charset=utf-8',
        )
        .send(
          JSON.stringify({
            errors: [
              new CodedError(
                'UNAUTHENTICATED',
                'This subgraph answers the gateway only: the request carries no valid gateway assertion.',
              ),
            ],
          }),
        );
    }
  });

  return (request) => {
    const principal = principals.get(request);
    if (principal === undefined) throw new Error('The request did not pass the assertion guard.');
    return principal;
  };
}

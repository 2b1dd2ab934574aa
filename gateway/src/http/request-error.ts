// Answers a request that is refused before GraphQL sees it, in the shape of a GraphQL response.
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface RefusedRequest {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const graphqlMediaType = 'application/graphql-response+json';

export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, code, message }: RefusedRequest,
): FastifyReply {
  const mediaType = request.headers.accept?.includes(graphqlMediaType) === true ? graphqlMediaType : 'application/json';
  return reply
    .code(status)
    .type(`${mediaType}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}

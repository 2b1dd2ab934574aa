// Answers a request that is refused before GraphQL sees it, in the shape of a GraphQL response.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode, StatusOf } from '../error-codes/error-code-registry.ts';

/** A code with one of its own statuses. */
export type RefusedRequest = {
  [Code in ErrorCode]: { readonly status: StatusOf<Code>; readonly code: Code; readonly message: string };
}[ErrorCode];

declare module 'fastify' {
  interface FastifyReply {
    /** Set when the request was refused. */
    refusedCode: ErrorCode | undefined;
  }
}

const graphqlMediaType = 'application/graphql-response+json';

export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, code, message }: RefusedRequest,
): FastifyReply {
  reply.refusedCode = code;
  const mediaType = request.headers.accept?.includes(graphqlMediaType) === true ? graphqlMediaType : 'application/json';
  return reply
    .code(status)
    .type(`${mediaType}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}

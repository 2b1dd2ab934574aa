// Query parameters, as the API reads them: the last of several counts, and what is unknown is ignored.
import type { FastifyRequest } from 'fastify';

export type Query = Readonly<Record<string, string>>;

export function readQuery(request: FastifyRequest): Query {
  const entries = Object.entries(request.query as Record<string, string | string[]>);
  return Object.fromEntries(entries.map(([name, value]) => [name, [value].flat().at(-1) ?? '']));
}

/** A list with commas between, and blanks around them ignored. */
export function splitList(text: string): string[] {
  return text.split(',').map((item) => item.trim());
}

/** Where this server is for the caller, without a slash at the end. */
export function baseUrlOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

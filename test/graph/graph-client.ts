// A client of the gateway as a frontend is one: typed documents over HTTP, with or without a token.
import type { IncomingHttpHeaders } from 'node:http';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { request } from 'undici';

export interface GraphResponse<Result> {
  readonly status: number;
  readonly data: Result | null | undefined;
  readonly errors: readonly GraphResponseError[];
  readonly headers: IncomingHttpHeaders;
  /** The response body as it was sent. */
  readonly body: string;
}

export interface GraphResponseError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export function queryGraph<Result, Variables extends Record<string, unknown> = Record<string, unknown>>(
  url: string,
  document: TypedDocumentNode<Result, Variables> | string,
  variables: Variables | Record<string, unknown> = {},
  token?: string,
): Promise<GraphResponse<Result>> {
  const text = typeof document === 'string' ? document : print(document);
  return queryGraphWith(url, text, variables, token === undefined ? {} : { authorization: `Bearer ${token}` });
}

export async function queryGraphWith<Result>(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
): Promise<GraphResponse<Result>> {
  const response = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = await response.body.text();
  const parsed = JSON.parse(body) as { data?: Result | null; errors?: GraphResponseError[] };
  return {
    status: response.statusCode,
    data: parsed.data,
    errors: parsed.errors ?? [],
    headers: response.headers,
    body,
  };
}

// A client of the gateway as a frontend is one: typed documents over HTTP, with or without a token.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { request } from 'undici';

export interface GraphResponse<Result> {
  readonly status: number;
  readonly data: Result | null | undefined;
  readonly errors: readonly GraphResponseError[];
  /** The response body as it was sent. */
  readonly body: string;
}

export interface GraphResponseError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export async function queryGraph<Result, Variables extends Record<string, unknown> = Record<string, unknown>>(
  url: string,
  document: TypedDocumentNode<Result, Variables> | string,
  variables: Variables | Record<string, unknown> = {},
  token?: string,
): Promise<GraphResponse<Result>> {
  const response = await request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: typeof document === 'string' ? document : print(document), variables }),
  });
  const body = await response.body.text();
  const parsed = JSON.parse(body) as { data?: Result | null; errors?: GraphResponseError[] };
  return { status: response.statusCode, data: parsed.data, errors: parsed.errors ?? [], body };
}

// Asks a GraphQL endpoint as any client would.

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphqlAnswerError[] | undefined;
  /** The body as it came. */
  readonly text: string;
}

export interface GraphqlAnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Record<string, unknown>;
}

export async function ask(
  gateway: { readonly url: string },
  query: string,
  {
    variables,
    headers = {},
    signal,
  }: { variables?: Record<string, unknown>; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<GraphqlAnswer> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
    ...(signal && { signal }),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as Partial<GraphqlAnswer>;
  return { status: response.status, headers: response.headers, data, errors, text };
}

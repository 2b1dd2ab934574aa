// Asks a subgraph as the gateway would: GraphQL over HTTP with a signed assertion.
import type { AssertedPrincipal, AssertionSigner } from './sign-assertion.ts';

export interface SubgraphAnswer<T = Record<string, unknown>> {
  readonly status: number;
  readonly data: T | null;
  readonly errors: readonly SubgraphAnswerError[];
}

export interface SubgraphAnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface SubgraphQuery {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Anonymous when absent. */
  readonly as?: AssertedPrincipal;
  readonly signal?: AbortSignal;
}

export type QuerySubgraph = <T = Record<string, unknown>>(query: SubgraphQuery) => Promise<SubgraphAnswer<T>>;

/** `name` is the subgraph that assertions are made out to. */
export function createQuerySubgraph(name: string, url: string, signer: AssertionSigner): QuerySubgraph {
  return async <T>({ query, variables = {}, as = {}, signal }: SubgraphQuery) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: await signer.sign(name, as) },
      body: JSON.stringify({ query, variables }),
      ...(signal !== undefined && { signal }),
    });
    const body = (await response.json()) as Partial<SubgraphAnswer<T>>;
    return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
  };
}

/** A query for entities: `selection` on each of the representations. */
export function queryEntities(typename: string, keys: readonly object[], selection: string): SubgraphQuery {
  return {
    query: `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on ${typename} { ${selection} } } }`,
    variables: { representations: keys.map((key) => ({ __typename: typename, ...key })) },
  };
}

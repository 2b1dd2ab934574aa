// A federation subgraph over HTTP on a free port, which can be told to misbehave and remembers what it was asked.
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';

export type Resolvers = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>['resolvers']
>;

export interface SubgraphDefinition {
  readonly name: string;
  readonly typeDefs: string;
  readonly resolvers: Resolvers;
}

export interface RecordedRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly headers: IncomingHttpHeaders;
  /** Resolves when the gateway goes away before it was answered. */
  readonly aborted: Promise<void>;
}

export interface RunningSubgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
  readonly requests: RecordedRequest[];
  /** Answers in place of the schema until it is set to undefined again. */
  intercept: ((response: ServerResponse, request: RecordedRequest) => void) | undefined;
  /** What the schema's answer waits for, and with which headers it is sent. */
  prepare: ((request: RecordedRequest) => Promise<OutgoingHttpHeaders>) | undefined;
  close(): Promise<void>;
}

const federationLink = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: [
  "@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject",
  "@authenticated", "@requiresScopes", "@policy", "@composeDirective", "@cacheTag"
])`;

export async function startSubgraph(definition: SubgraphDefinition, port = 0): Promise<RunningSubgraph> {
  const sdl = `${federationLink}\n${definition.typeDefs}`;
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: definition.resolvers });
  const requests: RecordedRequest[] = [];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as Partial<RecordedRequest>;
    if (query === undefined) throw new Error(`A request to ${definition.name} has no query.`);
    const aborted = new Promise<void>((resolve) => {
      response.once('close', () => {
        if (!response.writableFinished) resolve();
      });
    });
    const recorded = { query, variables: variables ?? {}, headers: request.headers, aborted };
    requests.push(recorded);
    if (running.intercept !== undefined) {
      running.intercept(response, recorded);
      return;
    }
    const headers = await running.prepare?.(recorded);
    const result = await graphql({ schema, source: query, variableValues: variables ?? {}, contextValue: recorded });
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(result));
  };
  // One that lies idle while a test computes is not closed in the moment in which it is used again.
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  const running: RunningSubgraph = {
    name: definition.name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    sdl,
    requests,
    intercept: undefined,
    prepare: undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return running;
}

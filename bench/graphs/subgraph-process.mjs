// All subgraphs of a graph in one process, at /<subgraph>. An answer is computed once for each distinct request and then
// kept, so that a subgraph costs next to nothing and the gateway is what is measured.
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { answerQuestions } from '../processes/questions.mjs';
import { graphs } from './graphs.mjs';

const kept = 50_000;
const graph = graphs[process.argv[2]];
const subgraphs = new Map(
  Object.entries(graph.subgraphs).map(([name, { typeDefs, resolvers }]) => [
    `/${name}`,
    { schema: buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers }), answers: new Map(), calls: 0, delayMs: 0 },
  ]),
);

async function compute({ schema }, body) {
  const { query, variables, operationName } = JSON.parse(body);
  const result = await graphql({ schema, source: query, variableValues: variables, operationName });
  return Buffer.from(JSON.stringify(result));
}

async function answer(subgraph, body, response) {
  subgraph.calls += 1;
  let bytes = subgraph.answers.get(body);
  if (bytes === undefined) {
    bytes = await compute(subgraph, body);
    if (subgraph.answers.size < kept) subgraph.answers.set(body, bytes);
  }
  const send = () => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length });
    response.end(bytes);
  };
  if (subgraph.delayMs === 0) send();
  else setTimeout(send, subgraph.delayMs);
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    answer(subgraphs.get(request.url), Buffer.concat(chunks).toString(), response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
});
// No gateway shall meet a connection that is closed on it between two rounds.
server.keepAliveTimeout = 0;

answerQuestions({
  listen: () => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port))),
  delay(delays) {
    for (const [path, subgraph] of subgraphs) subgraph.delayMs = delays[path.slice(1)] ?? 0;
  },
  /** Calls since the last time, of all subgraphs together. */
  takeCalls() {
    let calls = 0;
    for (const subgraph of subgraphs.values()) {
      calls += subgraph.calls;
      subgraph.calls = 0;
    }
    return calls;
  },
});

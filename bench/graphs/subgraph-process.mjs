// All subgraphs of a graph in one process, at /<subgraph>. An answer is computed once for each distinct request and then
// kept until something of the subgraph changes, so that a subgraph costs next to nothing and the gateway is what is
// measured. At /<subgraph>/hinted its answers say in a header for how long they may be kept and for whom, as Apollo's
// gateway wants it. What is posted to /<subgraph>/changes has changed when that is answered.
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql } from 'graphql';
import { answerQuestions } from '../processes/questions.mjs';
import { graphs, parseSubgraph } from './graphs.mjs';

const kept = 50_000;
const graph = graphs[process.argv[2]];
const subgraphs = new Map(
  Object.entries(graph.subgraphs).map(([name, subgraph]) => [
    name,
    {
      schema: buildSubgraphSchema({ typeDefs: parseSubgraph(subgraph), resolvers: subgraph.resolvers }),
      hint: subgraph.hint,
      answers: new Map(),
      /** How often each thing has changed, by its name. */
      revisions: new Map(),
      calls: 0,
      delayMs: 0,
    },
  ]),
);

async function compute({ schema, revisions }, body) {
  const { query, variables, operationName } = JSON.parse(body);
  const contextValue = { revisions };
  const result = await graphql({ schema, source: query, variableValues: variables, operationName, contextValue });
  return Buffer.from(JSON.stringify(result));
}

async function answer(subgraph, body, headers, response) {
  subgraph.calls += 1;
  const { answers } = subgraph;
  let bytes = answers.get(body);
  if (bytes === undefined) {
    bytes = await compute(subgraph, body);
    // Those that a change has made wrong meanwhile are in a map that nobody reads any more.
    if (answers.size < kept) answers.set(body, bytes);
  }
  const send = () => {
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': bytes.length,
      ...headers,
    });
    response.end(bytes);
  };
  if (subgraph.delayMs === 0) send();
  else setTimeout(send, subgraph.delayMs);
}

function change(subgraph, name) {
  subgraph.revisions.set(name, (subgraph.revisions.get(name) ?? 0) + 1);
  subgraph.answers = new Map();
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const [, name, resource] = request.url.split('/');
    const subgraph = subgraphs.get(name);
    const body = Buffer.concat(chunks).toString();
    if (resource === 'changes') {
      change(subgraph, body);
      response.writeHead(204).end();
      return;
    }
    answer(subgraph, body, resource === 'hinted' ? { 'cache-control': subgraph.hint } : {}, response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
});
// No gateway shall meet a connection that is closed on it between two rounds.
server.keepAliveTimeout = 0;

answerQuestions({
  listen: () => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port))),
  delay(delays) {
    for (const [name, subgraph] of subgraphs) subgraph.delayMs = delays[name] ?? 0;
  },
  /** Calls since the last time, by subgraph. */
  takeCalls() {
    const calls = {};
    for (const [name, subgraph] of subgraphs) {
      calls[name] = subgraph.calls;
      subgraph.calls = 0;
    }
    return calls;
  },
  /** As if nothing had ever changed. */
  forgetChanges() {
    for (const subgraph of subgraphs.values()) {
      subgraph.revisions = new Map();
      subgraph.answers = new Map();
    }
  },
});

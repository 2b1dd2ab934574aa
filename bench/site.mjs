// Everything that a workload needs around the gateways: its subgraphs, its supergraph, the load, the right answers.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { graphql } from 'graphql';
import { createCallerIdentity } from './caller-identity.mjs';
import { composeGraph, createMonolithSchema, graphs } from './graphs/graphs.mjs';
import { ask } from './processes/questions.mjs';
import { startProcess, stopProcess } from './processes/start-process.mjs';

const fileOf = (name) => fileURLToPath(new URL(name, import.meta.url));

function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** @returns a site that can start gateways and load them; `close` ends everything that it started */
export async function openSite(workload) {
  const graph = graphs[workload.graph];
  const folder = mkdtempSync(path.join(tmpdir(), 'commerce-graph-bench-'));
  // It holds keys: gone also when the bench is interrupted.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const subgraphs = startProcess([fileOf('graphs/subgraph-process.mjs'), workload.graph], {
    role: 'load',
    canBeAsked: true,
  });
  const load = startProcess([fileOf('load/load-process.mjs')], { role: 'load', canBeAsked: true });
  const port = await ask(subgraphs, 'listen');
  await ask(subgraphs, 'delay', workload.delays);

  const urlOf = (name) => `http://127.0.0.1:${port}/${name}`;
  const { supergraphSdl, apiSdl } = composeGraph(graph, urlOf);
  const identity = createCallerIdentity(folder);
  const requests = workload.requests.map(({ account, body }) => ({
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${identity.signToken(account)}` },
  }));
  const answers = await computeAnswers(createMonolithSchema(graph, apiSdl), workload.requests);
  await ask(load, 'prepare', requests);

  const files = { supergraph: `${folder}/supergraph.graphql`, api: `${folder}/api.graphql` };
  writeFileSync(files.supergraph, supergraphSdl);
  writeFileSync(files.api, apiSdl);
  const answersFile = `${folder}/answers.json`;
  writeFileSync(answersFile, JSON.stringify(requests.map(({ body }, index) => [body, answers[index]])));
  const env = {
    ...identity.env,
    BENCH_SUPERGRAPH: files.supergraph,
    BENCH_API: files.api,
    BENCH_ANSWERS: answersFile,
    BENCH_GRAPH: workload.graph,
    BENCH_SUBGRAPHS: JSON.stringify(Object.keys(graph.subgraphs).map((name) => ({ name, url: urlOf(name) }))),
  };

  const gateways = [];
  return {
    requests,
    answers: answers.map((answer) => JSON.parse(answer)),
    /** Starts a gateway, without waiting for it. */
    async startGateway({ path: urlPath, args }, { nodeFlags = [], canBeAsked = false, cwd = folder } = {}) {
      const gatewayPort = await findFreePort();
      const child = startProcess([...nodeFlags, ...args({ supergraph: files.supergraph, port: gatewayPort })], {
        role: 'gateway',
        env: { ...env, BENCH_PORT: String(gatewayPort) },
        cwd,
        canBeAsked,
      });
      gateways.push(child);
      return { child, port: gatewayPort, path: urlPath, url: `http://127.0.0.1:${gatewayPort}${urlPath}` };
    },
    /** @param {{ connections: number, seconds?: number, count?: number, lengths?: number[] }} options */
    drive: (gateway, options) => ask(load, 'drive', { port: gateway.port, path: gateway.path, ...options }),
    prepare: (others) => ask(load, 'prepare', others),
    takeCalls: () => ask(subgraphs, 'takeCalls'),
    close: () => Promise.all([...gateways, load, subgraphs].map(stopProcess)),
  };
}

/** What graphql-js itself answers, with the whole graph in one schema. */
async function computeAnswers(schema, requests) {
  const results = await Promise.all(
    requests.map(({ body }) => graphql({ schema, source: body.query, variableValues: body.variables })),
  );
  for (const { errors } of results) if (errors !== undefined) throw new Error(`The workload is wrong: ${errors}`);
  return results.map((result) => JSON.stringify(result));
}

// Everything that a workload needs around the gateways: its subgraphs, its supergraph, the load, the right answers.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { graphql } from 'graphql';
import { createCallerIdentity } from './caller-identity.mjs';
import { composeOurs } from './gateways/build-ours.mjs';
import { governTypeDefs } from './graphs/governance.mjs';
import { composeGraph, createMonolithSchema, graphs } from './graphs/graphs.mjs';
import { findFreePort } from './processes/free-port.mjs';
import { ask } from './processes/questions.mjs';
import { startProcess, stopProcess } from './processes/start-process.mjs';

const fileOf = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * @param {string} command our gateway, which composes the supergraph that has policies
 * @returns a site that can start gateways and load them; `close` ends everything that it started
 */
export async function openSite(workload, command) {
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
  const sign = ({ account, body }) => ({
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${identity.signToken(account)}` },
  });
  const requests = workload.requests.map(sign);
  const answers = await computeAnswers(createMonolithSchema(graph, apiSdl), workload.requests);
  await ask(load, 'prepare', requests);

  const files = { plain: `${folder}/supergraph.graphql`, api: `${folder}/api.graphql` };
  writeFileSync(files.plain, supergraphSdl);
  writeFileSync(files.api, apiSdl);
  if (workload.isCached) {
    files.hinted = `${folder}/hinted.graphql`;
    writeFileSync(files.hinted, composeGraph(graph, (name) => `${urlOf(name)}/hinted`).supergraphSdl);
    files.governed = composeGoverned(graph, { folder, urlOf, command });
  }
  const answersFile = `${folder}/answers.json`;
  writeFileSync(answersFile, JSON.stringify(requests.map(({ body }, index) => [body, answers[index]])));
  const env = {
    ...identity.env,
    BENCH_API: files.api,
    BENCH_ANSWERS: answersFile,
    BENCH_GRAPH: workload.graph,
    BENCH_EVENTS: graph.events ?? '',
    BENCH_SUBGRAPHS: JSON.stringify(Object.keys(graph.subgraphs).map((name) => ({ name, url: urlOf(name) }))),
  };

  const gateways = [];
  return {
    requests,
    answers: answers.map((answer) => JSON.parse(answer)),
    /** Starts a gateway, without waiting for it. */
    async startGateway(gateway, { nodeFlags = [], canBeAsked = false, cwd = folder, env: ownEnv = {} } = {}) {
      const { path: urlPath, args, nodeFlags: ownFlags = [], supergraph: kind = 'plain' } = gateway;
      const gatewayPort = await findFreePort();
      const supergraph = files[kind];
      const child = startProcess([...ownFlags, ...nodeFlags, ...args({ supergraph, port: gatewayPort })], {
        role: 'gateway',
        env: { ...env, BENCH_SUPERGRAPH: supergraph, BENCH_PORT: String(gatewayPort), ...ownEnv },
        cwd,
        canBeAsked,
      });
      gateways.push(child);
      return { child, port: gatewayPort, path: urlPath, url: `http://127.0.0.1:${gatewayPort}${urlPath}` };
    },
    /** @param {{ connections: number, seconds?: number, count?: number, lengths?: number[] }} options */
    drive: (gateway, options) => ask(load, 'drive', { port: gateway.port, path: gateway.path, ...options }),
    /** Pages at a fixed rate, while things change; see load/browse.mjs. */
    browse: (gateway, options) =>
      ask(load, 'browse', {
        port: gateway.port,
        path: gateway.path,
        changesUrl: `${urlOf('erp')}/changes`,
        ...options,
      }),
    prepare: (others) => ask(load, 'prepare', others),
    /** Requests of a workload with the tokens of their accounts, for `prepare`. */
    sign: (others) => others.map(sign),
    /** Since the last time, by subgraph. */
    takeCalls: () => ask(subgraphs, 'takeCalls'),
    forgetChanges: () => ask(subgraphs, 'forgetChanges'),
    folder,
    close: () => Promise.all([...gateways, load, subgraphs].map(stopProcess)),
  };
}

/** The supergraph with the policies of the fields, made as users of our gateway make it. @returns its file */
function composeGoverned({ subgraphs, events }, { folder, urlOf, command }) {
  const output = { supergraph: 'governed.graphql', api: 'governed-api.graphql' };
  const config = { subgraphs: {}, ...(events && { events }), output };
  for (const [name, subgraph] of Object.entries(subgraphs)) {
    writeFileSync(`${folder}/${name}.graphql`, governTypeDefs(name, subgraph));
    config.subgraphs[name] = { routing_url: urlOf(name), schema: [`${name}.graphql`] };
  }
  writeFileSync(`${folder}/compose.yaml`, JSON.stringify(config));
  composeOurs(command, `${folder}/compose.yaml`);
  return `${folder}/${output.supergraph}`;
}

/** What graphql-js itself answers, with the whole graph in one schema. */
async function computeAnswers(schema, requests) {
  const results = await Promise.all(
    requests.map(({ body }) => graphql({ schema, source: body.query, variableValues: body.variables })),
  );
  for (const { errors } of results) if (errors !== undefined) throw new Error(`The workload is wrong: ${errors}`);
  return results.map((result) => JSON.stringify(result));
}

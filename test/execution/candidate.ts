// The engine under test. To judge another one, change `createEngine`: nothing else knows which it is.
import type { GraphQLSchema } from 'graphql';
import { createCompiledEngine } from '../../gateway/src/execution/compiled-engine.ts';
import type { ExecutionEngine } from '../../gateway/src/execution/execution-engine.ts';
import type { RequestContext } from '../../gateway/src/execution/request-context.ts';
import { anonymousPrincipal, type Principal } from '../../gateway/src/authentication/principal.ts';
import type { PlannerName } from '../../gateway/src/operation/plan/query-planner.ts';
import type { SubgraphClient } from '../../gateway/src/subgraph/subgraph-client.ts';
import { SubgraphRequestError } from '../../gateway/src/subgraph/subgraph-request-error.ts';
import { admitSupergraph } from '../../gateway/src/supergraph/admit-supergraph.ts';
import { createLogger } from '../../gateway/src/telemetry/logger.ts';
import { type Answer, type Operation, toAnswer } from './answer.ts';
import { createExecutionRequest } from './execution-request.ts';
import type { FederatedGraph } from './federated-graph.ts';
import type { Run } from './memory-subgraph.ts';

export interface Candidate {
  readonly planner: PlannerName;
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** Default: nobody in particular. */
  ask(operation: Operation, run: Run, principal?: Principal): Promise<Answer>;
  close(): Promise<void>;
}

/** The text of a subgraph's answer to the text of a request. Rejects when the subgraph cannot be reached. */
export type SubgraphExchange = (subgraph: string, request: string) => Promise<string>;

const log = createLogger({ level: 'silent' });

/** `alter` changes what passes between engine and subgraphs, for the tests of these tests. */
export async function startCandidate(
  { supergraphSdl, subgraphs }: FederatedGraph,
  planner: PlannerName,
  alter: (exchange: SubgraphExchange) => SubgraphExchange = (exchange) => exchange,
): Promise<Candidate> {
  let current: Run | undefined;
  const exchange = alter(async (name, request) => {
    const subgraph = subgraphs.get(name);
    if (subgraph === undefined || current === undefined) throw new Error(`Nobody asks ${name} now.`);
    return subgraph.answer(request, current);
  });
  const engine = await createEngine(supergraphSdl, planner, (name) => createClient(name, exchange));
  return {
    planner,
    schema: engine.schema,
    async ask(operation, run, principal = anonymousPrincipal) {
      current = run;
      const context: RequestContext = {
        requestId: 'test',
        principal,
        signal: new AbortController().signal,
        outcome: {},
      };
      return toAnswer(await engine.execute(createExecutionRequest(engine.schema, operation, context)));
    },
    close: () => engine.retire(),
  };
}

function createEngine(
  supergraphSdl: string,
  planner: PlannerName,
  connect: (name: string) => SubgraphClient,
): Promise<ExecutionEngine> {
  const options = {
    ...admitSupergraph(supergraphSdl, { governance: {}, isAuthorizationEnforced: true }),
    planner,
    deduplicates: false,
    operationLimit: 100,
    connectSubgraph({ name }: { readonly name: string }) {
      const client = connect(name);
      return { name, client, errors: { subgraph: name, addressParts: client.addressParts, includeMessages: false } };
    },
    log,
  };
  return createCompiledEngine(options);
}

/** As `createSubgraphClient`, without HTTP. */
function createClient(name: string, exchange: SubgraphExchange): SubgraphClient {
  return {
    addressParts: [`http://${name}.test`],
    async send({ body }) {
      let text: string;
      try {
        text = await exchange(name, body);
      } catch (cause) {
        throw new SubgraphRequestError('SUBREQUEST_HTTP_ERROR', name, `Subgraph "${name}" could not be reached.`, {
          cause,
        });
      }
      try {
        return JSON.parse(text) as object;
      } catch (cause) {
        throw new SubgraphRequestError('SUBREQUEST_MALFORMED_RESPONSE', name, `Subgraph "${name}" sent no JSON.`, {
          cause,
        });
      }
    },
    close: () => Promise.resolve(),
  };
}

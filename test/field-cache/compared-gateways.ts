// One graph behind two engines that differ in nothing but the cache, with subgraphs that tell the truth of a world.
import type { Principal } from '../../gateway/src/authentication/principal.ts';
import { createCompiledEngine } from '../../gateway/src/execution/compiled-engine.ts';
import type { ExecutionEngine } from '../../gateway/src/execution/execution-engine.ts';
import type { Explanations, RequestContext } from '../../gateway/src/execution/request-context.ts';
import { createFieldCache, type FieldCache } from '../../gateway/src/field-cache/field-cache.ts';
import type { PlannerName } from '../../gateway/src/operation/plan/query-planner.ts';
import type { SubgraphClient, SubgraphResponse } from '../../gateway/src/subgraph/subgraph-client.ts';
import { SubgraphRequestError } from '../../gateway/src/subgraph/subgraph-request-error.ts';
import { parseSubjectTemplate } from '../../gateway/src/supergraph/governance/subject-template.ts';
import { createLogger } from '../../gateway/src/telemetry/logger.ts';
import { type Answer, type Operation, toAnswer } from '../execution/answer.ts';
import { createExecutionRequest } from '../execution/execution-request.ts';
import { alphaEvent } from './governed-sources.ts';

export interface SubgraphQuestion {
  readonly subgraph: string;
  readonly body: string;
  readonly principal: Principal;
}

/** The text of a subgraph's answer. Rejects when the subgraph cannot be reached. */
export type AskSubgraph = (question: SubgraphQuestion) => Promise<string | { text: string; cacheControl: string }>;

export interface Gateway {
  readonly schema: ExecutionEngine['schema'];
  /** With `explanations`, it is also told where its values come from; the answer is without that. */
  ask(operation: Operation, principal: Principal, explanations?: Explanations): Promise<Answer>;
  close(): Promise<void>;
}

const log = createLogger({ level: 'silent' });

export interface GatewayOptions {
  readonly supergraphSdl: string;
  readonly planner: PlannerName;
  readonly ask: AskSubgraph;
  readonly cache?: FieldCache;
  /** Whether identical questions of one caller are one. Default: they are. */
  readonly deduplicates?: boolean;
}

export async function startGateway({
  supergraphSdl,
  planner,
  ask,
  cache,
  deduplicates = true,
}: GatewayOptions): Promise<Gateway> {
  const engine = await createCompiledEngine({
    supergraphSdl,
    plannedSdl: supergraphSdl,
    planner,
    deduplicates,
    operationLimit: 100,
    cache,
    connectSubgraph({ name }) {
      const client = createClient(name, ask);
      return { name, client, errors: { subgraph: name, addressParts: client.addressParts, includeMessages: false } };
    },
    log,
  });
  return {
    schema: engine.schema,
    async ask(operation, principal, explanations) {
      const signal = new AbortController().signal;
      const context: RequestContext = { requestId: 'test', principal, signal, explanations, outcome: {} };
      const result = await engine.execute(createExecutionRequest(engine.schema, operation, context));
      const { extensions: _, ...values } = result;
      return toAnswer(explanations === undefined ? result : values);
    },
    close: () => engine.retire(),
  };
}

export interface TestCacheOptions {
  readonly limitBytes: number;
  readonly now: () => number;
  readonly random: () => number;
  readonly comparedShare?: number;
}

/** Its events are those of `governed-sources.ts`. */
export function createTestCache(options: TestCacheOptions): FieldCache {
  const subject = parseSubjectTemplate('alpha/{Alpha.id}');
  return createFieldCache({ ...options, events: new Map([[alphaEvent, { name: alphaEvent, subject }]]) });
}

function createClient(name: string, ask: AskSubgraph): SubgraphClient {
  return {
    addressParts: [`http://${name}.test`],
    async send({ body, principal }): Promise<SubgraphResponse> {
      try {
        const answer = await ask({ subgraph: name, body, principal });
        if (typeof answer === 'string') return JSON.parse(answer) as SubgraphResponse;
        return { ...(JSON.parse(answer.text) as SubgraphResponse), cacheControl: answer.cacheControl };
      } catch (cause) {
        if (cause instanceof SubgraphRequestError) throw cause;
        const message = `Subgraph "${name}" could not be reached.`;
        throw new SubgraphRequestError('SUBREQUEST_HTTP_ERROR', name, message, { cause });
      }
    },
    close: () => Promise.resolve(),
  };
}

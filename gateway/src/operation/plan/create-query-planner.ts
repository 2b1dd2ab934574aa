// Chooses the planner.
import type { Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { createCheckedPlanner } from './checked-planner.ts';
import { createConditionPlanner } from './condition-planner.ts';
import type { SupergraphRules } from './entity-rules.ts';
import { createHivePlanner } from './hive-planner.ts';
import type { PlannerName, QueryPlanner } from './query-planner.ts';
import { createSoundPlanner } from './sound-planner.ts';

export interface QueryPlannerOptions {
  readonly supergraph: Supergraph;
  readonly supergraphSdl: string;
  /** The whole supergraph's, as GraphQL knows it. */
  readonly schema: GraphQLSchema;
  readonly rules: SupergraphRules;
  readonly log: Logger;
}

/**
 * Without a name, the native planner where it runs; what it cannot plan, and everything elsewhere, is planned by the
 * other. Throws when the planner that was asked for does not run here.
 */
export async function createQueryPlanner(
  name: PlannerName | undefined,
  options: QueryPlannerOptions,
): Promise<QueryPlanner> {
  return createSoundPlanner(await choosePlanner(name, options));
}

async function choosePlanner(
  name: PlannerName | undefined,
  { supergraph, supergraphSdl, schema, rules, log }: QueryPlannerOptions,
): Promise<QueryPlanner> {
  const check = (planner: QueryPlanner): QueryPlanner => createCheckedPlanner(planner, schema, rules);
  const createApollo = async (): Promise<QueryPlanner> =>
    check(createConditionPlanner(await createApolloPlanner(supergraph), rules));
  if (name === 'apollo') return createApollo();
  const hive = await createHivePlanner(supergraphSdl, log);
  if (name === 'hive') {
    if (hive !== undefined) return check(hive);
    throw new Error(
      `The query planner "hive" has no native code for ${process.platform} on ${process.arch}: configure "apollo".`,
    );
  }
  return hive === undefined ? createApollo() : withFallback(check(hive), createApollo, log);
}

/** Loaded only where it is needed: it is large. */
async function createApolloPlanner(supergraph: Supergraph): Promise<QueryPlanner> {
  const module = await import('./apollo-planner.ts');
  return module.createApolloPlanner(supergraph);
}

function withFallback(first: QueryPlanner, createSecond: () => Promise<QueryPlanner>, log: Logger): QueryPlanner {
  let second: Promise<QueryPlanner> | undefined;
  return {
    name: first.name,
    async plan(operation) {
      try {
        return await first.plan(operation);
      } catch (error) {
        log.warn({ err: error }, `The planner "${first.name}" has no plan for an operation; the other one is asked`);
        second ??= createSecond();
        return (await second).plan(operation);
      }
    },
    close: () => first.close(),
  };
}

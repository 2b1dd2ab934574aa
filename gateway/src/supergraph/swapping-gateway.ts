// What Apollo Server sees as its gateway: always the current engine, and for operations under way the one they began with.
import type { ApolloServerOptions } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import type { RequestContext } from '../execution/request-context.ts';
import type { SupergraphSource } from './supergraph-source.ts';

type GatewayInterface = NonNullable<ApolloServerOptions<RequestContext>['gateway']>;
type SchemaListener = Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0];

export interface SwappingGatewayOptions {
  readonly source: SupergraphSource;
  /** Throws when a supergraph is refused. */
  readonly openEngine: (supergraphSdl: string) => Promise<ExecutionEngine>;
  /** How many of the most used operations a changed supergraph is prepared for before it takes over. */
  readonly warmedUpOperations: number;
  readonly log: Logger;
}

export interface SwappingGateway extends GatewayInterface {
  /** The engine that serves now. None before the first is loaded. */
  readonly engine: ExecutionEngine | undefined;
}

export function createSwappingGateway(options: SwappingGatewayOptions): SwappingGateway {
  const { source, openEngine, warmedUpOperations, log } = options;
  const listeners = new Set<SchemaListener>();
  const stopping = new AbortController();
  // An operation is executed by the engine whose schema it was validated against, even when the next one has taken over.
  const engineBySchema = new WeakMap<GraphQLSchema, ExecutionEngine>();
  let current: ExecutionEngine | undefined;
  let lastSwap = Promise.resolve();
  let unwatch: (() => void) | undefined;

  const takeOver = (next: ExecutionEngine): void => {
    engineBySchema.set(next.schema, next);
    // A listener that refuses the schema throws, and the engine before stays.
    for (const listener of listeners) listener({ apiSchema: next.schema, coreSupergraphSdl: next.supergraphSdl });
    const previous = current;
    current = next;
    previous?.retire().catch((error: unknown) => log.error({ err: error }, 'The previous supergraph was not closed'));
  };

  const swap = async (supergraphSdl: string): Promise<void> => {
    if (stopping.signal.aborted) return;
    let next: ExecutionEngine | undefined;
    try {
      next = await openEngine(supergraphSdl);
      if (current !== undefined) await next.warmUp(await current.listMostUsed(warmedUpOperations));
      takeOver(next);
      log.info('A changed supergraph is now served');
    } catch (error) {
      await next?.retire();
      log.error({ err: error }, 'A changed supergraph is refused; the one before stays');
    }
  };

  return {
    get engine() {
      return current;
    },
    async load() {
      const first = await openEngine(await source.load(stopping.signal));
      takeOver(first);
      unwatch = source.watch((supergraphSdl) => {
        // One after the other, so that the last change is the one that stays.
        lastSwap = lastSwap.then(() => swap(supergraphSdl));
      });
      return {
        schema: first.schema,
        executor(request) {
          const { execution } = request.context as RequestContext;
          if (execution !== undefined) return execution;
          const engine = engineBySchema.get(request.schema);
          if (engine === undefined)
            throw new Error('An operation was validated against a schema that was never served.');
          return engine.execute(request);
        },
      };
    },
    onSchemaLoadOrUpdate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      stopping.abort();
      unwatch?.();
      await lastSwap;
      await current?.retire();
      await source.close();
    },
  };
}

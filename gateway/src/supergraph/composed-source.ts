// A supergraph composed here, from the schemas that running subgraphs give.
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'graphql';
import type { Logger } from 'pino';
import { SupergraphError } from './supergraph-error.ts';
import type { SupergraphSource } from './supergraph-source.ts';

export interface ComposedSourceOptions {
  readonly subgraphs: readonly RunningSubgraph[];
  readonly pollIntervalMs: number;
  readonly log: Logger;
}

export interface RunningSubgraph {
  readonly name: string;
  readonly url: string;
  /** Asks for the SDL with `_service { sdl }`. */
  readonly fetchSdl: (signal: AbortSignal) => Promise<string>;
  readonly close: () => Promise<void>;
}

/**
 * At the start, subgraphs that do not answer yet are waited for: parts of a deployment come up in any order. A graph
 * that does not compose is an error at once.
 */
export function createComposedSource({ subgraphs, pollIntervalMs, log }: ComposedSourceOptions): SupergraphSource {
  let composedFrom: readonly string[] | undefined;

  return {
    async load(signal) {
      for (;;) {
        try {
          composedFrom = await fetchSchemas(subgraphs, signal);
          return await composeSupergraph(subgraphs, composedFrom);
        } catch (error) {
          if (error instanceof SupergraphError || signal.aborted) throw error;
          log.warn({ err: error }, 'Not all subgraphs give their schema yet; they will be asked again');
        }
        await wait(pollIntervalMs, undefined, { signal });
      }
    },
    watch(onChange) {
      const stop = new AbortController();
      const poll = async (): Promise<void> => {
        while (!stop.signal.aborted) {
          try {
            await wait(pollIntervalMs, undefined, { signal: stop.signal, ref: false });
            const schemas = await fetchSchemas(subgraphs, stop.signal);
            if (isSameList(schemas, composedFrom)) continue;
            // Noted before it is composed, so that a graph that does not compose is reported once.
            composedFrom = schemas;
            const supergraphSdl = await composeSupergraph(subgraphs, schemas);
            if (!stop.signal.aborted) onChange(supergraphSdl);
          } catch (error) {
            if (stop.signal.aborted) return;
            log.error({ err: error }, 'The supergraph was not composed anew; the one before stays');
          }
        }
      };
      void poll();
      return () => stop.abort();
    },
    async close() {
      await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
    },
  };
}

function fetchSchemas(subgraphs: readonly RunningSubgraph[], signal: AbortSignal): Promise<string[]> {
  return Promise.all(subgraphs.map((subgraph) => subgraph.fetchSdl(signal)));
}

async function composeSupergraph(subgraphs: readonly RunningSubgraph[], schemas: readonly string[]): Promise<string> {
  // Loaded only where it is needed: it is large.
  const { composeGraph } = await import('../compose/compose-graph.ts');
  // The same composing as the command's: types' policies are written onto their fields before they are merged.
  const result = composeGraph(
    subgraphs.map(({ name, url }, index) => ({ name, url, document: parse(schemas[index] ?? '') })),
  );
  if ('supergraphSdl' in result) return result.supergraphSdl;
  throw new SupergraphError(
    'The subgraphs do not compose:',
    result.violations.map(({ code, coordinate, message }) => `${code} ${coordinate}: ${message}`),
  );
}

function isSameList(left: readonly string[], right: readonly string[] | undefined): boolean {
  return left.length === right?.length && left.every((item, index) => item === right[index]);
}

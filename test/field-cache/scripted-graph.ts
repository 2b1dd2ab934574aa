// A graph of a few lines with resolvers of its own, behind a gateway that keeps values: for cases that are written down.
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@apollo/composition';
import { graphql, parse } from 'graphql';
import type { Principal } from '../../gateway/src/authentication/principal.ts';
import type { FieldCache } from '../../gateway/src/field-cache/field-cache.ts';
import type { Answer } from '../execution/answer.ts';
import {
  type AskSubgraph,
  createTestCache,
  type Gateway,
  startGateway,
  type SubgraphQuestion,
} from './compared-gateways.ts';
import { linkGovernance } from './governed-sources.ts';
import { principals } from './principals.ts';

type Resolvers = Parameters<typeof buildSubgraphSchema>[0] extends infer Given
  ? Given extends { readonly resolvers?: infer Own }
    ? Own
    : never
  : never;

export interface ScriptedSubgraph {
  readonly name: string;
  readonly sdl: string;
  /** The context of each is the principal for whom the subgraph is asked. */
  readonly resolvers: unknown;
}

export interface AskedSubgraph extends SubgraphQuestion {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface AskOptions {
  readonly as?: Principal;
  readonly variables?: Record<string, unknown>;
}

export interface ScriptedGraph {
  readonly cache: FieldCache;
  /** What the subgraphs were asked since this was last called. */
  takeAsked(): AskedSubgraph[];
  /** The same as texts: `name: query variables`. */
  takeTexts(): string[];
  ask(text: string, options?: AskOptions): Promise<Answer>;
  /** The same without a cache. */
  askPlainly(text: string, options?: AskOptions): Promise<Answer>;
  advance(seconds: number): void;
  /** Takes the place of the subgraphs' own answers until it is undefined. */
  intercept: ((question: SubgraphQuestion, answer: () => Promise<string>) => ReturnType<AskSubgraph>) | undefined;
  close(): Promise<void>;
}

export interface ScriptedGraphOptions {
  readonly limitBytes?: number;
  /** Default: none of a value's age is taken off. */
  readonly random?: () => number;
  /** Default: identical questions under way are each asked, so that it is the cache that shares. */
  readonly deduplicates?: boolean;
  /** Default: nothing is compared. */
  readonly comparedShare?: number;
}

const imports = '["@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject", "@inaccessible"]';

export async function startScriptedGraph(
  subgraphs: readonly ScriptedSubgraph[],
  { limitBytes = 50_000_000, random = () => 0, deduplicates = false, comparedShare = 0 }: ScriptedGraphOptions = {},
): Promise<ScriptedGraph> {
  const sources = subgraphs.map(({ name, sdl }) =>
    linkGovernance({
      name,
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ${imports})\n${sdl}\n`,
    }),
  );
  const { supergraphSdl, errors = [] } = composeServices(
    sources.map(({ name, sdl }) => ({ name, url: `http://${name}.test/graphql`, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  const schemas = new Map(
    sources.map(({ name, sdl }, index) => [
      name,
      buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: subgraphs[index]?.resolvers as Resolvers }] as never),
    ]),
  );
  let now = Date.UTC(2030, 0);
  let asked: AskedSubgraph[] = [];

  async function answer({ subgraph, body, principal }: SubgraphQuestion): Promise<string> {
    const { query, variables } = readBody(body);
    const schema = schemas.get(subgraph);
    if (schema === undefined) throw new Error(`There is no subgraph ${subgraph}.`);
    return JSON.stringify(await graphql({ schema, source: query, variableValues: variables, contextValue: principal }));
  }

  const cache = createTestCache({ limitBytes, now: () => now, random, comparedShare });
  const options = {
    supergraphSdl,
    planner: 'apollo',
    deduplicates,
    ask(question: SubgraphQuestion) {
      asked.push({ ...question, ...readBody(question.body) });
      return graph.intercept?.(question, () => answer(question)) ?? answer(question);
    },
  } as const;
  const cached = await startGateway({ ...options, cache });
  const plain = await startGateway(options);
  const askGateway = (gateway: Gateway, text: string, { as = principals[0], variables = {} }: AskOptions) => {
    if (as === undefined) throw new Error('Nobody asks.');
    return gateway.ask({ text, document: parse(text), operationName: undefined, variables }, as);
  };
  const graph: ScriptedGraph = {
    cache,
    intercept: undefined,
    takeAsked() {
      const taken = asked;
      asked = [];
      return taken;
    },
    takeTexts: () =>
      graph.takeAsked().map(({ subgraph, query, variables }) => {
        const values = Object.keys(variables).length === 0 ? '' : ` ${JSON.stringify(variables)}`;
        return `${subgraph}: ${query}${values}`;
      }),
    ask: (text, more = {}) => askGateway(cached, text, more),
    askPlainly: (text, more = {}) => askGateway(plain, text, more),
    advance(seconds) {
      now += seconds * 1000;
    },
    async close() {
      await Promise.all([cached.close(), plain.close()]);
    },
  };
  return graph;
}

function readBody(body: string): Pick<AskedSubgraph, 'query' | 'variables'> {
  const { query, variables = {} } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
  return { query, variables };
}

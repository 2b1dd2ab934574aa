// A shop whose truth changes, and replicas of the gateway in front of it that share a Redis.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@apollo/composition';
import { type DocumentNode, graphql, parse } from 'graphql';
import type { Principal } from '../../gateway/src/authentication/principal.ts';
import { createFieldCache, type FieldCache } from '../../gateway/src/field-cache/field-cache.ts';
import { openReplicas } from '../../gateway/src/field-cache/replicas/replicas.ts';
import { parseSubjectTemplate } from '../../gateway/src/supergraph/governance/subject-template.ts';
import type { Answer } from '../execution/answer.ts';
import { createRecordedLog } from '../gateway/recorded-log.ts';
import { startGateway } from './compared-gateways.ts';
import { linkGovernance } from './governed-sources.ts';

export interface ReplicatedShop {
  /** The version of everything that has changed; the rest is at 0. */
  readonly versions: Map<string, number>;
  /** The subgraph's questions so far. */
  readonly asked: string[];
  /** How long the subgraph's answers are on their way, in milliseconds. */
  delayMs: () => number;
  /** Resolves when it can read what is shared, or at once with `isAwaited: false`. */
  startReplica(url: string, options?: ReplicaOptions): Promise<ShopReplica>;
}

export interface ReplicaOptions {
  readonly now?: () => number;
  /** Default 200: this machine may be busy. */
  readonly fetchTimeoutMs?: number;
  readonly isAwaited?: boolean;
  readonly namespace?: string;
  /** Default 0. */
  readonly comparedShare?: number;
  /** The forms of subjects, by type of event, in place of `subjectForms`. */
  readonly subjectForms?: Readonly<Record<string, string>>;
  /** Whether its supergraph has one more key of products. Default: it has not. */
  readonly hasEan?: boolean;
}

export interface ShopReplica {
  readonly cache: FieldCache;
  readonly lines: readonly Record<string, unknown>[];
  ask(text: string, principal?: Principal, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
  close(): Promise<void>;
}

export const subjectForms = { 'product.changed': 'product/{Product.sku}', 'price.changed': 'item/{Product.sku}' };

const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])
type Query {
  headline: String @cacheControl(maxAge: 3600) @refreshedBy(events: ["shop.changed"])
  products: [Product!]! @cacheControl(maxAge: 3600) @refreshedBy(events: ["shop.changed"])
  product(sku: ID!): Product @cacheControl(maxAge: 3600) @refreshedBy(events: ["shop.changed"])
}
type Product @key(fields: "sku") {
  sku: ID!
  ean: ID!
  name: String @cacheControl(maxAge: 60) @stale(ifError: 600) @refreshedBy(events: ["product.changed"])
  stock: String @cacheControl(maxAge: 2) @stale(ifError: 600) @refreshedBy(events: ["product.changed"])
  size: Size @cacheControl(maxAge: 3600) @refreshedBy(events: ["product.changed"])
  price: String @cacheControl(maxAge: 3600, scope: PRIVATE) @varyBy(claims: [ACCOUNT]) @refreshedBy(events: ["price.changed"])
}
type Size { width: String height: String }
`;

export const skus = ['p1', 'p2', 'p3'];

function compose(typeDefs: string): { readonly typeDefs: DocumentNode; readonly supergraphSdl: string } {
  const source = linkGovernance({ name: 'shop', sdl: typeDefs });
  const part = { name: source.name, url: 'http://shop.test/graphql', typeDefs: parse(source.sdl) };
  const { supergraphSdl, errors = [] } = composeServices([part]);
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return { typeDefs: part.typeDefs, supergraphSdl };
}

export function createReplicatedShop(): ReplicatedShop {
  const plain = compose(sdl);
  let extended: ReturnType<typeof compose> | undefined;
  const versions = new Map<string, number>();
  const versionOf = (name: string): string => `${name} v${versions.get(name) ?? 0}`;
  const productOf = (sku: string) => ({
    sku,
    ean: `ean of ${sku}`,
    name: () => versionOf(`${sku} name`),
    stock: () => versionOf(`${sku} name`),
    size: () => ({ width: () => versionOf(`${sku} name`), height: () => versionOf(`${sku} name`) }),
    price: (_: unknown, { account }: Principal) => versionOf(`${sku} price of ${account}`),
  });
  const resolvers = {
    Query: {
      headline: () => versionOf('headline'),
      products: () => skus.map(productOf),
      product: (_: unknown, { sku }: { sku: string }) => (skus.includes(sku) ? productOf(sku) : null),
    },
    Product: { __resolveReference: ({ sku }: { sku: string }) => productOf(sku) },
  };
  const schema = buildSubgraphSchema([{ typeDefs: plain.typeDefs, resolvers }] as never);
  const shop: ReplicatedShop = {
    versions,
    asked: [],
    delayMs: () => 0,

    async startReplica(url, options = {}) {
      const { now, fetchTimeoutMs = 200, isAwaited = true, namespace = 'shop', comparedShare = 0 } = options;
      const events = new Map(
        Object.entries(options.subjectForms ?? subjectForms).map(([name, subject]) => [
          name,
          { name, subject: parseSubjectTemplate(subject) },
        ]),
      );
      if (options.hasEan === true) extended ??= compose(sdl.replace('@key(fields: "sku")', '$& @key(fields: "ean")'));
      const { supergraphSdl } = options.hasEan === true && extended !== undefined ? extended : plain;
      const { log, lines } = createRecordedLog();
      const cache = createFieldCache({
        limitBytes: 50_000_000,
        events,
        random: () => 0,
        comparedShare,
        ...(now && { now }),
        openReplicas: (parts) =>
          openReplicas({
            ...parts,
            redis: { url },
            namespace,
            replicaId: randomUUID(),
            fetchTimeoutMs,
            insertTimeoutMs: 500,
            log,
          }),
      });
      const gateway = await startGateway({
        supergraphSdl,
        planner: 'apollo',
        cache,
        async ask({ body, principal }) {
          const { query, variables = {} } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
          shop.asked.push(`${query} ${JSON.stringify(variables)}`);
          // What is true when it is asked, and arrives later.
          const answer = await graphql({ schema, source: query, variableValues: variables, contextValue: principal });
          const delayMs = shop.delayMs();
          if (delayMs > 0) await wait(delayMs);
          return JSON.stringify(answer);
        },
      });
      if (isAwaited) await untilReady(cache);
      return {
        cache,
        lines,
        ask: (text, principal = createBuyer('A'), variables = {}) =>
          gateway.ask({ text, document: parse(text), operationName: undefined, variables }, principal),
        async close() {
          await Promise.all([gateway.close(), cache.close()]);
        },
      };
    },
  };
  return shop;
}

async function untilReady(cache: FieldCache): Promise<void> {
  for (const end = performance.now() + 15_000; cache.secondTier?.isReady !== true; await wait(10)) {
    if (performance.now() > end) throw new Error('The replica does not trust its Redis.');
  }
}

export function createBuyer(account: string): Principal {
  return {
    subject: `user of ${account}`,
    account,
    accounts: [],
    scopes: [],
    roles: [],
    policies: [],
    isAnonymous: false,
  };
}
